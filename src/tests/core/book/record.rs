//! The book has what AWS's own pricing pages showed, in every region.

use std::collections::BTreeSet;

use reckoner::estimate::{Conventions, bill, estimate};
use reckoner::metering::{GapKind, Metered, Usage};
use reckoner::pricing::{Date, SourceFile, Tier, embedded, ids, parse::parse};
use reckoner::quantity::Figure;
use reckoner::scenario::{FreeTier, Rounding};

use crate::support::{BOOK, scenario};

/// What the pages showed: below each id, a line for each scale with its first and its last day, its tiers
/// and its regions.
const PAGES: &str = include_str!("witnesses.txt");

/// Listed by the hour in the pages' data; the book keeps the price by the month, which the pages themselves
/// say, and notes the other.
const BY_THE_MONTH: &str = "parameter-store.advanced-parameters";

/// Lambda's logs are vended logs since this day. The pages had the prices of vended logs before.
const VENDED: Date = Date::known(2025, 5, 1);

/// A line of the pages.
struct Shown<'t> {
    id: &'t str,
    first: Date,
    last: Date,
    tiers: &'t str,
    regions: &'t str,
}

fn shown() -> Vec<Shown<'static>> {
    let mut found = Vec::new();
    let mut id = "";
    for line in PAGES.lines().filter(|line| !line.starts_with('#')) {
        let Some(scale) = line.strip_prefix("  ") else {
            id = line;
            continue;
        };
        let (days, rest) = scale.split_at(21);
        let (first, last) = days.split_once(' ').unwrap();
        let (tiers, regions) = rest.trim().split_once(" | ").unwrap();
        found.push(Shown {
            id,
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
            tiers,
            regions,
        });
    }
    found
}

fn in_words(tiers: &[Tier]) -> String {
    let words = tiers.iter().map(|tier| {
        let price = tier.price.map(|price| price.value().normalize());
        let price = price.map_or_else(|| "unknown".to_owned(), |price| price.to_string());
        format!("{}:{price}", tier.from)
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_price_of_the_pages_stands_in_the_book_with_its_days() {
    let mut rows = 0;
    let mut wrong = Vec::new();
    let mut all = BTreeSet::new();
    for shown in shown() {
        for region in shown.regions.split(' ') {
            rows += 1;
            all.insert(region);
            let place = format!("{region} {} on {}", shown.id, shown.last);
            let prices = BOOK.as_of(region, shown.last).unwrap();
            let found = prices.look_up(shown.id).and_then(|found| found.version);
            if shown.id == BY_THE_MONTH {
                let hourly = shown.tiers.strip_prefix("0:").unwrap();
                let noted = found.and_then(|version| version.note.as_deref());
                let noted = noted.is_some_and(|note| note.contains(&format!(" {hourly} ")));
                // Where the hourly price differs from that of us-east-1, the month's is not known.
                if !noted && hourly == "0.00007" {
                    wrong.push(format!("{place}: {hourly} is not noted"));
                }
                continue;
            }
            let Some(version) = found else {
                wrong.push(format!("{place}: not on record"));
                continue;
            };
            let tiers = in_words(&version.tiers);
            if tiers != shown.tiers {
                wrong.push(format!("{place}: {tiers}, the page {}", shown.tiers));
            }
            let vended = shown.id.contains(".ingestion.lambda") || shown.id.contains(".delivery.");
            let known = if vended {
                VENDED.max(shown.first)
            } else {
                shown.first
            };
            if version.from > known || version.seen < shown.last {
                let (from, seen) = (version.from, version.seen);
                wrong.push(format!("{place}: from {from}, seen {seen}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(rows > 7_500, "{rows}");
    let codes: BTreeSet<&str> = BOOK
        .catalog()
        .region_codes()
        .iter()
        .map(String::as_str)
        .collect();
    assert_eq!(all, codes);
    assert_eq!(codes.len(), 36);
}

/// An HTTP API, a function, a table with point-in-time recovery and a key of the customer's, and logs.
const TYPICAL: &str = r#"
region = "REGION"

[traffic]
requests_per_month = "3000000"

[api]
kind = "http"
request_kb = "2"
response_kb = "8"

[[functions]]
name = "f"
memory_mb = 512
duration_ms = "100"
architecture = "arm64"
log_kb = "1"

[[functions.operations]]
table = "t"
kind = "put"
item_kb = "2"

[[tables]]
name = "t"
storage_gb = "20"
pitr = true
encryption = "customer-managed"

[logs]
retention_days = 30
"#;

/// The regions in which nothing is missing from the typical scenario.
const COMPLETE: [&str; 36] = [
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "ca-central-1",
    "ca-west-1",
    "mx-central-1",
    "sa-east-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "af-south-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-east-1",
    "ap-east-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ap-south-1",
    "ap-south-2",
    "us-gov-east-1",
    "us-gov-west-1",
];

#[test]
fn a_typical_scenario_is_complete_in_these_regions() {
    let today = BOOK.catalog().published;
    let mut complete = Vec::new();
    let mut gaps = Vec::new();
    for region in BOOK.catalog().region_codes() {
        let scenario = scenario(&TYPICAL.replace("REGION", region));
        let prices = BOOK.as_of(region, today).unwrap();
        let estimate = estimate(&scenario, &prices, false).unwrap();
        if estimate.is_complete() {
            complete.push(region.as_str());
        }
        let missing = estimate.gaps.iter().map(|gap| gap.price_id.clone());
        gaps.extend(missing.map(|id| format!("{region} {id}")));
    }
    assert_eq!(complete, COMPLETE);
    assert_eq!(gaps, [""; 0]);
}

#[test]
fn a_tier_that_is_not_on_record_is_a_gap_for_what_reaches_it() {
    let path = "us-east-2/api-gateway.toml";
    let files: Vec<SourceFile<'_>> = embedded::FILES.to_vec();
    let text = files.iter().find(|file| file.path == path).unwrap().text;
    let known = "{ from = \"300000000\", price = \"0.0000009\" }";
    assert_eq!(text.matches(known).count(), 1);
    let text = text.replace(known, "{ from = \"300000000\", price = \"unknown\" }");
    let files: Vec<SourceFile<'_>> = files
        .into_iter()
        .map(|file| {
            if file.path == path {
                SourceFile { path, text: &text }
            } else {
                file
            }
        })
        .collect();
    let book = parse(&files).unwrap();
    let prices = book.as_of("us-east-2", book.catalog().published).unwrap();
    let quantity = Figure::from(300_000_001_u32);
    let metered = Metered {
        usage: vec![Usage::new(
            ids::API_GATEWAY_HTTP_REQUESTS.as_str().into(),
            quantity,
        )],
        ..Metered::default()
    };
    let conventions = Conventions {
        free_tier: FreeTier::None,
        rounding: Rounding::Exact,
        explain: false,
    };
    let estimate = bill(metered, &prices, &conventions).unwrap();
    assert_eq!(estimate.monthly.to_string(), "300");
    let gaps: Vec<_> = estimate
        .gaps
        .iter()
        .map(|gap| (gap.kind, &*gap.price_id))
        .collect();
    assert_eq!(gaps, [(GapKind::TierUnknown, "api-gateway.http.requests")]);
    assert!(!estimate.is_complete());
}
