//! Parts that pages are put together from; the islands among them also run in the browser.

mod liveness;

pub use liveness::Liveness;
