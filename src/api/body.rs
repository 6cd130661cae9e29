//! The body of a request, JSON or TOML, as the neutral tree.

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};

use super::problem::Problem;
use crate::fields::node::shortened;
use crate::fields::{Faults, Node, json, toml};

/// Reads a body by its media type; a body without a media type is read as JSON. Faults of the text are
/// added to `faults`.
///
/// # Errors
/// The problem of a media type that is neither JSON nor TOML.
pub fn read<'t>(
    headers: &HeaderMap,
    body: &'t str,
    faults: &mut Faults,
) -> Result<Node<'t>, Box<Problem>> {
    let media = headers.get(CONTENT_TYPE);
    let media = media.and_then(|value| value.to_str().ok()).unwrap_or("");
    let media = media.split(';').next().unwrap_or("").trim();
    match media.to_ascii_lowercase().as_str() {
        "application/json" | "" => Ok(json::parse(body, faults)),
        "application/toml" => Ok(toml::parse(body, faults)),
        media => Err(Box::new(Problem {
            detail: Some(format!(
                "the body is {}; expected is application/json or application/toml",
                shortened(media)
            )),
            ..Problem::from_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
        })),
    }
}
