//! `reckoner prices update`: fetches AWS's own price list and imports it.

mod downloads;
mod fetch;
mod index;
mod kept;
mod progress;
mod wanted;

use std::fs::File;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use tokio::runtime::{Builder, Runtime};

use super::book_folder::{FolderBook, Into};
use super::failure::{Failure, day, today};
use super::import::reading;
use super::question::on_terminal;
use super::report::{Telling, refused, summary};
use crate::pricing::import::select::Selector;
use crate::pricing::import::{HOST, Import, Options, Plan};
use crate::pricing::{Catalog, Date};
use downloads::Downloads;
use fetch::Mirror;
use kept::Kept;
use progress::Progress;
use wanted::{Asked, List};

/// What `reckoner prices update` is given.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Regions to fetch, such as eu-west-1,us-west-2; without it, every region of the catalogue.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    region: Vec<String>,
    /// Services to fetch, by key or offer code, such as lambda,AmazonS3; without it, every service.
    #[arg(long, value_name = "SERVICE", value_delimiter = ',')]
    service: Vec<String>,
    /// Fetch every edition since this day too, such as 2024-01-01, oldest first.
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<Date>,
    #[command(flatten)]
    into: Into,
    /// A mirror of AWS's price list.
    #[arg(long, value_name = "URL", default_value = HOST, value_parser = mirror)]
    from: Url,
    /// Print what would change, and write nothing into the book.
    #[arg(long)]
    dry_run: bool,
    /// Replace versions that say something else of the same day, and take prices that are more than
    /// ten times their neighbours' or less than a tenth.
    #[arg(long)]
    correct: bool,
    /// List every changed price and every usage type that the catalogue does not have.
    #[arg(long)]
    all: bool,
    /// How many files to fetch at once.
    #[arg(long, value_name = "NUMBER", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=32))]
    jobs: u32,
    /// How often to try again after a failure that may pass.
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    retries: u32,
    /// Seconds without a byte after which a connection counts as lost.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
}

fn mirror(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("{error}: expected https://…"))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        other => Err(format!("the scheme is {other}: expected https or http")),
    }
}

/// Fetches, imports and prints what changed.
pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Failure> {
    let into = FolderBook::open(arguments.into.folder())?;
    let catalog = into.book.catalog();
    let asked = Asked::new(catalog, &arguments.region, &arguments.service)?;
    let kept = Kept::open(&into.folder)?;
    let timeout = Duration::from_secs(arguments.timeout);
    let mirror = Mirror::new(arguments.from.clone(), timeout, arguments.retries)?;
    let downloads = Downloads {
        runtime: runtime()?,
        mirror: Arc::new(mirror),
        progress: Arc::new(Progress::new()),
        jobs: arguments.jobs,
    };
    let wanted = asked.lists(&downloads, &kept, arguments.since)?;
    for line in &wanted.missing {
        writeln!(out, "{line}")?;
    }
    if wanted.lists.is_empty() {
        let message = "AWS's index has no list of these services in these regions";
        return Err(Failure::of([message]));
    }
    let everything = arguments.region.is_empty() && arguments.service.is_empty();
    let options = Options {
        correct: arguments.correct,
        read_on: today()?,
        whole: everything && wanted.missing.is_empty(),
    };
    let found = imported(&into, &downloads, &kept, &wanted.lists, options)?;
    if !arguments.dry_run {
        into.replace(&found.files)?;
    }
    let telling = Telling {
        into: &into.folder,
        dry_run: arguments.dry_run,
        all: arguments.all,
    };
    let told = summary(&found, telling, out);
    refused(&found, &asked.offers)?;
    if !arguments.dry_run {
        kept.remove();
    }
    Ok(told?)
}

fn runtime() -> Result<Runtime, Failure> {
    let built = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    built.map_err(|error| Failure::Stopped(format!("can't start: {error}")))
}

/// Fetches the lists and imports each when it is there, in their order.
fn imported(
    into: &FolderBook,
    downloads: &Downloads,
    kept: &Kept,
    lists: &[List],
    options: Options,
) -> Result<Import, Failure> {
    let catalog: &Catalog = into.book.catalog();
    let sources = into.texts.sources();
    let mut question = on_terminal(true);
    let progress = Arc::clone(&downloads.progress);
    let mut confirm = |doubtful: &_| progress.paused(|| question.asked(doubtful));
    let mut plan = Plan::new(&into.book, &sources, options, &mut confirm);
    downloads.each(kept, lists, |list, path| {
        let selector = Selector::new(catalog).only(list.regions.clone());
        let name = list.url.as_str();
        let reading = reading(&selector, name, File::open(path)).map_err(|fault| {
            // The next call is to fetch it again.
            kept.forget(path);
            Failure::Unfetched(vec![fault.to_string()])
        })?;
        plan.take(vec![reading]);
        Ok(())
    })?;
    plan.finish().map_err(|faults| into.faults(&faults))
}
