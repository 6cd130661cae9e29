//! Reading a request's body whole, before anything is done for it: a client that sends slowly must hold
//! nothing that others wait for.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use tokio::time::timeout;

/// Why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is longer than it may be.
    TooLong,
    /// It came too slowly.
    Late,
    /// It broke off.
    Broken,
}

impl Unread {
    /// The status that says so.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Late => StatusCode::REQUEST_TIMEOUT,
            Self::Broken => StatusCode::BAD_REQUEST,
        }
    }
}

/// Reads a body of at most `limit` bytes within `time`. One whose length is announced as longer is not
/// read at all.
///
/// # Errors
/// Why it was not read.
pub async fn read(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
    time: Duration,
) -> Result<Bytes, Unread> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    if announced(headers).is_some_and(|length| length > limit as u64) {
        return Err(Unread::TooLong);
    }
    let read = timeout(time, whole(body, limit)).await;
    read.unwrap_or(Err(Unread::Late))
}

/// The length that the head announces.
fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn whole(mut body: Body, limit: usize) -> Result<Bytes, Unread> {
    let mut first = Bytes::new();
    let mut all = Vec::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        let frame = frame.map_err(|_| Unread::Broken)?;
        // Anything else is trailers, which say nothing here.
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if first.len().max(all.len()) + data.len() > limit {
            return Err(Unread::TooLong);
        }
        if first.is_empty() {
            first = data;
            continue;
        }
        if all.is_empty() {
            all.extend_from_slice(&first);
        }
        all.extend_from_slice(&data);
    }
    Ok(if all.is_empty() { first } else { all.into() })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::task::{Context, Poll};

    use hyper::body::Frame;

    use super::*;

    async fn read_all(body: Body, limit: usize) -> Result<Bytes, Unread> {
        read(&HeaderMap::new(), body, limit, Duration::from_secs(60)).await
    }

    fn parts(parts: &'static [&'static str]) -> Body {
        Body::new(Parts(parts.iter()))
    }

    struct Parts(std::slice::Iter<'static, &'static str>);

    impl hyper::body::Body for Parts {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            let part = self.0.next();
            Poll::Ready(part.map(|part| Ok(Frame::data(Bytes::from_static(part.as_bytes())))))
        }
    }

    #[tokio::test]
    async fn a_body_in_parts_is_read_in_their_order_up_to_the_limit() {
        let abcdef = || parts(&["ab", "", "cd", "ef"]);
        assert_eq!(read_all(abcdef(), 6).await.as_deref(), Ok(&b"abcdef"[..]));
        assert_eq!(read_all(abcdef(), 5).await, Err(Unread::TooLong));
        assert_eq!(
            read_all(parts(&["abc"]), 3).await.as_deref(),
            Ok(&b"abc"[..])
        );
        assert_eq!(read_all(parts(&["abcd"]), 3).await, Err(Unread::TooLong));
        assert_eq!(read_all(Body::empty(), 3).await.as_deref(), Ok(&b""[..]));
    }
}
