//! The price book in force: the one that is built in, or one of a folder, read again while serving.

pub mod folder;
mod live;

pub use live::{Extent, FaultyBook, LivePrices, NotReloaded};
