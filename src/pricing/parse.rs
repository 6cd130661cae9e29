//! Reads the files of the price book and checks them as a whole.
//!
//! The folder arrives as names and texts; whoever calls has read or embedded them. Every fault of
//! every file is reported at once, with file, id, date and what was expected.

use std::collections::HashMap;

use toml::Table;

use super::table::TableReader;
use super::{
    Allowance, AllowanceKind, BookFault, Catalog, CatalogPrice, Confidence, Date, PriceBook,
    Reference, Region, Service, Tier, Version,
};
use crate::quantity::UnitPrice;

/// The name of the catalogue's file.
const CATALOG: &str = "catalog.toml";
/// The name of the file of allowances.
const FREE_TIER: &str = "free-tier.toml";

/// One file of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceFile<'t> {
    /// Its path in the book's folder, with `/`: `us-east-1/lambda.toml`.
    pub path: &'t str,
    /// What it says.
    pub text: &'t str,
}

/// Reads a whole book.
///
/// # Errors
/// Every fault found, ordered by file. A book with a fault is no book.
pub fn parse(files: &[SourceFile<'_>]) -> Result<PriceBook, Vec<BookFault>> {
    let mut faults = Vec::new();
    let mut tables: Vec<(&str, Table)> = Vec::new();
    for file in files.iter().filter(|file| is_toml(file.path)) {
        match file.text.parse::<Table>() {
            Ok(table) => tables.push((file.path, table)),
            Err(error) => faults.push(BookFault {
                file: file.path.to_owned(),
                at: String::new(),
                message: format!("not TOML: {}", error.to_string().trim_end()),
            }),
        }
    }
    tables.sort_by_key(|(path, _)| *path);
    let named = |name: &str| {
        tables
            .iter()
            .find(|(path, _)| *path == name)
            .map(|(_, table)| table)
    };
    let mut missing = |file: &str| {
        if !files.iter().any(|given| given.path == file) {
            faults.push(BookFault {
                file: file.to_owned(),
                at: String::new(),
                message: "the file is missing".to_owned(),
            });
        }
    };
    missing(CATALOG);
    missing(FREE_TIER);
    let Some((catalog, units)) = named(CATALOG).and_then(|table| catalog(table, &mut faults))
    else {
        faults.sort();
        return Err(faults);
    };
    let allowances = named(FREE_TIER)
        .map(|table| allowances(table, &catalog, &units, &mut faults))
        .unwrap_or_default();
    let mut versions: Vec<Vec<Vec<Version>>> =
        vec![vec![Vec::new(); catalog.prices.len()]; catalog.regions.len()];
    for (path, table) in &tables {
        if *path != CATALOG && *path != FREE_TIER {
            price_file(path, table, &catalog, &mut versions, &mut faults);
        }
    }
    if faults.is_empty() {
        Ok(PriceBook::new(catalog, versions, allowances))
    } else {
        faults.sort();
        Err(faults)
    }
}

fn is_toml(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension == "toml")
}

/// The catalogue and the units it knows. `None` only where nothing else could be checked against it.
fn catalog(table: &Table, faults: &mut Vec<BookFault>) -> Option<(Catalog, Vec<String>)> {
    let mut top = TableReader::new(CATALOG, "", table, faults);
    let published = top.date("published");
    let units = top.texts("units");
    let regions: Vec<Region> = top
        .tables("region")
        .into_iter()
        .filter_map(|table| region(&mut top, table))
        .collect();
    let mut services = Vec::new();
    let mut prices: Vec<CatalogPrice> = Vec::new();
    for table in top.tables("service") {
        let mut reader = top.inside(table, "service");
        let service = service(&mut reader);
        let priced = reader.tables("price");
        if let Some(service) = service {
            for table in priced {
                prices.extend(catalog_price(&mut reader, table, &service, &units));
            }
            services.push(service);
        }
        reader.close();
    }
    for id in repeated(prices.iter().map(|price| price.id.as_str())) {
        top.fault(format!("the id {id} is there twice"));
    }
    for key in repeated(services.iter().map(|service| service.key.as_str())) {
        top.fault(format!("the service {key} is there twice"));
    }
    for code in repeated(regions.iter().map(|region| region.code.as_str())) {
        top.fault(format!("the region {code} is there twice"));
    }
    top.close();
    Some((Catalog::new(published?, regions, services, prices), units))
}

fn region<'t>(top: &mut TableReader<'t, '_>, table: &'t Table) -> Option<Region> {
    let mut reader = top.inside(table, "region");
    let code = reader.text("code");
    let name = reader.text("name");
    let usage_prefix = reader.texts("usage_prefix");
    reader.close();
    Some(Region {
        code: code?,
        name: name?,
        usage_prefix,
    })
}

fn service(reader: &mut TableReader<'_, '_>) -> Option<Service> {
    let key = reader.text("key");
    if let Some(key) = &key {
        reader.rename(format!("service {key}"));
    }
    let (name, code, page) = (
        reader.text("name"),
        reader.text("code"),
        reader.text("page"),
    );
    Some(Service {
        key: key?,
        name: name?,
        code: code?,
        page: page?,
    })
}

fn catalog_price<'t>(
    reader: &mut TableReader<'t, '_>,
    table: &'t Table,
    service: &Service,
    units: &[String],
) -> Option<CatalogPrice> {
    let mut reader = reader.inside(table, "price");
    let id = reader.text("id");
    if let Some(id) = &id {
        reader.rename(id.as_str());
        if id.split('.').next() != Some(service.key.as_str()) {
            reader.fault(format!(
                "the id must begin with its service, `{}.`",
                service.key
            ));
        }
    }
    let description = reader.text("description");
    let unit = reader.text("unit");
    if let Some(unit) = unit.as_ref().filter(|unit| !units.contains(unit)) {
        reader.fault(format!(
            "unknown unit \"{unit}\": expected one of {}",
            units.join(", ")
        ));
    }
    let block = reader.decimal("block");
    if block.is_some_and(|block| block.is_zero()) {
        reader.fault("`block` is 0: expected a number of units");
    }
    if let Some(gb) = reader.optional_text("gb").filter(|gb| gb != "binary") {
        reader.fault(format!("`gb` is \"{gb}\": expected \"binary\", 2^30 bytes"));
    }
    let usage_types = reader.texts("usage_types");
    let operation = reader.optional_text("operation");
    let group = reader.optional_text("group");
    reader.close();
    Some(CatalogPrice {
        id: id?,
        description: description?,
        unit: unit?,
        block: block?,
        usage_types,
        operation,
        group,
    })
}

fn allowances(
    table: &Table,
    catalog: &Catalog,
    units: &[String],
    faults: &mut Vec<BookFault>,
) -> Vec<Allowance> {
    let mut top = TableReader::new(FREE_TIER, "", table, faults);
    let mut found = Vec::new();
    for table in top.tables("allowance") {
        let mut reader = top.inside(table, "allowance");
        found.extend(allowance(&mut reader, catalog, units));
        reader.close();
    }
    top.close();
    found
}

fn allowance(
    reader: &mut TableReader<'_, '_>,
    catalog: &Catalog,
    units: &[String],
) -> Option<Allowance> {
    let id = reader.text("id");
    if let Some(id) = &id {
        reader.rename(id.as_str());
    }
    let word = reader.text("kind");
    let kinds = [AllowanceKind::AlwaysFree, AllowanceKind::Legacy12Months];
    let kind = word
        .as_ref()
        .and_then(|word| kinds.into_iter().find(|kind| kind.word() == word));
    if let (Some(word), None) = (&word, kind) {
        reader.fault(format!(
            "unknown kind \"{word}\": expected always-free or legacy-12-months"
        ));
    }
    let quantity = reader.decimal("quantity");
    let unit = reader.text("unit");
    if let Some(unit) = unit.as_ref().filter(|unit| !units.contains(unit)) {
        reader.fault(format!(
            "unknown unit \"{unit}\": expected one of {}",
            units.join(", ")
        ));
    }
    let prices = reader.texts("prices");
    for price in &prices {
        match catalog
            .place_of(price)
            .and_then(|place| catalog.prices.get(place))
        {
            None => reader.fault(format!("unknown id {price}: expected one of the catalogue")),
            Some(price) if unit.as_ref().is_some_and(|unit| *unit != price.unit) => {
                reader.fault(format!("{} is priced by the {}", price.id, price.unit));
            }
            Some(_) => {}
        }
    }
    if prices.is_empty() {
        reader.fault("`prices` is empty: expected the ids that the allowance covers");
    }
    let in_scale = reader.truth("in_scale");
    let from = reader.date("from");
    let until = reader.optional_date("until");
    let description = reader.text("description");
    let reference = reader
        .table("reference")
        .and_then(|table| reference(reader, table));
    Some(Allowance {
        id: id?,
        kind: kind?,
        quantity: quantity?,
        unit: unit?,
        prices,
        in_scale: in_scale?,
        from: from?,
        until,
        description: description?,
        reference: reference?,
    })
}

fn price_file(
    path: &str,
    table: &Table,
    catalog: &Catalog,
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
            found.extend(version(&mut reader, table, &id));
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
                        "the version from {} stands after that from {}: expected oldest first",
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
        *slot = found;
        reader.close();
    }
    top.close();
}

fn version<'t>(reader: &mut TableReader<'t, '_>, table: &'t Table, id: &str) -> Option<Version> {
    let mut reader = reader.inside(table, "version");
    let from = reader.date("from");
    if let Some(from) = from {
        reader.rename(format!("{id} from {from}"));
    }
    let tiers = tiers(&mut reader);
    let source = reader
        .table("reference")
        .and_then(|table| reference(&mut reader, table));
    let also = reader
        .tables("also")
        .into_iter()
        .filter_map(|table| reference(&mut reader, table))
        .collect();
    let note = reader.optional_text("note");
    let word = reader.text("confidence");
    let confidence = match word.as_deref() {
        Some("high") => Some(Confidence::High),
        Some("medium") => Some(Confidence::Medium),
        Some(other) => {
            reader.fault(format!(
                "`confidence` is \"{other}\": expected high or medium"
            ));
            None
        }
        None => None,
    };
    reader.close();
    Some(Version {
        from: from?,
        tiers: tiers?,
        reference: source?,
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
        let price = inner.decimal_or_unknown("price");
        inner.close();
        tiers.push(Tier {
            from: from?,
            price: price?.map(|price| UnitPrice::of(price.value())),
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

fn reference<'t>(reader: &mut TableReader<'t, '_>, table: &'t Table) -> Option<Reference> {
    let mut reader = reader.inside(table, "reference");
    let title = reader.text("title");
    let href = reader.text("href");
    if let Some(href) = href.as_ref().filter(|href| !href.starts_with("https://")) {
        reader.fault(format!("`href` is \"{href}\": expected an https address"));
    }
    let retrieved: Option<Date> = reader.date("retrieved");
    reader.close();
    Some(Reference {
        title: title?,
        href: href?,
        retrieved: retrieved?,
    })
}

/// The names that stand more than once, each once.
fn repeated<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for name in names {
        let count = seen.entry(name).or_default();
        *count = count.saturating_add(1);
    }
    let mut twice: Vec<String> = seen
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(name, _)| name.to_owned())
        .collect();
    twice.sort();
    twice
}
