//! What is missing from a total, in words: an incomplete sum must not look like a total.

use crate::estimate::Estimate;
use crate::metering::{Gap, GapKind};
use crate::pricing::{PriceSlice, Prices};

/// What is missing from a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Whether any line has a price: then the total is the least that it can be.
    pub partly: bool,
    /// How many lines lack a price, in a sentence.
    pub words: String,
    /// What is missing: each service with its lines, in words.
    pub services: Vec<(String, Vec<String>)>,
}

/// What is missing from an estimate at these prices; `None` if nothing is.
#[must_use]
pub fn missing(estimate: &Estimate<'_>, prices: &PriceSlice) -> Option<Missing> {
    if estimate.gaps.is_empty() {
        return None;
    }
    let partly = !estimate.lines.is_empty();
    let mut services: Vec<(String, Vec<String>)> = Vec::new();
    for gap in &estimate.gaps {
        let (service, what) = named(gap, prices);
        let lines = match services.iter_mut().position(|(known, _)| *known == service) {
            Some(at) => services.get_mut(at),
            None => {
                services.push((service, Vec::new()));
                services.last_mut()
            }
        };
        if let Some((_, lines)) = lines
            && !lines.contains(&what)
        {
            lines.push(what);
        }
    }
    Some(Missing {
        partly,
        words: if partly {
            counted(estimate)
        } else {
            nothing_priced(estimate, prices)
        },
        services,
    })
}

/// `7 of 12 lines have no price here`. Each price is one line: it counts once, even if several gaps
/// name it.
fn counted(estimate: &Estimate<'_>) -> String {
    let mut missing: Vec<(&str, Option<&str>)> = Vec::new();
    for gap in &estimate.gaps {
        let line = (gap.price_id.as_str(), gap.region.as_deref());
        if !missing.contains(&line) {
            missing.push(line);
        }
    }
    let whole = estimate
        .lines
        .iter()
        .filter(|line| !missing.contains(&(line.price.id.as_str(), line.region.as_deref())));
    let all = whole.count().saturating_add(missing.len());
    let unpriced = |gap: &Gap| matches!(gap.kind, GapKind::PriceMissing | GapKind::UnknownId);
    let what = match (estimate.gaps.iter().all(unpriced), missing.len()) {
        (true, 1) => "has no price here",
        (true, _) => "have no price here",
        (false, _) => "cannot be priced in full",
    };
    format!("{} of {all} lines {what}", missing.len())
}

/// Why there is no figure at all.
fn nothing_priced(estimate: &Estimate<'_>, prices: &PriceSlice) -> String {
    let (region, day) = (prices.region(), prices.as_of());
    let unpriced = |gap: &Gap| matches!(gap.kind, GapKind::PriceMissing | GapKind::UnknownId);
    if !estimate.gaps.iter().any(unpriced) {
        return "Nothing can be priced: an input is missing".to_owned();
    }
    let known = estimate.gaps.iter();
    match known
        .filter_map(|gap| prices.known_from(&gap.price_id))
        .min()
    {
        Some(first) => format!("No prices on {day}: the first are of {first}"),
        None => format!("Nothing can be priced in {region} on {day}"),
    }
}

/// The service of a gap, and what is missing of it.
fn named(gap: &Gap, prices: &PriceSlice) -> (String, String) {
    let found = prices.find(&gap.price_id);
    let service = found.and_then(|found| found.service);
    let what = match (found, gap.kind) {
        (Some(found), GapKind::PriceMissing) => match &gap.region {
            None => found.price.description.clone(),
            Some(region) => format!("{}, {region}", found.price.description),
        },
        (Some(found), GapKind::TierUnknown) => format!("{} in part", found.price.description),
        (Some(found), GapKind::InputMissing) => {
            format!("{}, as {}", found.price.description, gap.message)
        }
        (_, GapKind::UnknownId) | (None, _) => gap.message.clone(),
    };
    (
        service.map_or_else(|| "Others".to_owned(), |service| service.name.clone()),
        what,
    )
}
