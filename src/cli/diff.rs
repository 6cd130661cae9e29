//! `reckoner prices diff`: what changed between two days, or between two books.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::failure::{Failure, book, counted, day};
use crate::pricing::difference::{
    AllowanceChange, BetweenBooks, BetweenDays, Nature, Stated, between_books, between_days,
};
use crate::pricing::{Date, PriceBook};

/// What `reckoner prices diff` is given: two books, or two days of one book.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the older book. With --from and --to, the folder of the only book; without
    /// one, the built-in book.
    #[arg(required_unless_present = "from")]
    old: Option<PathBuf>,
    /// The folder of the newer book.
    #[arg(required_unless_present = "from", conflicts_with = "from")]
    new: Option<PathBuf>,
    /// The first day, such as 2024-10-31.
    #[arg(long, value_name = "DAY", value_parser = day, requires = "to")]
    from: Option<Date>,
    /// The second day, such as 2024-11-01.
    #[arg(long, value_name = "DAY", value_parser = day, requires = "from")]
    to: Option<Date>,
    /// Compare this region only, such as us-east-1.
    #[arg(long, value_name = "CODE", requires = "from")]
    region: Option<String>,
}

/// Compares and prints what differs.
pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let (old, new) = (arguments.old.as_deref(), arguments.new.as_deref());
    match (arguments.from, arguments.to) {
        (Some(from), Some(to)) => {
            let book = book(old)?;
            let region = arguments.region.as_deref();
            known(region, &book)?;
            days(&between_days(&book, region, from, to), out)
        }
        _ => {
            let (old, new) = both(old, new)?;
            books(&between_books(&old, &new), out)
        }
    }
}

/// Both books; if both have faults, the faults of both.
fn both(old: Option<&Path>, new: Option<&Path>) -> Result<(PriceBook, PriceBook), Failure> {
    match (book(old), book(new)) {
        (Ok(old), Ok(new)) => Ok((old, new)),
        (Err(Failure::Faults(mut faults)), Err(Failure::Faults(more))) => {
            faults.extend(more);
            Err(Failure::Faults(faults))
        }
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
    }
}

/// Refuses a region that the book does not have.
fn known(region: Option<&str>, book: &PriceBook) -> Result<(), Failure> {
    let Some(code) = region else {
        return Ok(());
    };
    let known = book.catalog().region_codes();
    if known.iter().any(|known| known == code) {
        return Ok(());
    }
    let known = known.join(", ");
    Err(Failure::of([format!(
        "the book has no region {code}: expected one of {known}"
    )]))
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
        "from the book of {} to the book of {}: {}, {}, {}, {} with other evidence, {} changed",
        difference.old_published,
        difference.new_published,
        counted(difference.of_nature(Nature::New).count(), "new version"),
        counted(difference.of_nature(Nature::Filled).count(), "filled gap"),
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
            Nature::Filled,
            "gaps that are filled, which results that were given out had named:",
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
