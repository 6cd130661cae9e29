//! What a request must pass before anything is done for it: its head is of a usable size, its body is
//! there, and there is a thread for its work.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONNECTION, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Version};
use axum::middleware::Next;
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tracing::Instrument as _;

use super::body::{self, Unread};
use super::error_body::failure;
use super::work::Work;
use super::{content_encoding, headers};
use crate::server::limits::Limits;
use crate::server::traffic::Traffic;

/// After how many seconds a client that was turned away may try again.
pub const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("1");

/// Bounds the long work that is done at once.
#[derive(Clone, Debug)]
pub struct Gate {
    limits: Limits,
    threads: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    traffic: Arc<Traffic>,
}

impl Gate {
    /// A gate with these limits, which counts in `traffic`.
    #[must_use]
    pub fn new(limits: Limits, traffic: Arc<Traffic>) -> Self {
        Self {
            threads: Arc::new(Semaphore::new(limits.threads)),
            queue: Arc::new(Semaphore::new(limits.queue)),
            limits,
            traffic,
        }
    }

    /// A thread for long work, at once or after a short wait; `None` if too many wait, or for too long.
    async fn thread(&self) -> Option<OwnedSemaphorePermit> {
        let threads = Arc::clone(&self.threads);
        if let Ok(permit) = Arc::clone(&threads).try_acquire_owned() {
            return Some(permit);
        }
        let _waiting = self.queue.try_acquire().ok()?;
        let permit = timeout(self.limits.queue_time, threads.acquire_owned()).await;
        permit.ok()?.ok()
    }

    async fn answer(&self, request: Request, next: Next) -> Response {
        let (head, body) = request.into_parts();
        let path = head.uri.path().to_owned();
        if !path.starts_with('/') {
            return failure(&path, StatusCode::BAD_REQUEST, "an address starts with /");
        }
        if bytes(&head.headers) > self.limits.header_bytes {
            let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
            let allowed = self.limits.header_bytes;
            return failure(
                &path,
                status,
                &format!("the headers have more than {allowed} bytes"),
            );
        }
        if !content_encoding::is_plain(&head.headers) {
            return content_encoding::refuse(&path);
        }
        let Limits {
            body_bytes,
            body_time,
            ..
        } = self.limits;
        let body = match body::read(&head.headers, body, body_bytes, body_time).await {
            Ok(body) => body,
            Err(unread) => return self.unread(unread, &path, head.version),
        };
        let work = Work::of(&path, head.uri.query(), body.len());
        let request = Request::from_parts(head, Body::from(body));
        let answer = async {
            match work {
                Work::Quick => next.run(request).await,
                Work::Long => self.at_length(request, next, &path).await,
            }
        };
        match timeout(self.limits.time, answer).await {
            Ok(response) => response,
            Err(_) => failure(
                &path,
                StatusCode::GATEWAY_TIMEOUT,
                "the answer took too long",
            ),
        }
    }

    /// Answers on a thread of its own, up to the last byte: a page is rendered, and a body compressed,
    /// while it is read.
    async fn at_length(&self, request: Request, next: Next, path: &str) -> Response {
        let Some(thread) = self.thread().await else {
            if let Some(count) = self.traffic.shed.add() {
                tracing::warn!(
                    count,
                    "requests were turned away: too many wait for a thread"
                );
            }
            return busy(path);
        };
        let runtime = Handle::current();
        let answer = async move {
            let (head, body) = next.run(request).await.into_parts();
            let whole = axum::body::to_bytes(body, usize::MAX).await;
            whole.map(|whole| Response::from_parts(head, Body::from(whole)))
        }
        .in_current_span();
        let answered = spawn_blocking(move || {
            let answered = runtime.block_on(answer);
            drop(thread);
            answered
        });
        match answered.await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => failed(path, &error),
            Err(error) => failed(path, &error),
        }
    }

    fn unread(&self, unread: Unread, path: &str, version: Version) -> Response {
        let detail = match unread {
            Unread::TooLong => format!("the body has more than {} bytes", self.limits.body_bytes),
            Unread::Late => {
                if let Some(count) = self.traffic.late_bodies.add() {
                    tracing::warn!(count, "requests were given up: their body came too slowly");
                }
                format!("the body took longer than {:?}", self.limits.body_time)
            }
            Unread::Broken => "the body broke off".to_owned(),
        };
        let mut response = failure(path, unread.status(), &detail);
        // The rest of the body is not waited for, so nothing can follow it.
        if version < Version::HTTP_2 {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(CONNECTION, close);
        }
        response
    }
}

/// Lets a request pass, or answers it.
pub async fn admit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let mut response = gate.answer(request, next).await;
    headers::secure(response.headers_mut());
    response
}

/// Says that the server can't answer now, and when to ask again.
#[must_use]
pub fn busy(path: &str) -> Response {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let mut response = failure(path, status, "the server is busy; ask again in a second");
    response.headers_mut().insert(RETRY_AFTER, RETRY_SECONDS);
    response
}

fn failed(path: &str, error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "an answer broke off");
    failure(path, StatusCode::INTERNAL_SERVER_ERROR, "")
}

/// What the headers weigh, as HTTP/1.1 writes them but for the separators.
fn bytes(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum()
}
