//! The import takes the right prices from AWS's price list, exactly, and changes nothing else.

mod corrections;
mod forms;
mod real;
mod scales;
mod witnessed;

use reckoner::pricing::import::select::Selector;
use reckoner::pricing::import::{Import, Options, ReadFault, Reading, import, read};
use reckoner::pricing::{Date, PriceBook};
use reckoner::pricing::{SourceFile, parse::parse};

/// The small book that the tests import into.
const BOOK: &[SourceFile<'static>] = &[
    SourceFile {
        path: "catalog.toml",
        text: include_str!("import/book/catalog.toml"),
    },
    SourceFile {
        path: "free-tier.toml",
        text: include_str!("import/book/free-tier.toml"),
    },
    SourceFile {
        path: "us-east-1/api-gateway.toml",
        text: include_str!("import/book/us-east-1/api-gateway.toml"),
    },
    SourceFile {
        path: "us-east-1/dynamodb.toml",
        text: include_str!("import/book/us-east-1/dynamodb.toml"),
    },
    SourceFile {
        path: "us-east-1/lambda.toml",
        text: include_str!("import/book/us-east-1/lambda.toml"),
    },
];

const LAMBDA: &str = include_str!("import/lambda.json");
const DYNAMODB: &str = include_str!("import/dynamodb.json");
const API_GATEWAY: &str = include_str!("import/api-gateway.json");
const CLOUDWATCH: &str = include_str!("import/cloudwatch.json");
const GET_PRODUCTS: &str = include_str!("import/get-products.json");

fn book_of(files: &[SourceFile<'_>]) -> PriceBook {
    parse(files).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn try_read(text: &str) -> Result<Reading, ReadFault> {
    let book = book_of(BOOK);
    read(&Selector::new(book.catalog()), "list.json", text.as_bytes())
}

fn import_into(files: &[SourceFile<'_>], lists: &[&str], correct: bool) -> Import {
    let book = book_of(files);
    let selector = Selector::new(book.catalog());
    let readings = lists.iter().map(|list| {
        let reading = read(&selector, "list.json", list.as_bytes());
        reading.unwrap_or_else(|fault| panic!("{fault}"))
    });
    let read_on = Date::known(2026, 12, 24);
    let options = Options {
        correct,
        read_on,
        whole: false,
    };
    import(&book, files, readings.collect(), options).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn imported(lists: &[&str]) -> Import {
    import_into(BOOK, lists, false)
}

/// The book's files after the import has written its own.
fn after<'t>(found: &'t Import, files: &'t [SourceFile<'t>]) -> Vec<SourceFile<'t>> {
    let kept = files
        .iter()
        .filter(|file| found.files.iter().all(|(path, _)| path != file.path));
    let new = found.files.iter();
    let new = new.map(|(path, text)| SourceFile { path, text });
    kept.copied().chain(new).collect()
}

fn text_of<'t>(files: &[SourceFile<'t>], path: &str) -> &'t str {
    let found = files.iter().find(|file| file.path == path);
    found.unwrap_or_else(|| panic!("no {path}")).text
}

fn changes(found: &Import) -> Vec<String> {
    let changes = found.changes.iter();
    changes
        .map(|change| format!("{}: {change}", change.kind.word()))
        .collect()
}

fn texts<T: ToString>(of: &[T]) -> Vec<String> {
    of.iter().map(ToString::to_string).collect()
}

/// The lines that the new text adds, in order. The old lines must all be kept, in their order.
fn added_lines(old: &str, new: &str) -> Vec<String> {
    let mut rest = old.lines().peekable();
    let mut added = Vec::new();
    for line in new.lines() {
        if rest.peek() == Some(&line) {
            rest.next();
        } else {
            added.push(line.to_owned());
        }
    }
    assert_eq!(rest.next(), None, "a line went missing");
    added
}

#[test]
fn a_version_is_new_only_where_the_tiers_are() {
    let found = imported(&[LAMBDA]);
    assert_eq!(
        changes(&found),
        [
            "new: us-east-1 lambda.duration.arm64 from 2026-12-01: 0.000013 from 0, \
          0.0000117001 from 7500000000, 0.0000104 from 18750000000 (was 0.0000133334 from 0, \
          0.0000120001 from 7500000000, 0.0000106667 from 18750000000)"
        ]
    );
    // Requests in both architectures, and duration on x86_64.
    assert_eq!(found.unchanged, 3);
    assert_eq!(found.products, 8);
    assert_eq!(texts(&found.faults), [""; 0]);
}

#[test]
fn the_diff_shows_the_change_and_nothing_else() {
    let found = imported(&[LAMBDA]);
    let paths: Vec<&str> = found.files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        ["catalog.toml", "sources.toml", "us-east-1/lambda.toml"]
    );
    let new = after(&found, BOOK);
    let text = text_of(&new, "us-east-1/lambda.toml");
    let (_, added) = text
        .split_once("from = 2024-07-01\ntiers = [\n  { from = \"0\", price = \"0.0000133334\" }")
        .unwrap();
    let (_, added) = added.split_once("confidence = \"medium\"\n").unwrap();
    assert_eq!(
        added,
        r#"
[[price.version]]
from = 2026-12-01
tiers = [
  { from = "0", price = "0.000013" },
  { from = "7500000000", price = "0.0000117001" },
  { from = "18750000000", price = "0.0000104" },
]
reference = "offer.awslambda.20261205101500.us-east-1"
confidence = "high"
"#
    );
    assert_eq!(
        text_of(&new, "sources.toml"),
        r#"# Sources: where prices and allowances were read, each named once and cited by its key.
# The format is in README.md.

[[source]]
key = "offer.awslambda.20261205101500.us-east-1"
title = "AWS Price List, AWSLambda 20261205101500"
href = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AWSLambda/20261205101500/us-east-1/index.json"
published = 2026-12-05
retrieved = 2026-12-24
"#
    );
    let (old_text, new_text) = (text_of(BOOK, "catalog.toml"), text_of(&new, "catalog.toml"));
    assert_eq!(
        new_text,
        old_text.replace("published = 2026-11-15", "published = 2026-12-01")
    );
    let book = book_of(&new);
    assert_eq!(book.catalog().published, Date::known(2026, 12, 1));
}

#[test]
fn a_second_import_writes_nothing() {
    let lists = [LAMBDA, DYNAMODB, API_GATEWAY, GET_PRODUCTS];
    let first = import_into(BOOK, &lists, true);
    assert!(!first.files.is_empty());
    let files = after(&first, BOOK);
    let second = import_into(&files, &lists, false);
    assert_eq!(changes(&second), [""; 0]);
    assert_eq!(second.files, []);
    let all = first.unchanged + u64::try_from(first.changes.len()).unwrap();
    assert_eq!(second.unchanged, all);
}

#[test]
fn prefixes_are_stripped_in_their_own_region_only() {
    let found = import_into(BOOK, &[API_GATEWAY], false);
    assert_eq!(
        changes(&found),
        [
            "new: eu-west-1 api-gateway.http.requests from 2026-12-01: 0.00000111 from 0, \
             0.000001 from 300000000 (had no price)",
            // The list states prices and bounds per million, so the import converts them.
            "new: eu-west-1 api-gateway.rest.requests from 2026-12-01: 0.0000035 from 0, \
             0.00000319 from 333000000 (had no price)",
        ]
    );
    // The prefix of us-east-1 is not used in eu-west-1.
    assert_eq!(
        texts(&found.unmatched),
        [
            "AmazonApiGateway eu-west-1 USE1-ApiGatewayMessage (ApiGatewayWebSocket): \
             0.00000114 per Messages, $1.14/million messages"
        ]
    );
    // Code prefixes and no prefix at all: awskms and AWSLambda.
    assert_eq!(imported(&[GET_PRODUCTS]).changes.len(), 2);
    assert_eq!(imported(&[LAMBDA]).unmatched.len(), 1);
}

#[test]
fn a_product_that_names_no_region_goes_by_its_prefix() {
    let nowhere = API_GATEWAY.replace("\"regionCode\"", "\"formerly\"");
    let nowhere = nowhere.replace("\"location\"", "\"place\"");
    let found = imported(&[&nowhere]);
    let ids: Vec<_> = found
        .changes
        .iter()
        .map(|it| (&*it.region, &*it.id))
        .collect();
    assert!(
        ids.contains(&("eu-west-1", "api-gateway.http.requests")),
        "{ids:?}"
    );
    assert!(
        ids.contains(&("us-east-1", "api-gateway.websocket.messages")),
        "{ids:?}"
    );
    let files = after(&found, BOOK);
    let sources = text_of(&files, "sources.toml");
    assert!(
        sources.contains("/AmazonApiGateway/20261205101700/index.json"),
        "{sources}"
    );
}

#[test]
fn a_new_file_and_a_new_id_have_the_usual_form() {
    let found = imported(&[GET_PRODUCTS]);
    let new = after(&found, BOOK);
    let text = text_of(&new, "eu-west-1/kms.toml");
    assert_eq!(
        text,
        r#"# AWS Key Management Service, Europe (Ireland): list prices in US dollars.
# Ids and units are in ../catalog.toml, sources in ../sources.toml, the format in ../README.md.

[[price]]
id = "kms.keys"

[[price.version]]
from = 2026-12-01
tiers = [{ from = "0", price = "1" }]
reference = "offer.awskms.20261205101900.eu-west-1"
confidence = "high"

[[price]]
id = "kms.requests.symmetric"

[[price.version]]
from = 2026-12-02
tiers = [{ from = "0", price = "0.000003" }]
reference = "offer.awskms.20261205101900.eu-west-1"
confidence = "high"
"#
    );
    assert_eq!(book_of(&new).catalog().published, Date::known(2026, 12, 2));
}

#[test]
fn a_new_id_is_put_in_the_catalogues_order() {
    let found = imported(&[DYNAMODB]);
    let files = after(&found, BOOK);
    let text = text_of(&files, "us-east-1/dynamodb.toml");
    let ids: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("id = "))
        .collect();
    assert_eq!(
        ids,
        [
            "id = \"dynamodb.on-demand.write\"",
            "id = \"dynamodb.provisioned.rcu-hour\"",
            "id = \"dynamodb.provisioned.wcu-hour\"",
            "id = \"dynamodb.storage.standard\"",
        ]
    );
    let added = added_lines(text_of(BOOK, "us-east-1/dynamodb.toml"), text);
    assert_eq!(
        added
            .iter()
            .filter(|line| line.starts_with("[[price]]"))
            .count(),
        2
    );
    assert_eq!(
        added
            .iter()
            .filter(|line| line.starts_with("[[price.version]]"))
            .count(),
        4
    );
}

#[test]
fn a_free_band_is_an_allowance_and_not_a_tier() {
    let found = imported(&[DYNAMODB]);
    let tiers = |id: &str| {
        let change = found.changes.iter().find(|change| change.id == id).unwrap();
        change.to_string()
    };
    // One product has a free band and the other has none; both state the same price.
    assert_eq!(
        tiers("dynamodb.storage.standard"),
        "us-east-1 dynamodb.storage.standard from 2026-12-01: 0.24 (was 0.25)"
    );
    assert_eq!(
        tiers("dynamodb.provisioned.rcu-hour"),
        "us-east-1 dynamodb.provisioned.rcu-hour from 2026-12-01: 0.00013 (had no price)"
    );
    // A free band of the size on record is not mentioned.
    assert_eq!(
        texts(&found.allowances),
        [
            "us-east-1 dynamodb.provisioned.wcu-hour: the list's scale begins with 20000 WCU-hour \
             free from 2026-12-01; free-tier.toml has 18600 from 2024-07-01"
        ]
    );
}

#[test]
fn what_is_free_everywhere_is_reported_and_not_imported() {
    let found = imported(&[LAMBDA]);
    assert_eq!(
        texts(&found.allowances),
        [
            "AWSLambda Global-Lambda-GB-Second: 400000 Lambda-GB-Second free a month; \
             free-tier.toml has 300000 as lambda.duration",
            "AWSLambda Global-Request: 1000000 Requests free a month; on record as lambda.requests",
        ]
    );
}

#[test]
fn what_did_not_match_is_listed() {
    let found = imported(&[LAMBDA]);
    assert_eq!(
        texts(&found.unmatched),
        [
            "AWSLambda us-east-1 Lambda-Tenant-Created: 0.000167 per Tenants, AWS Lambda - Tenant \
             isolated environment - US East (Northern Virginia)"
        ]
    );
    let elsewhere: Vec<_> = found.elsewhere.into_iter().collect();
    assert_eq!(elsewhere, [("eu-west-2".to_owned(), 1)]);
}

#[test]
fn what_cannot_be_taken_over_is_a_fault_with_its_reason() {
    let found = imported(&[CLOUDWATCH]);
    assert_eq!(changes(&found), [""; 0]);
    assert_eq!(
        texts(&found.faults),
        [
            "us-east-1 cloudwatch.logs.ingestion.standard: the list has several prices for it, and \
             the catalogue's usage type, operation and group do not tell which is meant: \
             USE1-DataProcessing-Bytes (CLOUDWATCHLOGS01, operation \"PutLogEvents\", group \
             \"Ingested Logs\"): 0.5; DataProcessing-Bytes (CLOUDWATCHLOGS02, operation \
             \"PutLogEvents\", group \"Ingested Logs\"): 0.55",
            "us-east-1 cloudwatch.metrics: CW:MetricMonitorUsage (CLOUDWATCHMETRIC, \
             AmazonCloudWatch 20261205101800): a tier ends at 240000 and the next begins at 250000",
            "us-east-1 cloudwatch.alarms.standard: CW:AlarmMonitorUsage (CLOUDWATCHALARM1, \
             AmazonCloudWatch 20261205101800): the list's unit \"Alarm-Hours\" is not known as \
             alarm-metric-month: known are Alarm, Alarms",
        ]
    );
}

#[test]
fn line_ends_of_the_file_are_kept() {
    let windows: Vec<(&str, String)> = BOOK
        .iter()
        .map(|file| (file.path, file.text.replace('\n', "\r\n")))
        .collect();
    let files: Vec<SourceFile<'_>> = windows
        .iter()
        .map(|(path, text)| SourceFile { path, text })
        .collect();
    let found = import_into(&files, &[LAMBDA, DYNAMODB], false);
    let there = |path: &str| files.iter().any(|file| file.path == path);
    for (path, text) in found.files.iter().filter(|(path, _)| there(path)) {
        assert_eq!(
            text.matches('\n').count(),
            text.matches("\r\n").count(),
            "{path}"
        );
    }
}
