//! The price book that is built into the program: the texts of `pricing/`.

use super::SourceFile;

/// Every file of `pricing/`, by path.
pub const FILES: &[SourceFile<'static>] = include!(concat!(env!("OUT_DIR"), "/price_files.rs"));
