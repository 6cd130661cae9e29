//! A version knows until when it is witnessed; from then on its price is assumed, and still a price.

use reckoner::estimate::answer::LineAnswer;
use reckoner::estimate::estimate;
use reckoner::pricing::{
    Date, PriceBook, Prices as _, SourceFile, embedded, parse::parse, slice_text,
};
use reckoner::services;

use crate::support::{BOOK, scenario};

const CATALOG: &str = r#"
published = 2026-10-01
units = ["request"]

[[region]]
code = "us-east-1"
name = "US East (N. Virginia)"

[[service]]
key = "lambda"
name = "AWS Lambda"
code = "AWSLambda"
page = "https://aws.amazon.com/lambda/pricing/"

[[service.price]]
id = "lambda.requests"
description = "Requests"
unit = "request"
block = "1000000"
"#;

const SOURCES: &str = r#"
[[source]]
key = "list.2016"
title = "A price list"
href = "https://example.com/2016"
published = 2016-01-07
retrieved = 2026-09-20

[[source]]
key = "list.2018"
title = "A price list"
href = "https://example.com/2018"
published = 2018-03-04
retrieved = 2026-09-20

[[source]]
key = "page"
title = "A page that bears no day"
href = "https://example.com/page"
retrieved = 2026-09-30
"#;

/// A version of the price from this day, with these lines about its sources.
fn version(from: &str, sources: &str) -> String {
    format!(
        "[[price.version]]\nfrom = {from}\ntiers = [{{ from = \"0\", price = \"0.0{}\" }}]\n\
         {sources}\nconfidence = \"high\"\n",
        &from[3..4]
    )
}

fn book(versions: &[String]) -> PriceBook {
    let prices = format!("[[price]]\nid = \"lambda.requests\"\n{}", versions.concat());
    let file = |path, text| SourceFile { path, text };
    parse(&[
        file("catalog.toml", CATALOG),
        file("free-tier.toml", ""),
        file("sources.toml", SOURCES),
        file("us-east-1/lambda.toml", &prices),
    ])
    .unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// For each version, its first day, the last day on which it is witnessed, and since when it is assumed on
/// the book's day.
fn witnessed(versions: &[String]) -> Vec<String> {
    let book = book(versions);
    let versions = book.versions("us-east-1", "lambda.requests").iter();
    versions
        .map(|version| {
            let assumed = version.assumed_since(book.catalog().published);
            let assumed = assumed.map_or_else(|| "never".to_owned(), |day| day.to_string());
            format!("{} {} {assumed}", version.from, version.seen)
        })
        .collect()
}

#[test]
fn a_version_is_witnessed_up_to_the_day_of_its_youngest_dated_source() {
    let old = version("2015-01-01", "reference = \"list.2016\"");
    assert_eq!(
        witnessed(&[old]),
        ["2015-01-01 2016-01-07 2016-01-08"],
        "the day of the list, not that of its reading"
    );
    let two = version(
        "2015-01-01",
        "reference = \"list.2016\"\nalso = [\"page\", \"list.2018\"]",
    );
    assert_eq!(witnessed(&[two]), ["2015-01-01 2018-03-04 2018-03-05"]);
}

#[test]
fn an_undated_source_counts_only_where_no_source_bears_a_day() {
    let undated = version("2026-09-01", "reference = \"page\"");
    assert_eq!(witnessed(&[undated]), ["2026-09-01 2026-09-30 2026-10-01"]);
    // So does a source that a version writes down itself, as older books do.
    let inline = version(
        "2024-07-01",
        "reference = { title = \"A page\", href = \"https://example.com/\", retrieved = 2025-02-28 }",
    );
    assert_eq!(witnessed(&[inline]), ["2024-07-01 2025-02-28 2025-03-01"]);
}

#[test]
fn a_version_is_witnessed_within_its_own_days() {
    // A page of 2026 that shows the price of 2015 too says nothing of the days after the next version.
    let old = version("2015-01-01", "reference = \"page\"");
    let new = version("2017-05-01", "reference = \"list.2016\"");
    assert_eq!(
        witnessed(&[old, new]),
        [
            "2015-01-01 2017-04-30 2017-05-01",
            // The list announced the price before it applied.
            "2017-05-01 2017-05-01 2017-05-02",
        ]
    );
}

/// A function that is invoked, for the prices of a day.
fn lines_on(day: &str) -> (bool, Vec<(String, Option<Date>)>) {
    let scenario = scenario(
        "region = \"ap-southeast-6\"\n[traffic]\nrequests_per_month = \"1000000\"\n\
         [[functions]]\nname = \"f\"\nmemory_mb = 512\nduration_ms = \"100\"\n",
    );
    let prices = BOOK.as_of("ap-southeast-6", day.parse().unwrap()).unwrap();
    let estimate = estimate(&scenario, &prices, true).unwrap();
    for line in &estimate.lines {
        let source = line.derivation_with_source(estimate.as_of);
        let since = line.version.assumed_since(estimate.as_of);
        let told = source.iter().last().unwrap().text.to_owned();
        let expected = since.map(|day| format!("assumed since {day}"));
        assert_eq!(told.contains("assumed"), since.is_some(), "{told}");
        assert!(
            expected.is_none_or(|expected| told.contains(&expected)),
            "{told}"
        );
    }
    let lines = LineAnswer::all(&estimate).into_iter();
    let lines = lines.map(|line| (line.price_id.to_owned(), line.assumed_since));
    (estimate.is_complete(), lines.collect())
}

#[test]
fn an_assumed_price_is_charged_and_the_line_says_since_when() {
    let (complete, lines) = lines_on("2026-04-03");
    assert!(complete);
    assert!(!lines.is_empty());
    assert!(lines.iter().all(|(_, since)| since.is_none()), "{lines:?}");
    let (complete, later) = lines_on("2026-10-08");
    assert!(complete, "an assumed price is a price");
    let day = Date::known(2026, 4, 4);
    for ((id, _), (later, since)) in lines.iter().zip(&later) {
        assert_eq!((id, Some(day)), (later, *since));
    }
}

/// The most bytes of prices that a page carries to the browser, before compression.
const SLICE_MAX: usize = 60_000;

#[test]
fn the_slice_of_a_region_is_small_and_reads_back() {
    let services: Vec<&str> = services::keys().collect();
    let day = BOOK.catalog().published;
    for region in BOOK.catalog().region_codes() {
        let prices = BOOK.as_of(region, day).unwrap();
        let text = slice_text::encode(&prices.slice(&services));
        assert!(text.len() < SLICE_MAX, "{region}: {}", text.len());
        let read = slice_text::decode(&text).unwrap();
        let id = "lambda.duration.arm64";
        let (here, there) = (prices.find(id).unwrap(), read.find(id).unwrap());
        let (here_is, there_is) = (here.version.unwrap(), there.version.unwrap());
        assert_eq!(here_is.tiers, there_is.tiers);
        assert_eq!(here_is.seen, there_is.seen);
        assert_eq!(here_is.reference.when(), there_is.reference.when());
        assert_eq!(here.service.unwrap().page, there.service.unwrap().page);
    }
}

/// The keys that lines of the book's texts cite or define.
fn keys(lines: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    lines
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .collect()
}

#[test]
fn every_source_of_the_book_is_named_once_and_cited() {
    let all = || embedded::FILES.iter();
    let text = all().find(|file| file.path == "sources.toml").unwrap().text;
    let defined = keys(text.lines().filter(|line| line.starts_with("key = ")));
    assert!(defined.len() > 250, "{}", defined.len());
    assert!(defined.is_sorted(), "in the order of their keys");
    let lines = all().flat_map(|file| file.text.lines());
    let citing =
        lines.filter(|line| line.starts_with("reference = ") || line.starts_with("also = "));
    let cited = keys(citing);
    let uncited: Vec<_> = defined.iter().filter(|key| !cited.contains(key)).collect();
    assert_eq!(uncited, [&""; 0]);
    let inline = all().filter(|file| file.text.contains("href = ") && file.path != "sources.toml");
    assert_eq!(inline.map(|file| file.path).collect::<Vec<_>>(), [""; 0]);
}
