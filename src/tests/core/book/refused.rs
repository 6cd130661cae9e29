//! Bad books are refused as a whole, with every fault: where it is and what was expected.

use reckoner::pricing::{SourceFile, parse::parse};

const CATALOG: &str = r#"
published = 2026-10-01
units = ["request", "GB-second"]

[[region]]
code = "us-east-1"
name = "US East (N. Virginia)"
usage_prefix = ["", "USE1"]

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
usage_types = ["Request"]
"#;

const FREE_TIER: &str = r#"
[[allowance]]
id = "lambda.requests"
kind = "always-free"
quantity = "1000000"
unit = "request"
prices = ["lambda.requests"]
in_scale = false
from = 2024-07-01
description = "1,000,000 requests a month."
reference = { title = "A page", href = "https://example.com/", retrieved = 2026-10-01 }
"#;

const PRICES: &str = r#"
[[price]]
id = "lambda.requests"

[[price.version]]
from = 2024-07-01
tiers = [{ from = "0", price = "0.0000002" }, { from = "1000", price = "0.0000001" }]
reference = { title = "A page", href = "https://example.com/", retrieved = 2026-10-01 }
confidence = "high"

[[price.version]]
from = 2025-07-01
tiers = [{ from = "0", price = "0.0000003" }]
reference = { title = "A page", href = "https://example.com/", retrieved = 2026-10-01 }
confidence = "high"
"#;

const CATALOG_FILE: &str = "catalog.toml";
const FREE_TIER_FILE: &str = "free-tier.toml";
const PRICE_FILE: &str = "us-east-1/lambda.toml";

/// The faults of the sound book after one file was changed, all or some of them.
fn faults(file: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let files = [
        (CATALOG_FILE, CATALOG),
        (FREE_TIER_FILE, FREE_TIER),
        (PRICE_FILE, PRICES),
    ]
    .map(|(path, text)| {
        let text = if path == file {
            change(text)
        } else {
            text.to_owned()
        };
        (path, text)
    });
    let files = files
        .each_ref()
        .map(|(path, text)| SourceFile { path, text });
    match parse(&files) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

/// The faults of the sound book with something in a file replaced.
fn replaced(file: &str, old: &str, new: &str) -> Vec<String> {
    faults(file, |text| {
        assert!(text.contains(old), "{file} has no {old}");
        text.replacen(old, new, 1)
    })
}

#[test]
fn the_sound_book_has_no_fault() {
    assert_eq!(faults("", str::to_owned), [""; 0]);
}

#[test]
fn a_bad_price_is_refused_with_file_id_date_and_what_was_expected() {
    for (old, new, fault) in [
        (
            "id = \"lambda.requests\"",
            "id = \"lambda.request\"",
            "lambda.request: unknown id: expected one of the catalogue",
        ),
        (
            "{ from = \"0\", price = \"0.0000002\" }",
            "{ from = \"1\", price = \"0.0000002\" }",
            "lambda.requests from 2024-07-01: the first tier is from 1: expected no gap before it, from 0",
        ),
        (
            "{ from = \"1000\"",
            "{ from = \"0\"",
            "lambda.requests from 2024-07-01: the tier from 0 overlaps that from 0: expected rising bounds",
        ),
        (
            "tiers = [{ from = \"0\", price = \"0.0000003\" }]",
            "tiers = []",
            "lambda.requests from 2025-07-01: `tiers` is missing or empty: expected [{ from = \"0\", price = … }]",
        ),
        (
            "tiers = [{ from = \"0\", price = \"0.0000003\" }]",
            "tiers = [{ from = \"0\", price = \"unknown\" }]",
            "lambda.requests from 2025-07-01: no tier has a price: expected the id to be left out",
        ),
        (
            "from = 2025-07-01",
            "from = 2024-07-01",
            "lambda.requests: two versions from 2024-07-01: dates must differ",
        ),
        (
            "from = 2025-07-01",
            "from = 2023-07-01",
            "lambda.requests: the version from 2023-07-01 comes after the version from 2024-07-01: expected oldest first",
        ),
        (
            "from = 2025-07-01",
            "from = 2027-07-01",
            "lambda.requests: the version from 2027-07-01 is younger than the book of 2026-10-01: expected `published` in catalog.toml to follow",
        ),
        (
            "from = 2024-07-01",
            "from = \"2024-07-01\"",
            "lambda.requests version: `from` is \"2024-07-01\": expected a day, 2026-10-01",
        ),
        (
            "price = \"0.0000002\"",
            "price = 0.0000002",
            "lambda.requests from 2024-07-01 tier: `price` is a float, which is not exact: expected a decimal in quotes, \"0.25\"",
        ),
        (
            "price = \"0.0000002\"",
            "price = \"2e-7\"",
            "lambda.requests from 2024-07-01 tier: `price` is \"2e-7\": expected a decimal, \"0.25\"",
        ),
        (
            "price = \"0.0000002\"",
            "price = \"-0.0000002\"",
            "lambda.requests from 2024-07-01 tier: `price` is \"-0.0000002\": expected a decimal, \"0.25\"",
        ),
        (
            "from = \"0\", price = \"0.0000002\"",
            "from = 0, price = \"0.0000002\"",
            "lambda.requests from 2024-07-01 tier: `from` is the number 0: expected a decimal in quotes, \"0.25\"",
        ),
        (
            "reference = {",
            "source = {",
            "lambda.requests from 2024-07-01: `reference` is missing: expected the key of a source, or a table",
        ),
        (
            "https://example.com/",
            "http://example.com/",
            "lambda.requests from 2024-07-01 reference: `href` is \"http://example.com/\": expected an https address",
        ),
        (
            "confidence = \"high\"",
            "confidence = \"certain\"",
            "lambda.requests from 2024-07-01: `confidence` is \"certain\": expected high or medium",
        ),
        (
            "confidence = \"high\"",
            "confidence = \"high\"\ncurrency = \"USD\"",
            "lambda.requests from 2024-07-01: unknown field `currency`: expected one of from, tiers, reference, also, note, confidence",
        ),
    ] {
        let found = replaced(PRICE_FILE, old, new);
        let expected = format!("{PRICE_FILE}: {fault}");
        assert!(
            found.contains(&expected),
            "{new}\n  expected {expected}\n  found {found:#?}"
        );
    }
}

#[test]
fn a_bad_catalogue_is_refused() {
    for (old, new, fault) in [
        (
            "unit = \"request\"",
            "unit = \"requests\"",
            "lambda.requests: unknown unit \"requests\": expected one of request, GB-second",
        ),
        (
            "block = \"1000000\"",
            "block = \"0\"",
            "lambda.requests: `block` is 0: expected a number of units",
        ),
        (
            "id = \"lambda.requests\"",
            "id = \"kms.requests\"",
            "kms.requests: the id must begin with its service, `lambda.`",
        ),
        (
            "block = \"1000000\"",
            "block = \"1000000\"\ngb = \"decimal\"",
            "lambda.requests: `gb` is \"decimal\": expected \"binary\", 2^30 bytes",
        ),
        (
            "published = 2026-10-01",
            "",
            "`published` is missing: expected a day, 2026-10-01",
        ),
        (
            "code = \"us-east-1\"",
            "code = \"us-east-9\"",
            "us-east-1/lambda.toml: unknown region us-east-1: expected one of the catalogue",
        ),
    ] {
        let found = replaced(CATALOG_FILE, old, new);
        let known = found.iter().any(|found| found.ends_with(fault));
        assert!(known, "{new}\n  expected {fault}\n  found {found:#?}");
    }
    let twice = faults(CATALOG_FILE, |text| {
        let price = text.find("[[service.price]]").unwrap();
        format!("{text}\n{}", &text[price..])
    });
    assert_eq!(
        twice,
        ["catalog.toml: the id lambda.requests is there twice"]
    );
}

#[test]
fn a_bad_allowance_is_refused() {
    for (old, new, fault) in [
        (
            "kind = \"always-free\"",
            "kind = \"always\"",
            "lambda.requests: unknown kind \"always\": expected always-free or legacy-12-months",
        ),
        (
            "unit = \"request\"",
            "unit = \"GB-second\"",
            "lambda.requests: lambda.requests is priced by the request",
        ),
        (
            "prices = [\"lambda.requests\"]",
            "prices = [\"lambda.calls\"]",
            "lambda.requests: unknown id lambda.calls: expected one of the catalogue",
        ),
        (
            "in_scale = false",
            "in_scale = \"no\"",
            "lambda.requests: `in_scale` is \"no\": expected true or false",
        ),
    ] {
        let found = replaced(FREE_TIER_FILE, old, new);
        assert_eq!(found, [format!("{FREE_TIER_FILE}: {fault}")], "{new}");
    }
}

#[test]
fn a_file_that_is_not_toml_or_has_no_place_is_refused() {
    let found = replaced(PRICE_FILE, "[[price]]", "[[price]");
    assert_eq!(found.len(), 1);
    let first = found[0].lines().next().unwrap();
    assert_eq!(
        first,
        "us-east-1/lambda.toml: not TOML: TOML parse error at line 2, column 9"
    );

    let files = [
        (CATALOG_FILE, CATALOG),
        (FREE_TIER_FILE, FREE_TIER),
        ("eu-west-9/lambda.toml", PRICES),
        ("us-east-1/kms.toml", PRICES),
        ("notes.toml", ""),
    ];
    let files = files.map(|(path, text)| SourceFile { path, text });
    let found: Vec<String> = parse(&files)
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    let service = "expected <region>/<service>.toml with a service of the catalogue";
    assert_eq!(
        found,
        [
            "eu-west-9/lambda.toml: unknown region eu-west-9: expected one of the catalogue"
                .to_owned(),
            format!("notes.toml: {service}"),
            format!("us-east-1/kms.toml: {service}"),
        ]
    );

    let nothing: Vec<String> = parse(&[])
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        nothing,
        [
            "catalog.toml: the file is missing",
            "free-tier.toml: the file is missing"
        ]
    );
}

#[test]
fn all_faults_are_told_at_once() {
    let files = [
        (CATALOG_FILE, CATALOG.to_owned()),
        (FREE_TIER_FILE, FREE_TIER.replace("\"1000000\"", "1000000")),
        (
            PRICE_FILE,
            PRICES
                .replace("price = \"0.0000002\"", "price = 0.0000002")
                .replace("from = 2025-07-01", "from = 2024-07-01")
                .replace("confidence = \"high\"", "confidence = \"low\""),
        ),
        ("us-east-1/kms.toml", "[[price".to_owned()),
    ];
    let files = files
        .each_ref()
        .map(|(path, text)| SourceFile { path, text });
    let found = parse(&files).unwrap_err();
    let of = |file: &str| found.iter().filter(|fault| fault.file == file).count();
    assert_eq!(of(FREE_TIER_FILE), 1, "{found:#?}");
    assert!(of(PRICE_FILE) >= 3, "{found:#?}");
    assert_eq!(of("us-east-1/kms.toml"), 1, "{found:#?}");
    assert!(found.is_sorted(), "{found:#?}");
}

#[test]
fn a_bad_source_is_refused() {
    let sources = "[[source]]\nkey = \"a\"\ntitle = \"A page\"\nhref = \"https://example.com/\"\n\
                   published = 2026-09-01\nretrieved = 2026-09-30\n";
    let inline = "{ title = \"A page\", href = \"https://example.com/\", retrieved = 2026-10-01 }";
    let cited = PRICES.replacen(inline, "\"a\"", 1);
    let faults = |sources: &str, prices: &str| {
        let file = |path, text| SourceFile { path, text };
        let files = [
            file(CATALOG_FILE, CATALOG),
            file(FREE_TIER_FILE, FREE_TIER),
            file("sources.toml", sources),
            file(PRICE_FILE, prices),
        ];
        let faults = parse(&files).err().unwrap_or_default();
        faults.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(faults(sources, &cited), [""; 0]);
    assert_eq!(
        faults("", &cited),
        [
            "us-east-1/lambda.toml: lambda.requests from 2024-07-01: `reference` cites \"a\": expected \
             the key of a source in sources.toml"
        ]
    );
    assert_eq!(
        faults(&[sources, sources].concat(), &cited),
        ["sources.toml: the key a is there twice"]
    );
    assert_eq!(
        faults(&sources.replace("2026-09-01", "2026-10-01"), &cited),
        [
            "sources.toml: a: it was read on 2026-09-30 and published on 2026-10-01: expected no \
             reading before that"
        ]
    );
    assert_eq!(
        faults(&sources.replace("title = ", "name = "), &cited)[0],
        "sources.toml: a: `title` is missing: expected text"
    );
    let other = cited.replacen("reference = \"a\"", "reference = \"a\"\nalso = [5]", 1);
    assert_eq!(
        faults(sources, &other),
        [
            "us-east-1/lambda.toml: lambda.requests from 2024-07-01: `also` has the number 5: expected \
             the key of a source, or a table"
        ]
    );
}
