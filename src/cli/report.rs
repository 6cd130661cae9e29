//! What an import found, as it is told on standard output.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::failure::{Failure, counted};
use crate::pricing::import::Import;

/// How many entries of a list are told without `--all`.
const SHOWN: usize = 60;

/// How to tell it.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    /// The folder of the book.
    pub(super) into: &'a Path,
    /// Whether nothing is written, so that the new texts are told.
    pub(super) dry_run: bool,
    /// Whether long lists are told to their end.
    pub(super) all: bool,
}

/// Tells everything that an import found, its faults apart.
pub(super) fn report(found: &Import, telling: Telling<'_>, out: &mut dyn Write) -> io::Result<()> {
    totals(found, out)?;
    for change in &found.changes {
        writeln!(out, "  {}: {change}", change.kind.word())?;
        if telling.dry_run {
            writeln!(out, "    {}", telling.into.join(&change.file).display())?;
            for line in change.text.lines() {
                writeln!(out, "    + {line}")?;
            }
        }
    }
    rest(found, telling, out)
}

/// Tells what an import found by region, and of its changes those of prices that were on record.
pub(super) fn summary(found: &Import, telling: Telling<'_>, out: &mut dyn Write) -> io::Result<()> {
    totals(found, out)?;
    let mut regions: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for change in &found.changes {
        let kinds = regions.entry(&change.region).or_default();
        *kinds.entry(change.kind.word()).or_default() += 1;
    }
    for (region, kinds) in regions {
        let kinds: Vec<String> = kinds
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        writeln!(out, "  {region}: {}", kinds.join(", "))?;
    }
    let known: Vec<_> = found
        .changes
        .iter()
        .filter(|change| change.old.is_some())
        .collect();
    if !known.is_empty() {
        writeln!(out, "{} that had one:", counted(known.len(), "new price"))?;
    }
    some(&known, telling.all, out, |change| {
        format!("{}: {change}", change.kind.word())
    })?;
    rest(found, telling, out)
}

/// The failure that lists what was not imported, if there is anything.
pub(super) fn refused(found: &Import, codes: &[&str]) -> Result<(), Failure> {
    if found.products == 0 {
        let others: Vec<&str> = found.strangers.keys().map(String::as_str).collect();
        let reason = if others.is_empty() {
            "the list has no product".to_owned()
        } else {
            let (others, codes) = (others.join(", "), codes.join(", "));
            format!("the list has products of {others} only: expected one of {codes}")
        };
        return Err(Failure::of([format!("not imported: {reason}")]));
    }
    if found.faults.is_empty() {
        return Ok(());
    }
    let faults = found.faults.iter();
    Err(Failure::of(
        faults.map(|fault| format!("not imported: {fault}")),
    ))
}

fn totals(found: &Import, out: &mut dyn Write) -> io::Result<()> {
    let confirmed = match found.confirmed {
        0 => String::new(),
        count => format!(", {count} of them witnessed for longer"),
    };
    writeln!(
        out,
        "{} read; {} to write, {} on record already{confirmed}",
        counted(found.products, "product"),
        counted(found.changes.len(), "version"),
        counted(found.unchanged, "price"),
    )
}

/// What is told beside the changes.
fn rest(found: &Import, telling: Telling<'_>, out: &mut dyn Write) -> io::Result<()> {
    if !found.assumed.is_empty() {
        writeln!(
            out,
            "warning: these lists leave years between them and the next, in which their prices are assumed:"
        )?;
    }
    some(&found.assumed, telling.all, out, ToString::to_string)?;
    if !found.allowances.is_empty() {
        writeln!(
            out,
            "free of charge; compare with free-tier.toml, not imported:"
        )?;
    }
    for remark in &found.allowances {
        writeln!(out, "  {remark}")?;
    }
    let others = [("regions", &found.elsewhere), ("offers", &found.strangers)];
    for (what, counts) in others {
        if !counts.is_empty() {
            let counts = counts.iter();
            let counts: Vec<String> = counts
                .map(|(name, count)| format!("{name} ({count})"))
                .collect();
            let counts = counts.join(", ");
            writeln!(
                out,
                "products of {what} that the catalogue does not have: {counts}"
            )?;
        }
    }
    if !found.unmatched.is_empty() {
        let count = counted(found.unmatched.len(), "usage type");
        writeln!(out, "{count} that the catalogue does not have:")?;
    }
    some(&found.unmatched, telling.all, out, ToString::to_string)?;
    let verb = if telling.dry_run {
        "would write"
    } else {
        "wrote"
    };
    for (path, _) in &found.files {
        writeln!(out, "{verb} {}", telling.into.join(path).display())?;
    }
    Ok(())
}

/// Tells a list, or its beginning.
fn some<T>(
    list: &[T],
    all: bool,
    out: &mut dyn Write,
    words: impl Fn(&T) -> String,
) -> io::Result<()> {
    let shown = if all { usize::MAX } else { SHOWN };
    for item in list.iter().take(shown) {
        writeln!(out, "  {}", words(item))?;
    }
    let hidden = list.len().saturating_sub(shown);
    if hidden > 0 {
        writeln!(out, "  and {hidden} more: --all lists them")?;
    }
    Ok(())
}
