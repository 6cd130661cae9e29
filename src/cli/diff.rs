//! `reckoner prices diff`: what changed between two days, or between two books.

use std::io::Write;

use super::arguments::{Arguments, Misuse};
use super::{Failure, book, counted};
use crate::pricing::Date;
use crate::pricing::difference::{
    AllowanceChange, BetweenBooks, BetweenDays, Nature, Stated, between_books, between_days,
};

pub(super) fn run(mut arguments: Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let day = "a day, 2024-11-01";
    let from: Option<Date> = arguments.parsed("--from", day)?;
    let to: Option<Date> = arguments.parsed("--to", day)?;
    let region: Option<String> = arguments.parsed("--region", "a region code")?;
    let folders = arguments.paths()?;
    match (from, to, folders.as_slice()) {
        (None, None, [old, new]) if region.is_none() => {
            let (old, new) = (book(Some(old)), book(Some(new)));
            let (old, new) = match (old, new) {
                (Ok(old), Ok(new)) => (old, new),
                // Of two faulty books both are told about.
                (Err(Failure::Faults(mut faults)), Err(Failure::Faults(more))) => {
                    faults.extend(more);
                    return Err(Failure::Faults(faults));
                }
                (old, new) => (old?, new?),
            };
            books(&between_books(&old, &new), out)?;
        }
        (Some(from), Some(to), [] | [_]) => {
            let book = book(folders.first().map(std::path::PathBuf::as_path))?;
            if let Some(code) = &region
                && book.catalog().region(code).is_none()
            {
                let known = book.catalog().regions.iter();
                let known: Vec<&str> = known.map(|region| region.code.as_str()).collect();
                let known = known.join(", ");
                return Err(Failure::of([format!(
                    "the book has no region {code}: expected one of {known}"
                )]));
            }
            days(&between_days(&book, region.as_deref(), from, to), out)?;
        }
        _ => {
            return Err(Misuse::of(
                "diff takes two folders, or --from and --to with --region and one folder if need be",
            )
            .into());
        }
    }
    Ok(())
}

fn days(difference: &BetweenDays, out: &mut dyn Write) -> Result<(), Failure> {
    let (from, to) = (difference.from, difference.to);
    writeln!(
        out,
        "from {from} to {to}: {} and {} differ",
        counted(difference.prices.len(), "price"),
        counted(difference.allowances.len(), "allowance")
    )?;
    for change in &difference.prices {
        writeln!(
            out,
            "  {} {} {} per {}: {}",
            change.kind.word(),
            change.region,
            change.id,
            change.unit,
            step(change.old.as_ref(), change.new.as_ref()),
        )?;
        if let Some(new) = &change.new {
            writeln!(out, "    {}, {}", new.reference.title, new.reference.href)?;
        }
    }
    allowances(&difference.allowances, out)
}

fn books(difference: &BetweenBooks, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(
        out,
        "from the book of {} to the book of {}: {}, {}, {} with other evidence, {} changed",
        difference.old_published,
        difference.new_published,
        counted(difference.of_nature(Nature::New).count(), "new version"),
        counted(
            difference.of_nature(Nature::Correction).count(),
            "correction"
        ),
        difference.of_nature(Nature::Evidence).count(),
        counted(difference.allowances.len(), "allowance"),
    )?;
    let natures = [
        (Nature::New, "new, younger than the old book:"),
        (
            Nature::Correction,
            "corrections, which may change results that were given out:",
        ),
        (
            Nature::Evidence,
            "the same prices, otherwise sourced, noted or dated:",
        ),
    ];
    for (nature, title) in natures {
        let mut changes = difference.of_nature(nature).peekable();
        if changes.peek().is_some() {
            writeln!(out, "{title}")?;
        }
        for change in changes {
            writeln!(
                out,
                "  {} {} {} from {} per {}: {}",
                change.kind.word(),
                change.region,
                change.id,
                change.from,
                change.unit,
                step(change.old.as_ref(), change.new.as_ref()),
            )?;
        }
    }
    allowances(&difference.allowances, out)
}

fn allowances(changes: &[AllowanceChange], out: &mut dyn Write) -> Result<(), Failure> {
    if !changes.is_empty() {
        writeln!(out, "allowances:")?;
    }
    for change in changes {
        let size = |side: &Option<crate::pricing::Allowance>| {
            let words = side.as_ref();
            words.map(|it| format!("{} {} from {}", it.quantity, it.unit, it.from))
        };
        writeln!(
            out,
            "  {} {}: {}",
            change.kind.word(),
            change.id,
            arrow(size(&change.old), size(&change.new))
        )?;
    }
    Ok(())
}

fn step(old: Option<&Stated>, new: Option<&Stated>) -> String {
    arrow(old.map(words), new.map(words))
}

fn arrow(old: Option<String>, new: Option<String>) -> String {
    let side = |side: Option<String>| side.unwrap_or_else(|| "none".to_owned());
    format!("{} -> {}", side(old), side(new))
}

fn words(stated: &Stated) -> String {
    let price = |price: &Option<String>| price.clone().unwrap_or_else(|| "unknown".to_owned());
    if let [only] = stated.tiers.as_slice() {
        return price(&only.price);
    }
    let tiers = stated.tiers.iter();
    let tiers: Vec<String> = tiers
        .map(|tier| format!("{} from {}", price(&tier.price), tier.from))
        .collect();
    tiers.join(", ")
}
