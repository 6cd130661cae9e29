//! The price book in force: the one that is built in, or one of a folder, read again while serving.

pub mod folder;
mod lacking;
mod live;

pub use lacking::lacking;
pub use live::{Extent, FaultyBook, LivePrices, NotReloaded};
