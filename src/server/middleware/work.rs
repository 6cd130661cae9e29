//! How much work a request is, told beforehand.

use crate::api::{include, is_api_path};

/// A scenario or usage of at most this many bytes is answered in well under a millisecond, if nothing
/// more than its own bill is asked for.
const SMALL: usize = 4 * 1024;

/// How much work a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// It is answered at once, on the thread that read it.
    Quick,
    /// It may take long, so it must wait for a thread of its own.
    Long,
}

impl Work {
    /// The work of a request to a path, with a query string and a body of so many bytes. Unknown paths
    /// are pages too, which say that there is nothing.
    #[must_use]
    pub fn of(path: &str, query: Option<&str>, body_bytes: usize) -> Self {
        let query = query.unwrap_or_default();
        match path {
            "/healthz" | "/readyz" => Self::Quick,
            "/api/v1/estimate" | "/api/v1/charges" => {
                let long = query.len().max(body_bytes) > SMALL || asks_for_more(query);
                if long { Self::Long } else { Self::Quick }
            }
            "/api/v1/projection" => Self::Long,
            _ if path.starts_with("/api/v1/prices") => Self::Long,
            // An address under `/api/` that does not exist.
            _ if is_api_path(path) => Self::Quick,
            _ if is_file(path) => Self::Quick,
            _ => Self::Long,
        }
    }
}

fn asks_for_more(query: &str) -> bool {
    form_urlencoded::parse(query.as_bytes()).any(|(key, _)| key == include::PARAMETER)
}

/// Whether a path is that of a file, and not that of a page: only files have a dot in their name.
fn is_file(path: &str) -> bool {
    let name = path.rsplit('/').next();
    name.is_some_and(|name| name.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_take_long_is_told_from_the_request_alone() {
        let long = "x".repeat(SMALL + 1);
        for (work, path, query, body_bytes) in [
            (Work::Quick, "/healthz", None, 0),
            (Work::Quick, "/readyz", None, 0),
            (Work::Quick, "/pkg/reckoner.wasm", None, 0),
            (Work::Quick, "/favicon.svg", None, 0),
            (Work::Quick, "/api/v1/estimate", None, SMALL),
            (Work::Quick, "/api/v1/estimate", Some("includes=1"), 0),
            (Work::Quick, "/api/v1/charges", None, SMALL),
            (Work::Quick, "/api/v1/nothing", None, 0),
            (Work::Long, "/", None, 0),
            (Work::Long, "/prices", None, 0),
            (Work::Long, "/api", None, 0),
            (Work::Long, "/bill", None, 0),
            (Work::Long, "/nowhere", None, 0),
            (Work::Long, "/api/v1/projection", None, 10),
            (Work::Long, "/api/v1/prices", None, 0),
            (Work::Long, "/api/v1/prices/us-east-1/diff", None, 0),
            (Work::Long, "/api/v1/charges", None, SMALL + 1),
            (Work::Long, "/api/v1/estimate", None, SMALL + 1),
            (Work::Long, "/api/v1/estimate", Some(long.as_str()), 0),
            (Work::Long, "/api/v1/estimate", Some("a=b&include=x"), 10),
            (Work::Long, "/api/v1/estimate", Some("%69nclude=x"), 10),
        ] {
            assert_eq!(Work::of(path, query, body_bytes), work, "{path} {query:?}");
        }
    }
}
