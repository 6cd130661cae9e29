//! The router as a connection sees it: each request and its answer are noted in the pulse.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, Request, Response, Version};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::Instant;
use tower::Service as _;

use super::pulse::Pulse;
use crate::server::stage::Progress;

/// Answers the requests of one connection.
#[derive(Debug)]
pub struct Answers {
    /// What answers.
    pub router: Router,
    /// Whether every answer is the connection's last one.
    pub once: bool,
    /// The connection.
    pub pulse: Arc<Pulse>,
    /// The server's stage: once it stops, every answer is the connection's last one.
    pub progress: Progress,
}

type Answering = Pin<Box<dyn Future<Output = Result<Response<Noted>, Infallible>> + Send>>;

impl hyper::service::Service<Request<Incoming>> for Answers {
    type Response = Response<Noted>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        let multiplexed = request.version() == Version::HTTP_2;
        let mut running = Running::begin(&self.pulse, multiplexed);
        let answer = self.router.clone().call(request);
        let (once, progress) = (self.once, self.progress.clone());
        Box::pin(async move {
            let mut response = answer.await?;
            if once || progress.is_stopping() {
                if multiplexed {
                    running.pulse.leave(Instant::now());
                } else {
                    let close = HeaderValue::from_static("close");
                    response.headers_mut().insert(CONNECTION, close);
                }
            }
            running.answers();
            Ok(response.map(|body| Noted { body, running }))
        })
    }
}

/// A request from the end of its head to the end of its answer.
#[derive(Debug)]
struct Running {
    pulse: Arc<Pulse>,
    answered: bool,
}

impl Running {
    fn begin(pulse: &Arc<Pulse>, multiplexed: bool) -> Self {
        pulse.begins(multiplexed);
        Self {
            pulse: Arc::clone(pulse),
            answered: false,
        }
    }

    fn answers(&mut self) {
        self.answered = true;
        self.pulse.answers();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.pulse.ends(self.answered);
    }
}

/// An answer's body; its request runs until hyper has taken the last of it.
#[derive(Debug)]
pub struct Noted {
    body: Body,
    running: Running,
}

impl hyper::body::Body for Noted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if frame.is_ready() {
            self.running.pulse.moves();
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
