//! Whether the inputs of a page ask for prices that the page does not have.

use crate::fields::Node;
use crate::pricing::{Date, PriceSlice, Prices as _};

/// Whether a tree asks for the prices of another region or day than these. A region or day that does
/// not exist is a fault and does not count.
pub(super) fn is_elsewhere(node: &Node<'_>, prices: &PriceSlice) -> bool {
    let region = node.text_at("region");
    let region = region.as_deref().map_or("us-east-1", str::trim);
    let published = prices.published();
    let day = day_asked(node).map_or(published, |day| day.min(published));
    let known = prices.regions().iter().any(|known| known == region);
    let lacks = |region: &String| prices.regions().contains(region) && !prices.has_region(region);
    (known && region != prices.region())
        || day != prices.as_of()
        || replica_regions(node).iter().any(lacks)
}

/// The regions that the tables of a tree name for their replicas, as they were typed.
#[must_use]
pub fn replica_regions(node: &Node<'_>) -> Vec<String> {
    let mut regions: Vec<String> = Vec::new();
    let Some(Node::List(tables)) = node.field("tables") else {
        return regions;
    };
    for replicas in tables.iter().filter_map(|table| table.field("replicas")) {
        let names = match replicas {
            Node::List(names) => names.as_slice(),
            one => core::slice::from_ref(one),
        };
        for name in names.iter().filter_map(Node::written) {
            if !regions.iter().any(|known| known == name.trim()) {
                regions.push(name.trim().to_owned());
            }
        }
    }
    regions
}

/// The day whose prices a tree asks for.
pub(super) fn day_asked(node: &Node<'_>) -> Option<Date> {
    node.text_at("prices")?.trim().parse().ok()
}
