//! Failures as RFC 9457 problem documents, `application/problem+json`.

use std::borrow::Cow;

use axum::Json;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The media type of a problem document.
pub const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A failure, told to the caller. Source: <https://www.rfc-editor.org/rfc/rfc9457>.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The kind of failure, a URI; `about:blank` if the status alone says it.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// The kind in words, the same for every failure of that kind.
    pub title: Cow<'static, str>,
    /// The response's status.
    #[serde(serialize_with = "as_number")]
    pub status: StatusCode,
    /// What went wrong with this request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The path of the request that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// The faults found, not only the first: at most 100 of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Item>,
    /// How many faults were found beyond those in `errors`, if there are more than are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<usize>,
}

/// One fault of a request. A pointer locates it in a body; the name of a parameter locates it in a
/// query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// JSON pointer (RFC 6901) into the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Name of the query parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// Stable name of the kind of fault, for programs.
    pub code: Cow<'static, str>,
    /// What was given, as it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// What would have been accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed: Option<String>,
    /// The fault in words, for people.
    pub detail: String,
}

impl Problem {
    /// The same problem, for the request of this path.
    #[must_use]
    pub fn at(mut self, path: &str) -> Self {
        self.instance = Some(path.to_owned());
        self
    }

    /// A problem that only its status describes.
    #[must_use]
    pub fn from_status(status: StatusCode) -> Self {
        Self {
            kind: Cow::Borrowed("about:blank"),
            title: Cow::Borrowed(status.canonical_reason().unwrap_or("Error")),
            status,
            detail: None,
            instance: None,
            errors: Vec::new(),
            more: None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, [(CONTENT_TYPE, MEDIA_TYPE)], Json(self)).into_response()
    }
}

fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_members_are_left_out() {
        let problem = Problem::from_status(StatusCode::NOT_FOUND);
        assert_eq!(
            serde_json::to_string(&problem).unwrap(),
            r#"{"type":"about:blank","title":"Not Found","status":404}"#
        );
    }

    #[test]
    fn each_fault_says_where_what_and_what_is_allowed() {
        let problem = Problem {
            errors: vec![Item {
                pointer: Some("/functions/0/memory_mb".to_owned()),
                code: Cow::Borrowed("out-of-range"),
                given: Some("64".to_owned()),
                allowed: Some("128 to 10240".to_owned()),
                detail: "memory is out of range".to_owned(),
                ..Item::default()
            }],
            ..Problem::from_status(StatusCode::UNPROCESSABLE_ENTITY)
        };
        let json = serde_json::to_value(&problem).unwrap();
        assert_eq!(
            json["errors"][0],
            serde_json::json!({
                "pointer": "/functions/0/memory_mb", "code": "out-of-range", "given": "64", "allowed": "128 to 10240",
                "detail": "memory is out of range",
            })
        );
    }

    #[test]
    fn the_content_type_is_that_of_a_problem() {
        let response = Problem::from_status(StatusCode::NOT_FOUND).into_response();
        assert_eq!(response.headers()[CONTENT_TYPE], MEDIA_TYPE);
    }
}
