//! Takes prices over from AWS's own price list.
//!
//! [`mod@read`] streams an offer file or the answer of `aws pricing get-products` and keeps what the
//! [`select`]ion recognises; [`scale`] makes tiers of a term's price dimensions, with the [`units`]
//! converted; [`plan`] compares them with the book and decides what is new; [`edit`] writes it into
//! the texts of the book, so that nothing else in them changes. A price out of proportion to its
//! neighbours is imported only if somebody confirms it.
//!
//! Nothing here opens a file: the price list arrives as a reader, the book as names and texts, and
//! the new texts are handed back.

mod allowances;
pub mod edit;
mod form;
mod listed;
mod offered;
pub mod plan;
mod proportion;
pub mod read;
pub mod report;
pub mod scale;
pub mod select;
mod stream;
mod take;
pub mod units;
mod witness;

pub use listed::Reading;
pub use plan::{Import, Options, Plan, import};
pub use read::{ReadFault, read};
pub use report::{PriceChange, PriceChangeKind, Remark, Unmatched};
pub use witness::HOST;
