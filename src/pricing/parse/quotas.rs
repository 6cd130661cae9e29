//! Reads quotas: the files of the folder `quotas`, one for each AWS service.

use std::collections::HashMap;

use super::confidence::confidence;
use super::sources::Sources;
use crate::pricing::quota::{Quota, QuotaValue, QuotaVersion, Quotas};
use crate::pricing::source::QUOTAS;
use crate::pricing::table::{Table, TableReader};
use crate::pricing::{BookFault, Catalog};
use crate::quantity::Figure;

/// The service of a file of quotas, `lambda` for `quotas/lambda.toml`; `None` for another file.
pub(super) fn service_of(path: &str) -> Option<&str> {
    path.strip_prefix(QUOTAS)?.strip_suffix(".toml")
}

/// The quotas of one file, added to those of other files.
pub(super) fn read(
    path: &str,
    table: &Table<'_>,
    catalog: &Catalog,
    sources: &Sources,
    quotas: &mut Vec<Quota>,
    faults: &mut Vec<BookFault>,
) {
    let mut top = TableReader::new(path, "", table, faults);
    let Some(service) = service_of(path).filter(|key| catalog.service(key).is_some()) else {
        top.fault(format!(
            "expected {QUOTAS}<service>.toml with a service of the catalogue"
        ));
        return;
    };
    for table in top.tables("quota") {
        let mut reader = top.inside(table, "quota");
        quotas.extend(quota(&mut reader, service, sources));
        reader.close();
    }
    top.close();
}

/// All quotas, if they fit each other: ids are unique, and what a quota follows can be raised.
pub(super) fn fitting(quotas: Vec<Quota>, faults: &mut Vec<BookFault>) -> Quotas {
    let mut places: HashMap<&str, &Quota> = HashMap::new();
    let mut fault = |quota: &Quota, message: String| {
        faults.push(BookFault {
            file: format!("{QUOTAS}{}.toml", quota.service),
            at: quota.id.clone(),
            message,
        });
    };
    for quota in &quotas {
        if places.insert(&quota.id, quota).is_some() {
            fault(quota, "the id is there twice".to_owned());
        }
    }
    for quota in &quotas {
        let Some(follows) = &quota.follows else {
            continue;
        };
        let leads = places.get(follows.as_str());
        if leads.is_none_or(|leads| leads.adjustable != Some(true)) {
            fault(
                quota,
                format!("it follows {follows}: expected the id of an adjustable quota"),
            );
        }
    }
    Quotas::new(quotas)
}

fn quota(reader: &mut TableReader<'_, '_>, service: &str, sources: &Sources) -> Option<Quota> {
    let id = reader.text("id");
    if let Some(id) = &id {
        reader.rename(id.as_str());
        if !is_id(id) {
            reader.fault("the id must have lower-case words, digits, `.` and `_` only");
        }
    }
    let (name, unit, scope) = (
        reader.text("name"),
        reader.text("unit"),
        reader.text("scope"),
    );
    let adjustable = reader.optional_truth("adjustable");
    let follows = reader.optional_text("follows");
    if follows.is_some() && adjustable == Some(true) {
        reader.fault("it is adjustable and follows another: expected one of the two");
    }
    let place = id.as_deref().unwrap_or("quota").to_owned();
    let mut versions: Vec<QuotaVersion> = Vec::new();
    for table in reader.tables("version") {
        let mut inner = reader.inside(table, "version");
        let read = version(&mut inner, &place, sources);
        inner.close();
        versions.extend(read);
    }
    if versions.is_empty() {
        reader.fault("no version that can be read: expected at least one [[quota.version]]");
    }
    in_order(reader, &versions);
    Some(Quota {
        id: id?,
        service: service.to_owned(),
        name: name?,
        unit: unit?,
        scope: scope?,
        adjustable,
        follows,
        versions,
    })
}

/// Reports versions whose days do not rise, and versions after the first without a day.
fn in_order(reader: &mut TableReader<'_, '_>, versions: &[QuotaVersion]) {
    for pair in versions.windows(2) {
        let [earlier, later] = pair else { continue };
        match (earlier.from, later.from) {
            (_, None) => reader.fault("a later version has no `from`: expected its first day"),
            (Some(earlier), Some(later)) if later <= earlier => reader.fault(format!(
                "the version from {later} comes after the version from {earlier}: expected rising days"
            )),
            _ => {}
        }
    }
}

fn version(reader: &mut TableReader<'_, '_>, id: &str, sources: &Sources) -> Option<QuotaVersion> {
    let from = reader.optional_date("from");
    match from {
        Some(from) => reader.rename(format!("{id} from {from}")),
        None => reader.rename(id),
    }
    let value = value(reader);
    let regions = regions(reader);
    let source = sources.cited(reader, "reference");
    let confidence = confidence(reader);
    let note = reader.optional_text("note");
    Some(QuotaVersion {
        from,
        value: value?,
        regions,
        reference: source?,
        confidence: confidence?,
        note,
    })
}

/// A decimal that is not 0, in quotes, or the word for no limit.
fn value(reader: &mut TableReader<'_, '_>) -> Option<QuotaValue> {
    let word = QuotaValue::UNLIMITED;
    let figure = reader.decimal_or("value", word)?;
    if figure.is_some_and(Figure::is_zero) {
        reader.fault(format!(
            "`value` is 0: expected a limit, or \"{word}\" where AWS states that there is none"
        ));
    }
    Some(figure.map_or(QuotaValue::Unlimited, QuotaValue::At))
}

/// The values of regions that differ.
fn regions(reader: &mut TableReader<'_, '_>) -> Vec<(String, QuotaValue)> {
    let mut found: Vec<(String, QuotaValue)> = Vec::new();
    for table in reader.tables("regions") {
        let mut inner = reader.inside(table, "regions");
        let value = value(&mut inner);
        let codes = inner.texts("codes");
        if codes.is_empty() {
            inner.fault("`codes` is missing or empty: expected the codes of regions");
        }
        for code in codes {
            if !is_region(&code) {
                inner.fault(format!("\"{code}\" is no region's code, such as us-east-1"));
            }
            if found.iter().any(|(known, _)| *known == code) {
                inner.fault(format!("{code} is there twice"));
            }
            found.extend(value.map(|value| (code, value)));
        }
        inner.close();
    }
    found
}

fn is_id(id: &str) -> bool {
    let is_part = |part: &str| {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        !part.is_empty() && part.bytes().all(plain)
    };
    id.contains('.') && id.split('.').all(is_part)
}

/// Whether a text has the form of a region's code: words and a number with hyphens between.
fn is_region(code: &str) -> bool {
    let mut parts = code.split('-').rev();
    let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    parts.next().is_some_and(number) && parts.clone().count() >= 2 && parts.all(word)
}
