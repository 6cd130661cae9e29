//! The price book in force: the built-in one, or that of a folder, which is read again while serving.

pub mod folder;
mod lacking;
mod live;
mod per_book;

pub use lacking::lacking;
pub use live::{Extent, FaultyBook, LivePrices, NotReloaded};
pub use per_book::PerBook;
