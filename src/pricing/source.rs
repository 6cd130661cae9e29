//! The files of the price book, as names and texts.

/// The name of the catalogue's file.
pub const CATALOG: &str = "catalog.toml";
/// The name of the file of allowances.
pub const FREE_TIER: &str = "free-tier.toml";

/// The name of the file of sources, which a book may lack.
pub const SOURCES: &str = "sources.toml";
/// The folder of the files of quotas, one for each AWS service.
pub const QUOTAS: &str = "quotas/";

/// One file of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceFile<'t> {
    /// Its path in the book's folder, with `/`: `us-east-1/lambda.toml`.
    pub path: &'t str,
    /// What it says.
    pub text: &'t str,
}
