//! Writes versions into the texts of the price book, and leaves everything else unchanged.
//!
//! The parser gives the position of each value; the texts between them, comments and layout, are carried
//! over byte for byte. What is written has the form of the files that are there.

use core::fmt::Write as _;
use core::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::pricing::{Confidence, Date, Reference, Region, Service, Version};

/// How a file of prices begins.
#[must_use]
pub fn new_file(service: &Service, region: &Region) -> String {
    format!(
        "# {}, {}: list prices in US dollars.\n\
         # Ids and units are in ../catalog.toml, sources in ../sources.toml, the format in ../README.md.\n",
        service.name, region.name
    )
}

/// A version, as a file writes it.
#[must_use]
pub fn version_block(version: &Version) -> String {
    let mut block = format!("[[price.version]]\nfrom = {}\n", version.from);
    let tiers: Vec<String> = version
        .tiers
        .iter()
        .map(|tier| {
            let price = tier.price.map(|price| price.value().normalize());
            let price = price.map_or_else(|| "unknown".to_owned(), |price| price.to_string());
            format!("{{ from = \"{}\", price = \"{price}\" }}", tier.from)
        })
        .collect();
    if let [only] = tiers.as_slice() {
        let _ = writeln!(block, "tiers = [{only}]");
    } else {
        block.push_str("tiers = [\n");
        for tier in tiers {
            let _ = writeln!(block, "  {tier},");
        }
        block.push_str("]\n");
    }
    let _ = writeln!(block, "reference = {}", reference(&version.reference));
    if !version.also.is_empty() {
        let _ = writeln!(block, "also = {}", references(&version.also));
    }
    if let Some(note) = &version.note {
        let _ = writeln!(block, "note = {}", quoted(note));
    }
    let _ = writeln!(block, "confidence = {}", confidence(version));
    block
}

fn confidence(version: &Version) -> &'static str {
    match version.confidence {
        Confidence::High => "\"high\"",
        Confidence::Medium => "\"medium\"",
    }
}

/// A price with its first version, as a file writes it.
#[must_use]
pub fn price_block(id: &str, version: &Version) -> String {
    format!(
        "[[price]]\nid = {}\n\n{}",
        quoted(id),
        version_block(version)
    )
}

/// A reference to a source: its key, or the source itself where the book does not name it.
fn reference(reference: &Reference) -> String {
    if let Some(key) = &reference.key {
        return quoted(key);
    }
    let published = reference.published;
    let published = published.map_or_else(String::new, |day| format!("published = {day}, "));
    format!(
        "{{ title = {}, href = {}, {published}retrieved = {} }}",
        quoted(&reference.title),
        quoted(&reference.href),
        reference.retrieved
    )
}

/// A list of references: keys in a line, sources themselves one a line.
fn references(all: &[Arc<Reference>]) -> String {
    let cited: Vec<String> = all.iter().map(|it| reference(it)).collect();
    if all.iter().all(|it| it.key.is_some()) {
        return format!("[{}]", cited.join(", "));
    }
    format!("[\n  {},\n]", cited.join(",\n  "))
}

/// How a file of sources begins.
#[must_use]
pub fn new_sources() -> String {
    "# Sources: where prices and allowances were read, each named once and cited by its key.\n\
     # The format is in README.md.\n"
        .to_owned()
}

/// A source, as the file of sources writes it.
fn source_block(key: &str, source: &Reference) -> String {
    let published = source.published;
    let published = published.map_or_else(String::new, |day| format!("published = {day}\n"));
    format!(
        "[[source]]\nkey = {}\ntitle = {}\nhref = {}\n{published}retrieved = {}\n",
        quoted(key),
        quoted(&source.title),
        quoted(&source.href),
        source.retrieved
    )
}

/// Adds a source in the order of the keys.
///
/// # Errors
/// In words, if the file is not laid out in `[[source]]`.
pub fn insert_source(text: &str, key: &str, source: &Reference) -> Result<String, String> {
    let block = source_block(key, source);
    let document = parsed(text)?;
    let later = |table: &&DeTable<'_>| {
        let other = field(table, "key").and_then(|(_, (_, value))| value.as_str());
        other.is_some_and(|other| other > key)
    };
    let next = tables(&document, "source").filter(later).find_map(extent);
    let Some(next) = next else {
        return Ok(inserted(text, text.len(), &block, false));
    };
    let start = header(text, next.start, "[[source]]")?;
    Ok(inserted(text, above_comments(text, start), &block, true))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            control if control.is_control() => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(control));
            }
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

/// Adds a version to a price that the file has, so that it becomes the one at this place.
///
/// # Errors
/// In words, if the file is not laid out in `[[price]]` and `[[price.version]]`.
pub fn insert_version(text: &str, id: &str, place: usize, block: &str) -> Result<String, String> {
    let versions = versions(text, id)?;
    if let Some(next) = versions.get(place) {
        let start = header(text, next.start, "[[price.version]]")?;
        return Ok(inserted(text, above_comments(text, start), block, true));
    }
    let last = versions.last().ok_or_else(|| format!("{id} has none"))?;
    Ok(inserted(text, line_end(text, last.end), block, false))
}

/// Puts a version in the place of another.
///
/// # Errors
/// In words, if the file is not laid out in `[[price]]` and `[[price.version]]`.
pub fn replace_version(text: &str, id: &str, place: usize, block: &str) -> Result<String, String> {
    let versions = versions(text, id)?;
    let old = versions.get(place).ok_or("there is no such version")?;
    let start = header(text, old.start, "[[price.version]]")?;
    let end = line_end(text, old.end);
    let (before, after) = (text.get(..start), text.get(end..));
    let block = adapted(text, block);
    Ok([
        before.unwrap_or_default(),
        &block,
        after.unwrap_or_default(),
    ]
    .concat())
}

/// Writes the first day, the sources and the confidence of a version anew, and leaves its other fields as
/// they are.
///
/// # Errors
/// In words, if the file is not laid out in `[[price]]` and `[[price.version]]`.
pub fn restate_version(
    text: &str,
    id: &str,
    place: usize,
    version: &Version,
) -> Result<String, String> {
    let document = parsed(text)?;
    let table = tables(price_of(&document, id)?, "version").nth(place);
    let table = table.ok_or("there is no such version")?;
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (name, value) in [
        ("from", version.from.to_string()),
        ("reference", reference(&version.reference)),
        ("confidence", confidence(version).to_owned()),
    ] {
        let (_, (span, _)) = field(table, name).ok_or_else(|| format!("{id} has no `{name}`"))?;
        edits.push((span, value));
    }
    let also = references(&version.also);
    if let Some((_, (span, _))) = field(table, "also") {
        edits.push((span, also));
    } else if let (false, Some((_, (span, _)))) =
        (version.also.is_empty(), field(table, "reference"))
    {
        let end = line_end(text, span.end);
        edits.push((end..end, format!("also = {also}\n")));
    }
    // From the last to the first, so that the positions before them stay right.
    edits.sort_by_key(|(span, _)| core::cmp::Reverse(span.start));
    let mut new = text.to_owned();
    for (span, value) in edits {
        new.replace_range(span, &adapted(text, &value));
    }
    Ok(new)
}

/// Adds a price: before the first of these ids that the file has, else at its end.
///
/// # Errors
/// In words, if the file is not laid out in `[[price]]`.
pub fn insert_price(text: &str, followers: &[&str], block: &str) -> Result<String, String> {
    let document = parsed(text)?;
    let first = prices(&document)
        .filter(|price| id_of(price).is_some_and(|id| followers.contains(&id)))
        .filter_map(extent)
        .min_by_key(|extent| extent.start);
    let Some(next) = first else {
        return Ok(inserted(text, text.len(), block, false));
    };
    let start = header(text, next.start, "[[price]]")?;
    Ok(inserted(text, above_comments(text, start), block, true))
}

/// Moves the day up to which the catalogue says that the book was read.
///
/// # Errors
/// In words, if the catalogue has no such day.
pub fn set_published(text: &str, day: Date) -> Result<String, String> {
    let document = parsed(text)?;
    let span = field(&document, "published").map(|(_, value)| value);
    let span = span.ok_or("the catalogue has no `published`")?.0;
    let (before, after) = (text.get(..span.start), text.get(span.end..));
    let day = day.to_string();
    Ok([before.unwrap_or_default(), &day, after.unwrap_or_default()].concat())
}

fn parsed(text: &str) -> Result<DeTable<'_>, String> {
    match DeTable::parse(text) {
        Ok(document) => Ok(document.into_inner()),
        Err(error) => Err(format!("not TOML: {error}")),
    }
}

/// A value with its position in the text.
type Placed<'d, 't> = (Range<usize>, &'d DeValue<'t>);

fn field<'d, 't>(table: &'d DeTable<'t>, name: &str) -> Option<(Range<usize>, Placed<'d, 't>)> {
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    Some((key.span(), (value.span(), value.get_ref())))
}

/// The tables of a list of tables.
fn tables<'d, 't>(
    table: &'d DeTable<'t>,
    name: &str,
) -> impl Iterator<Item = &'d DeTable<'t>> + use<'d, 't> {
    let list = field(table, name).and_then(|(_, (_, value))| value.as_array());
    list.into_iter()
        .flat_map(|list| list.iter())
        .filter_map(|item| item.get_ref().as_table())
}

fn prices<'d, 't>(document: &'d DeTable<'t>) -> impl Iterator<Item = &'d DeTable<'t>> {
    tables(document, "price")
}

fn id_of<'d>(price: &'d DeTable<'_>) -> Option<&'d str> {
    field(price, "id").and_then(|(_, (_, value))| value.as_str())
}

/// From the first key of a table to the end of its last value.
fn extent(table: &DeTable<'_>) -> Option<Range<usize>> {
    let start = table.keys().map(|key| key.span().start).min()?;
    let ends = table.values();
    let end = ends
        .map(|value| end_of(value.span().end, value.get_ref()))
        .max()?;
    Some(start..end)
}

fn end_of(own: usize, value: &DeValue<'_>) -> usize {
    let inner = match value {
        DeValue::Table(table) => extent(table).map(|extent| extent.end),
        DeValue::Array(items) => {
            let ends = items.iter();
            ends.map(|item| end_of(item.span().end, item.get_ref()))
                .max()
        }
        _ => None,
    };
    own.max(inner.unwrap_or_default())
}

/// The positions of a price's versions, in the file's order.
fn versions(text: &str, id: &str) -> Result<Vec<Range<usize>>, String> {
    let document = parsed(text)?;
    let price = price_of(&document, id)?;
    Ok(tables(price, "version").filter_map(extent).collect())
}

fn price_of<'d, 't>(document: &'d DeTable<'t>, id: &str) -> Result<&'d DeTable<'t>, String> {
    let price = prices(document).find(|price| id_of(price) == Some(id));
    price.ok_or_else(|| format!("the file has no {id}"))
}

/// The start of the line with the header of the table that has a key here.
fn header(text: &str, key: usize, name: &str) -> Result<usize, String> {
    let mut start = line_start(text, key);
    loop {
        let line = text.get(start..).and_then(|rest| rest.lines().next());
        let bare = line.and_then(|line| line.split('#').next());
        let bare: String = bare.unwrap_or_default().split_whitespace().collect();
        if bare.starts_with("[[") {
            return if bare == name {
                Ok(start)
            } else {
                Err(format!("expected {name} and found {bare}"))
            };
        }
        match start.checked_sub(1) {
            Some(before) => start = line_start(text, before),
            None => return Err(format!("no {name} comes before it")),
        }
    }
}

/// The start of the comment lines right above a line, which belong to it.
fn above_comments(text: &str, mut start: usize) -> usize {
    while let Some(before) = start.checked_sub(1) {
        let above = line_start(text, before);
        let is_comment = text.get(above..).is_some_and(|rest| rest.starts_with('#'));
        if !is_comment {
            break;
        }
        start = above;
    }
    start
}

fn line_start(text: &str, at: usize) -> usize {
    let newline = text.get(..at).and_then(|before| before.rfind('\n'));
    newline.map_or(0, |newline| newline.saturating_add(1))
}

/// The start of the next line.
fn line_end(text: &str, at: usize) -> usize {
    let newline = text.get(at..).and_then(|after| after.find('\n'));
    newline.map_or(text.len(), |newline| {
        at.saturating_add(newline).saturating_add(1)
    })
}

/// The text with a block at the start of a line, one empty line away from its neighbours.
fn inserted(text: &str, at: usize, block: &str, before: bool) -> String {
    let (head, tail) = (text.get(..at), text.get(at..));
    let (head, tail) = (head.unwrap_or_default(), tail.unwrap_or_default());
    let unended = if head.is_empty() || head.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let added = if before {
        format!("{block}\n")
    } else {
        format!("{unended}\n{block}")
    };
    [head, &adapted(text, &added), tail].concat()
}

/// With the line ends of the text that it goes into.
fn adapted(text: &str, block: &str) -> String {
    if text.contains("\r\n") {
        block.replace('\n', "\r\n")
    } else {
        block.to_owned()
    }
}
