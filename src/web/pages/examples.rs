//! The presets as links, which the calculator offers as examples.

use crate::check::{Context, read};
use crate::fields::Node;
use crate::pricing::PriceBook;
use crate::scenario::link;
use crate::scenario::presets::{PRESETS, Preset};

/// A preset at the latest prices of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub description: &'static str,
    /// Its query string.
    pub query: String,
}

/// The examples of a book, in the order of the presets; empty only for a book without a region.
#[must_use]
pub fn examples(book: &PriceBook) -> Vec<Example> {
    let Some(region) = book.catalog().regions.first() else {
        return Vec::new();
    };
    PRESETS
        .iter()
        .filter_map(|preset| example(preset, &region.code, book))
        .collect()
}

/// A preset in this region. The presets name no region, and the book may lack the region that a
/// scenario has by default.
fn example(preset: &Preset, region: &str, book: &PriceBook) -> Option<Example> {
    let mut node = preset.node();
    if let Node::Map(fields) = &mut node {
        fields.push(("region".into(), Node::Text(region.into())));
    }
    let scenario = read(&node, &Context::new(book)).ok()?.into_scenario();
    let query = link::write_pinned(&scenario, book.catalog().published);
    Some(Example {
        name: scenario.name,
        description: preset.description,
        query,
    })
}
