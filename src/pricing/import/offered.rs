//! What the products of the price list offer for one price.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::listed::{ListedProduct, Term};
use super::report::{Unmatched, words};
use super::scale::{Scale, scale};
use crate::pricing::{Date, Tier, Version};

/// A price that the list offers from a day on.
pub(super) struct Offered<'l> {
    pub from: Date,
    pub scale: Scale,
    pub listed: &'l ListedProduct,
}

/// What a product offers: a scale for each of its terms.
pub(super) fn offers<'l>(
    listed: &'l ListedProduct,
    unit: &str,
) -> Result<Vec<Offered<'l>>, String> {
    if listed.terms.is_empty() {
        return Err("no price on demand".to_owned());
    }
    let terms = listed.terms.iter();
    terms
        .map(|term| {
            let from = term.day().ok_or("no effectiveDate that is a day")?;
            let scale = scale(&term.steps(), unit)?;
            Ok(Offered {
                from,
                scale,
                listed,
            })
        })
        .collect()
}

/// The products of one price must agree on it: which of two is meant nobody can tell from here.
pub(super) fn disagreement(offered: &[Offered<'_>]) -> Option<String> {
    several(offered).or_else(|| twice(offered))
}

/// Two prices from the same day on, be they two terms of one product or those of two products: each
/// import would replace one with the other.
fn twice(offered: &[Offered<'_>]) -> Option<String> {
    let mut by_day: BTreeMap<Date, &Offered<'_>> = BTreeMap::new();
    offered.iter().find_map(|offered| {
        let first = *by_day.entry(offered.from).or_insert(offered);
        let differs = first.scale.tiers != offered.scale.tiers;
        differs.then(|| {
            format!(
                "the list has two prices for it from {} on: {} ({}); {} ({})",
                offered.from,
                words(&first.scale.tiers),
                first.listed.sku,
                words(&offered.scale.tiers),
                offered.listed.sku
            )
        })
    })
}

fn several(offered: &[Offered<'_>]) -> Option<String> {
    let mut latest: BTreeMap<&str, &Offered<'_>> = BTreeMap::new();
    for offered in offered {
        let known = latest.entry(&offered.listed.sku).or_insert(offered);
        if offered.from > known.from {
            *known = offered;
        }
    }
    let tiers: Vec<&Vec<Tier>> = latest.values().map(|it| &it.scale.tiers).collect();
    if tiers.windows(2).all(|pair| pair.first() == pair.last()) {
        return None;
    }
    let products = latest.values().map(|offered| {
        let attributes = &offered.listed.attributes;
        let named = |name: &str, value: &Option<String>| {
            let value = value.as_deref().filter(|value| !value.is_empty());
            value.map_or_else(String::new, |value| format!(", {name} \"{value}\""))
        };
        format!(
            "{} ({}{}{}): {}",
            offered.listed.usage_type(),
            offered.listed.sku,
            named("operation", &attributes.operation),
            named("group", &attributes.group),
            words(&offered.scale.tiers)
        )
    });
    Some(format!(
        "the list has several prices for it, and the catalogue's usage type, operation and group \
         do not tell which is meant: {}",
        products.collect::<Vec<_>>().join("; ")
    ))
}

/// Keeps the witnesses of a version that was only incomplete, and the memory of one that was wrong.
pub(super) fn correct(version: &mut Version, wrong: &Version) {
    if version.completes(wrong) {
        version.also.push(wrong.reference.clone());
        version.also.extend(wrong.also.iter().cloned());
        version.note.clone_from(&wrong.note);
    } else {
        version.note = Some(format!(
            "Corrected on import; was {}, read in: {}.",
            words(&wrong.tiers),
            wrong.reference.title
        ));
    }
}

/// A product that the catalogue does not have, as it is listed for people.
pub(super) fn stranger(listed: &ListedProduct) -> Unmatched {
    let attributes = &listed.attributes;
    let steps = listed.terms.last().map(Term::steps);
    let mut steps = steps.unwrap_or_default();
    let begins = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or("0");
        Decimal::from_str_exact(text).ok()
    };
    steps.sort_by_key(|step| begins(&step.begin));
    let first = steps.into_iter().next();
    let (price, description) = first.map_or_else(Default::default, |step| {
        let usd = step.price.usd.as_deref().unwrap_or("no US dollars");
        let usd = Decimal::from_str_exact(usd)
            .map_or_else(|_| usd.to_owned(), |price| price.normalize().to_string());
        (format!("{usd} per {}", step.unit), step.description)
    });
    Unmatched {
        offer: listed.offer.code.clone(),
        region: attributes.named_region().unwrap_or_default().to_owned(),
        usage_type: listed.usage_type().to_owned(),
        operation: attributes.operation.clone().unwrap_or_default(),
        price,
        description,
    }
}
