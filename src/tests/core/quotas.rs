//! Quotas: those of the embedded book, the look-up, and faulty files, which are refused with every fault.

use reckoner::pricing::quota::{QuotaValue, Quotas};
use reckoner::pricing::{Date, QuotaId, SourceFile, embedded, parse::parse, quota_ids};

use crate::support::{BOOK, DAY};

fn value(id: QuotaId, region: &str) -> String {
    let found = BOOK.quotas().as_of(region, DAY).find(id).unwrap();
    found.value.to_string()
}

#[test]
fn every_quota_of_the_embedded_book_has_its_constant() {
    let of_book: Vec<_> = BOOK
        .quotas()
        .all()
        .iter()
        .map(|quota| (quota.id.as_str(), quota.unit.as_str(), quota.may_differ()))
        .collect();
    let of_constants: Vec<_> = quota_ids::ALL
        .iter()
        .map(|id| {
            let differs = quota_ids::of_an_account(id.as_str()) == Some(*id);
            (id.as_str(), id.unit(), differs)
        })
        .collect();
    assert!(of_constants.len() > 200, "{}", of_constants.len());
    assert_eq!(of_constants, of_book);
}

#[test]
fn every_quota_is_sourced_and_says_what_it_limits() {
    for quota in BOOK.quotas().all() {
        let words = [&quota.name, &quota.unit, &quota.scope];
        assert!(words.iter().all(|text| !text.is_empty()), "{}", quota.id);
        for version in &quota.versions {
            let reference = &version.reference;
            assert!(reference.href.starts_with("https://"), "{}", quota.id);
            assert!(!reference.title.is_empty(), "{}", quota.id);
        }
    }
}

#[test]
fn a_region_has_its_own_value_where_one_is_listed() {
    assert_eq!(
        value(quota_ids::APIGATEWAY_THROTTLE_RATE, "us-east-1"),
        "10000"
    );
    assert_eq!(
        value(quota_ids::APIGATEWAY_THROTTLE_RATE, "ca-west-1"),
        "2500"
    );
    assert_eq!(value(quota_ids::KMS_SYMMETRIC, "eu-west-1"), "100000");
    assert_eq!(value(quota_ids::KMS_SYMMETRIC, "sa-east-1"), "10000");
    assert_eq!(
        value(quota_ids::SQS_STANDARD, "us-east-1"),
        QuotaValue::UNLIMITED
    );
}

#[test]
fn a_value_applies_from_its_first_day_on_or_from_ever() {
    let on = |id, day| {
        BOOK.quotas()
            .as_of("us-east-1", day)
            .find(id)
            .map(|found| found.value.to_string())
    };
    let raised = quota_ids::LAMBDA_SCALING_RATE;
    assert_eq!(on(raised, Date::known(2023, 11, 25)), None);
    assert_eq!(
        on(raised, Date::known(2023, 11, 26)).as_deref(),
        Some("1000")
    );
    let undated = quota_ids::LAMBDA_CONCURRENCY;
    assert_eq!(
        on(undated, Date::known(2015, 1, 1)).as_deref(),
        Some("1000")
    );
}

const QUOTAS: &str = r#"
[[quota]]
id = "lambda.a"
name = "A"
unit = "requests/s"
scope = "account-region"
adjustable = true

[[quota.version]]
value = "10"
reference = { title = "A page", href = "https://example.com/", retrieved = 2026-10-01 }
confidence = "high"

[[quota.version]]
from = 2025-01-01
value = "20"
regions = [
  { value = "40", codes = ["us-east-1", "eu-west-1"] },
]
reference = { title = "A page", href = "https://example.com/", retrieved = 2026-10-01 }
confidence = "medium"

[[quota]]
id = "lambda.b"
name = "B"
unit = "requests"
scope = "account-region"
adjustable = false
follows = "lambda.a"

[[quota.version]]
value = "unlimited"
reference = { title = "A page", href = "https://example.com/", retrieved = 2026-10-01 }
confidence = "high"
"#;

/// The embedded book with this file of quotas alone.
fn read(path: &str, text: &str) -> Result<Quotas, Vec<String>> {
    let others = embedded::FILES
        .iter()
        .filter(|file| !file.path.starts_with("quotas/"));
    let files: Vec<SourceFile<'_>> = others.copied().chain([SourceFile { path, text }]).collect();
    let faults = |faults: Vec<reckoner::pricing::BookFault>| {
        faults.iter().map(ToString::to_string).collect()
    };
    parse(&files)
        .map(|book| book.quotas().clone())
        .map_err(faults)
}

#[test]
fn the_sound_file_is_read() {
    let quotas = read("quotas/lambda.toml", QUOTAS).unwrap();
    let value = |id: &str, region: &str, day: Date| {
        let version = quotas.find(id).unwrap().on(day).unwrap();
        version.value_in(region).to_string()
    };
    let (before, after) = (Date::known(2024, 12, 31), Date::known(2025, 1, 1));
    assert_eq!(value("lambda.a", "us-east-1", before), "10");
    assert_eq!(value("lambda.a", "us-east-1", after), "40");
    assert_eq!(value("lambda.a", "us-west-2", after), "20");
    assert_eq!(value("lambda.b", "us-east-1", before), "unlimited");
    assert!(quotas.find("lambda.c").is_none());
    assert!(
        quotas
            .all()
            .iter()
            .all(reckoner::pricing::quota::Quota::may_differ)
    );
}

#[test]
fn a_bad_quota_is_refused_with_file_id_and_what_was_expected() {
    for (old, new, fault) in [
        (
            "id = \"lambda.b\"",
            "id = \"lambda.a\"",
            "lambda.a: the id is there twice",
        ),
        (
            "id = \"lambda.b\"",
            "id = \"Lambda b\"",
            "Lambda b: the id must have lower-case words, digits, `.` and `_` only",
        ),
        (
            "unit = \"requests\"\n",
            "",
            "lambda.b: `unit` is missing: expected text",
        ),
        (
            "adjustable = false",
            "adjustable = \"no\"",
            "lambda.b: `adjustable` is \"no\": expected true or false",
        ),
        (
            "adjustable = false",
            "adjustable = true",
            "lambda.b: it is adjustable and follows another: expected one of the two",
        ),
        (
            "follows = \"lambda.a\"",
            "follows = \"lambda.c\"",
            "lambda.b: it follows lambda.c: expected the id of an adjustable quota",
        ),
        (
            "adjustable = true\n",
            "",
            "lambda.b: it follows lambda.a: expected the id of an adjustable quota",
        ),
        (
            "value = \"unlimited\"",
            "value = \"much\"",
            "lambda.b: `value` is \"much\": expected a decimal, \"0.25\"",
        ),
        (
            "value = \"unlimited\"",
            "value = 5.0",
            "lambda.b: `value` is a float, which is not exact: expected a decimal in quotes, \"0.25\"",
        ),
        (
            "value = \"unlimited\"",
            "value = \"0\"",
            "lambda.b: `value` is 0: expected a limit, or \"unlimited\" where AWS states that there is none",
        ),
        (
            "value = \"unlimited\"\n",
            "",
            "lambda.b: `value` is missing: expected a decimal in quotes, or \"unlimited\"",
        ),
        (
            "value = \"unlimited\"",
            "value = \"1\"\nmost = \"2\"",
            "lambda.b: unknown field `most`: expected one of from, value, regions, reference, confidence, note",
        ),
        (
            "from = 2025-01-01\n",
            "",
            "lambda.a: a later version has no `from`: expected its first day",
        ),
        (
            "value = \"10\"",
            "value = \"10\"\nfrom = 2025-01-01",
            "lambda.a: the version from 2025-01-01 comes after the version from 2025-01-01: expected rising days",
        ),
        (
            "\"eu-west-1\"",
            "\"Ireland\"",
            "lambda.a from 2025-01-01 regions: \"Ireland\" is no region's code, such as us-east-1",
        ),
        (
            "\"eu-west-1\"",
            "\"us-east-1\"",
            "lambda.a from 2025-01-01 regions: us-east-1 is there twice",
        ),
        (
            "[\"us-east-1\", \"eu-west-1\"]",
            "[]",
            "lambda.a from 2025-01-01 regions: `codes` is missing or empty: expected the codes of regions",
        ),
        (
            "confidence = \"medium\"",
            "confidence = \"low\"",
            "lambda.a from 2025-01-01: `confidence` is \"low\": expected high or medium",
        ),
    ] {
        assert!(QUOTAS.contains(old), "{old}");
        let text = QUOTAS.replacen(old, new, 1);
        let faults = read("quotas/lambda.toml", &text).unwrap_err();
        let fault = format!("quotas/lambda.toml: {fault}");
        assert!(faults.contains(&fault), "{old} → {new}: {faults:#?}");
    }
}

#[test]
fn a_file_of_quotas_belongs_to_a_service() {
    assert_eq!(
        read("quotas/mars.toml", QUOTAS).unwrap_err(),
        ["quotas/mars.toml: expected quotas/<service>.toml with a service of the catalogue"]
    );
}

#[test]
fn every_fault_is_reported_at_once() {
    let text = QUOTAS
        .replace("value = \"10\"", "value = \"ten\"")
        .replace("confidence", "sure");
    let faults = read("quotas/lambda.toml", &text).unwrap_err();
    assert!(faults.len() >= 7, "{faults:#?}");
}
