//! Reads the catalogue: regions, services, and what can be priced.

use std::collections::HashMap;

use crate::pricing::source::CATALOG;
use crate::pricing::table::{Table, TableReader};
use crate::pricing::{BookFault, Catalog, CatalogPrice, Region, Service};

/// The catalogue and the units it knows. `None` only where nothing else could be checked against it.
pub(super) fn read(
    table: &Table<'_>,
    faults: &mut Vec<BookFault>,
) -> Option<(Catalog, Vec<String>)> {
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

fn region<'t>(top: &mut TableReader<'t, '_>, table: &'t Table<'t>) -> Option<Region> {
    let mut reader = top.inside(table, "region");
    let code = reader.text("code");
    let name = reader.text("name");
    let usage_prefix = reader.texts("usage_prefix");
    let locations = reader.texts("locations");
    reader.close();
    Some(Region {
        code: code?,
        name: name?,
        usage_prefix,
        locations,
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
    table: &'t Table<'t>,
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
    let offer = reader.optional_text("offer");
    let operation = reader.optional_text("operation");
    let group = reader.optional_text("group");
    reader.close();
    Some(CatalogPrice {
        id: id?,
        description: description?,
        unit: unit?,
        block: block?,
        usage_types,
        offer,
        operation,
        group,
    })
}

/// The names that occur more than once, each listed once.
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
