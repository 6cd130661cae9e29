//! What every response goes through, one concern a file.

pub mod admit;
pub mod body;
pub mod content_encoding;
pub mod error_body;
pub mod headers;
pub mod request_log;
pub mod work;
