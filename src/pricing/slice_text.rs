//! A [`PriceSlice`] as plain text, for the way to the browser.
//!
//! One record a line, fields separated by tabs, the first of which says what it is. A page carries
//! this text instead of JSON because its reader is a tenth of the WebAssembly that a derived one is.

use std::fmt::Write as _;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{
    Allowance, AllowanceKind, CatalogPrice, Confidence, Date, PriceSlice, Reference, Service, Tier,
    Version,
};
use crate::quantity::{Figure, UnitPrice};

/// Writes a slice.
#[must_use]
pub fn encode(slice: &PriceSlice) -> String {
    let mut text = String::new();
    let line = |text: &mut String, fields: &[&str]| {
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            // What separates fields and records does not occur in them.
            text.extend(field.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        text.push('\n');
    };
    let (published, as_of) = (slice.published.to_string(), slice.as_of.to_string());
    line(
        &mut text,
        &[
            FIRST,
            &slice.region,
            &published,
            &as_of,
            &slice.regions.join(" "),
        ],
    );
    let mut sources: Vec<&Arc<Reference>> = Vec::new();
    for version in slice.prices.iter().filter_map(|(_, it)| it.as_ref()) {
        if !sources.iter().any(|it| **it == version.reference) {
            sources.push(&version.reference);
        }
    }
    for source in &sources {
        let own = source
            .published
            .map_or_else(String::new, |day| day.to_string());
        let read = source.retrieved.to_string();
        line(
            &mut text,
            &["source", &source.title, &source.href, &own, &read],
        );
    }
    for service in &slice.services {
        line(
            &mut text,
            &["service", &service.key, &service.name, &service.page],
        );
    }
    for (price, version) in &slice.prices {
        let block = price.block.to_string();
        line(
            &mut text,
            &["price", &price.id, &price.description, &price.unit, &block],
        );
        if let Some(version) = version {
            let mut tiers = String::new();
            for tier in &version.tiers {
                let price = tier
                    .price
                    .map_or_else(|| "?".to_owned(), |p| p.value().to_string());
                let _ = write!(tiers, "{}:{price} ", tier.from);
            }
            let (from, seen) = (version.from.to_string(), version.seen.to_string());
            let source = sources.iter().position(|it| **it == version.reference);
            let source = source.unwrap_or(0).to_string();
            line(
                &mut text,
                &["version", &from, &seen, tiers.trim_end(), &source],
            );
        }
    }
    for (id, from) in &slice.later {
        line(&mut text, &["later", id, &from.to_string()]);
    }
    for allowance in &slice.allowances {
        let (quantity, from) = (allowance.quantity.to_string(), allowance.from.to_string());
        let place = if allowance.in_scale { "in" } else { "before" };
        let prices = allowance.prices.join(" ");
        let fields = [
            "allowance",
            &allowance.id,
            allowance.kind.word(),
            &quantity,
            &allowance.unit,
            place,
            &from,
            &prices,
            &allowance.description,
        ];
        line(&mut text, &fields);
    }
    for other in &slice.others {
        text.push_str(&encode(other));
    }
    text
}

/// The first field of the first record of a slice.
const FIRST: &str = "slice";

/// Reads what [`encode`] wrote; `None` for anything else.
#[must_use]
pub fn decode(text: &str) -> Option<PriceSlice> {
    let mut slices: Vec<PriceSlice> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        // A slice ends where the next one begins.
        let begins = |(at, _): &(usize, &str)| {
            let next = rest.get(at.saturating_add(1)..);
            next.is_some_and(|next| next.starts_with(FIRST))
        };
        let end = rest.match_indices('\n').find(begins);
        let end = end.map_or(rest.len(), |(at, _)| at.saturating_add(1));
        let (one, more) = rest.split_at_checked(end)?;
        slices.push(decode_one(one)?);
        rest = more;
    }
    let mut slices = slices.into_iter();
    Some(slices.next()?.with_others(slices.collect()))
}

/// Reads one slice.
fn decode_one(text: &str) -> Option<PriceSlice> {
    let mut lines = text.lines();
    let mut first = lines.next()?.split('\t');
    if first.next()? != FIRST {
        return None;
    }
    let region = first.next()?;
    let published = first.next()?.parse().ok()?;
    let as_of = first.next()?.parse().ok()?;
    let regions = words(first.next()?);
    let mut sources = Vec::new();
    let mut slice = PriceSlice::new(region, regions, published, as_of, Vec::new(), Vec::new());
    for line in lines {
        let mut fields = line.split('\t');
        match fields.next()? {
            "source" => sources.push(Arc::new(source(&mut fields)?)),
            "service" => slice.services.push(service(&mut fields)?),
            "price" => slice.prices.push((price(&mut fields)?, None)),
            "version" => slice.prices.last_mut()?.1 = Some(version(&mut fields, &sources)?),
            "later" => {
                let later = (fields.next()?.to_owned(), fields.next()?.parse().ok()?);
                slice.later.push(later);
            }
            "allowance" => slice.allowances.push(allowance(&mut fields, as_of)?),
            _ => return None,
        }
    }
    Some(slice.indexed())
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn figure(text: &str) -> Option<Figure> {
    Decimal::from_str_exact(text).ok().map(Figure::new)
}

fn service<'t>(fields: &mut impl Iterator<Item = &'t str>) -> Option<Service> {
    Some(Service {
        key: fields.next()?.to_owned(),
        name: fields.next()?.to_owned(),
        code: String::new(),
        page: fields.next()?.to_owned(),
    })
}

fn price<'t>(fields: &mut impl Iterator<Item = &'t str>) -> Option<CatalogPrice> {
    Some(CatalogPrice {
        id: fields.next()?.to_owned(),
        description: fields.next()?.to_owned(),
        unit: fields.next()?.to_owned(),
        block: figure(fields.next()?)?,
        usage_types: Vec::new(),
        offer: None,
        operation: None,
        group: None,
    })
}

fn source<'t>(fields: &mut impl Iterator<Item = &'t str>) -> Option<Reference> {
    Some(Reference {
        title: fields.next()?.to_owned(),
        href: fields.next()?.to_owned(),
        published: match fields.next()? {
            "" => None,
            day => Some(day.parse().ok()?),
        },
        retrieved: fields.next()?.parse().ok()?,
        key: None,
    })
}

fn version<'t>(
    fields: &mut impl Iterator<Item = &'t str>,
    sources: &[Arc<Reference>],
) -> Option<Version> {
    let from: Date = fields.next()?.parse().ok()?;
    let seen: Date = fields.next()?.parse().ok()?;
    let mut tiers = Vec::new();
    for tier in fields.next()?.split_whitespace() {
        let (from, price) = tier.split_once(':')?;
        let price = match price {
            "?" => None,
            price => Some(UnitPrice::new(figure(price)?.value())),
        };
        tiers.push(Tier {
            from: figure(from)?,
            price,
        });
    }
    Some(Version {
        from,
        seen,
        tiers,
        reference: sources.get(fields.next()?.parse::<usize>().ok()?)?.clone(),
        also: Vec::new(),
        note: None,
        // The page does not show it.
        confidence: Confidence::High,
    })
}

fn allowance<'t>(fields: &mut impl Iterator<Item = &'t str>, as_of: Date) -> Option<Allowance> {
    let id = fields.next()?.to_owned();
    let kind = match fields.next()? {
        "always-free" => AllowanceKind::AlwaysFree,
        "legacy-12-months" => AllowanceKind::Legacy12Months,
        _ => return None,
    };
    Some(Allowance {
        id,
        kind,
        quantity: figure(fields.next()?)?,
        unit: fields.next()?.to_owned(),
        in_scale: fields.next()? == "in",
        from: fields.next()?.parse().ok()?,
        until: None,
        prices: words(fields.next()?),
        description: fields.next()?.to_owned(),
        // The bill names an allowance by its description; its source is on the page of prices.
        reference: Reference {
            title: String::new(),
            href: String::new(),
            published: None,
            retrieved: as_of,
            key: None,
        },
    })
}
