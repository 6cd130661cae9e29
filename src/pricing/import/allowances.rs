//! Free bands and free products of the price list, compared with the allowances on record.
//!
//! They are reported and never imported: the list does not say who has them, nor in which order
//! several prices use one up.

use rust_decimal::Decimal;

use super::listed::ListedProduct;
use super::report::Remark;
use super::units;
use crate::pricing::{CatalogPrice, Date, PriceBook};
use crate::quantity::Figure;

/// The note about a free band inside a scale; `None` if the book records the same band.
pub(super) fn free_band(
    book: &PriceBook,
    price: &CatalogPrice,
    size: Figure,
    day: Date,
) -> Option<String> {
    let mut of_price = book
        .allowances()
        .iter()
        .filter(|allowance| allowance.in_scale && allowance.prices.contains(&price.id));
    let known = of_price
        .clone()
        .any(|allowance| allowance.quantity == size && allowance.holds_on(day));
    if known {
        return None;
    }
    let record = of_price.next().map_or_else(
        || "free-tier.toml has none inside the scale".to_owned(),
        |other| format!("free-tier.toml has {} from {}", other.quantity, other.from),
    );
    Some(format!(
        "the list's scale begins with {size} {} free from {day}; {record}",
        price.unit
    ))
}

/// What to say of a product that counts over all regions; `None` if it is not free.
pub(super) fn global(
    book: &PriceBook,
    listed: &ListedProduct,
    place: Option<usize>,
) -> Option<Remark> {
    let step = listed.terms.last()?.steps().into_iter().next()?;
    let usd = step.price.usd.as_deref()?;
    if usd.bytes().any(|byte| !matches!(byte, b'0' | b'.')) {
        return None;
    }
    let end = step.end.as_deref().unwrap_or("Inf");
    let price = place.and_then(|place| book.catalog().prices.get(place));
    let record = price.map_or_else(
        || "the catalogue does not have its usage type".to_owned(),
        |price| record(book, price, end, &step.unit),
    );
    Some(Remark {
        region: String::new(),
        id: format!("{} {}", listed.offer.code, listed.usage_type()),
        message: format!("{end} {} free a month; {record}", step.unit),
    })
}

/// Whether an allowance of this size is on record outside the price's scale.
fn record(book: &PriceBook, price: &CatalogPrice, end: &str, unit: &str) -> String {
    let size = units::in_one(unit, &price.unit).and_then(|count| {
        let end = Decimal::from_str_exact(end).ok()?;
        Figure::new(end).checked_mul(Figure::from(count)).ok()
    });
    let mut of_price = book
        .allowances()
        .iter()
        .filter(|allowance| !allowance.in_scale && allowance.prices.contains(&price.id));
    let known = of_price
        .clone()
        .find(|allowance| Some(allowance.quantity) == size);
    match (known, of_price.next()) {
        (Some(known), _) => format!("on record as {}", known.id),
        (None, Some(other)) => {
            let (id, quantity) = (&other.id, other.quantity);
            format!("free-tier.toml has {quantity} as {id}")
        }
        (None, None) => format!("not on record for {}", price.id),
    }
}
