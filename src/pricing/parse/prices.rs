//! Reads the prices of a service in a region: versions, tiers, sources.

use super::confidence::confidence;
use super::sources::Sources;
use crate::pricing::source::CATALOG;
use crate::pricing::table::{Table, TableReader};
use crate::pricing::version::note_witnesses;
use crate::pricing::{BookFault, Catalog, Tier, Version};
use crate::quantity::UnitPrice;

/// The prices of one file, put in their places.
pub(super) fn read(
    path: &str,
    table: &Table<'_>,
    catalog: &Catalog,
    sources: &Sources,
    versions: &mut [Vec<Vec<Version>>],
    faults: &mut Vec<BookFault>,
) {
    let mut top = TableReader::new(path, "", table, faults);
    let parts = path
        .strip_suffix(".toml")
        .and_then(|path| path.split_once('/'));
    let Some((region, service)) = parts.filter(|(_, service)| catalog.service(service).is_some())
    else {
        top.fault("expected <region>/<service>.toml with a service of the catalogue");
        return;
    };
    let place = catalog
        .regions
        .iter()
        .position(|known| known.code == region);
    let Some(in_region) = place.and_then(|place| versions.get_mut(place)) else {
        top.fault(format!(
            "unknown region {region}: expected one of the catalogue"
        ));
        return;
    };
    for table in top.tables("price") {
        let mut reader = top.inside(table, "price");
        let Some(id) = reader.text("id") else {
            continue;
        };
        reader.rename(id.as_str());
        let of_file = id.split('.').next() == Some(service);
        let Some(slot) = catalog
            .place_of(&id)
            .and_then(|place| in_region.get_mut(place))
        else {
            reader.fault("unknown id: expected one of the catalogue");
            continue;
        };
        if !of_file {
            reader.fault(format!("expected an id that begins with `{service}.`"));
        }
        if !slot.is_empty() {
            reader.fault("the id is there twice");
        }
        let mut found: Vec<Version> = Vec::new();
        for table in reader.tables("version") {
            found.extend(version(&mut reader, table, &id, sources));
        }
        if found.is_empty() {
            reader.fault("no version that can be read: expected at least one [[price.version]]");
        }
        for pair in found.windows(2) {
            if let [earlier, later] = pair {
                if later.from == earlier.from {
                    reader.fault(format!(
                        "two versions from {}: dates must differ",
                        later.from
                    ));
                } else if later.from < earlier.from {
                    reader.fault(format!(
                        "the version from {} comes after the version from {}: expected oldest first",
                        later.from, earlier.from
                    ));
                }
            }
        }
        for young in found
            .iter()
            .filter(|version| version.from > catalog.published)
        {
            reader.fault(format!(
                "the version from {} is younger than the book of {}: expected `published` in {CATALOG} to follow",
                young.from, catalog.published
            ));
        }
        note_witnesses(&mut found);
        *slot = found;
        reader.close();
    }
    top.close();
}

fn version<'t>(
    reader: &mut TableReader<'t, '_>,
    table: &'t Table<'t>,
    id: &str,
    sources: &Sources,
) -> Option<Version> {
    let mut reader = reader.inside(table, "version");
    let from = reader.date("from");
    if let Some(from) = from {
        reader.rename(format!("{id} from {from}"));
    }
    let tiers = tiers(&mut reader);
    let reference = sources.cited(&mut reader, "reference");
    let also = sources.all_cited(&mut reader, "also");
    let note = reader.optional_text("note");
    let confidence = confidence(&mut reader);
    reader.close();
    Some(Version {
        from: from?,
        // Known when the versions around it are.
        seen: from?,
        tiers: tiers?,
        reference: reference?,
        also,
        note,
        confidence: confidence?,
    })
}

/// The tiers, if they begin at 0 and rise.
fn tiers(reader: &mut TableReader<'_, '_>) -> Option<Vec<Tier>> {
    let mut tiers: Vec<Tier> = Vec::new();
    for table in reader.tables("tiers") {
        let mut inner = reader.inside(table, "tier");
        let from = inner.decimal("from");
        let price = inner.decimal_or("price", "unknown");
        inner.close();
        tiers.push(Tier {
            from: from?,
            price: price?.map(|price| UnitPrice::new(price.value())),
        });
    }
    match tiers.first() {
        None => reader.fault("`tiers` is missing or empty: expected [{ from = \"0\", price = … }]"),
        Some(first) if !first.from.is_zero() => {
            reader.fault(format!(
                "the first tier is from {}: expected no gap before it, from 0",
                first.from
            ));
        }
        Some(_) => {}
    }
    for pair in tiers.windows(2) {
        if let [lower, upper] = pair
            && upper.from <= lower.from
        {
            reader.fault(format!(
                "the tier from {} overlaps that from {}: expected rising bounds",
                upper.from, lower.from
            ));
        }
    }
    if !tiers.is_empty() && tiers.iter().all(|tier| tier.price.is_none()) {
        reader.fault("no tier has a price: expected the id to be left out");
    }
    Some(tiers)
}
