//! What the log says of each request.
//!
//! A client chooses the words: the method, the path, its own id. Each is bounded here, so that no
//! client fills the disk or hides a line of the log in another.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};

/// The header of a request's id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id that is taken from a client, in bytes. A UUID has 36, a trace of W3C 55.
const ID_MAX: usize = 128;
/// The most characters of a path or a method in the log.
const SHOWN_MAX: usize = 200;

/// Takes away an id that no log should have, so that the request gets one of the server's own: one
/// that is long, or that has anything but letters, digits and the signs of usual ids.
pub fn without_odd_id(mut request: Request) -> Request {
    let mut ids = request.headers().get_all(REQUEST_ID).iter();
    let one = ids.next().is_none_or(is_usual) && ids.next().is_none();
    if !one {
        request.headers_mut().remove(REQUEST_ID);
    }
    request
}

fn is_usual(id: &HeaderValue) -> bool {
    let id = id.as_bytes();
    let usual = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:+/=@".contains(byte);
    (1..=ID_MAX).contains(&id.len()) && id.iter().all(usual)
}

/// The span around the log lines of a request. It leaves out the query string, which is the user's
/// scenario.
pub fn span<B>(request: &axum::http::Request<B>) -> tracing::Span {
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    let method = shown(request.method().as_str());
    let path = shown(request.uri().path());
    tracing::info_span!("request", %method, path, id)
}

/// A text as the log shows it: its beginning, if it is long.
fn shown(text: &str) -> String {
    let mut rest = text.chars();
    let mut shown: String = rest.by_ref().take(SHOWN_MAX).collect();
    if rest.next().is_some() {
        shown.pop();
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_shows_the_beginning_of_a_long_text() {
        assert_eq!(shown("/prices"), "/prices");
        let fits = "a".repeat(SHOWN_MAX);
        assert_eq!(shown(&fits), fits);
        let long = shown(&"ä".repeat(SHOWN_MAX + 1));
        assert_eq!(long.chars().count(), SHOWN_MAX);
        assert!(long.ends_with("ä…"));
    }

    #[test]
    fn an_id_is_short_and_plain() {
        let usual = |id: &str| HeaderValue::from_str(id).is_ok_and(|id| is_usual(&id));
        for id in [
            "mine",
            "a1b2-c3_d4.e:f",
            "Root=1-67891233-abcdef012345678912345678",
        ] {
            assert!(usual(id), "{id}");
        }
        assert!(usual(&"x".repeat(ID_MAX)));
        assert!(!usual(&"x".repeat(ID_MAX + 1)));
        for id in ["", "two words", "a\tb", "\"quoted\"", "ä", "a;b"] {
            assert!(!usual(id), "{id}");
        }
    }
}
