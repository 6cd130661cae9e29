//! `reckoner prices` as a person calls it: on a copy of the book, through the real program.

mod importing;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use crate::support::{Folder, program};

/// Every file of a folder, with its text.
fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else {
            let text = fs::read_to_string(&path).expect("a text");
            found.push((path, text));
        }
    }
    found.sort();
    found
}

fn prices(arguments: &[&str]) -> Output {
    let mut command = program();
    command.arg("prices").args(arguments);
    command.output().expect("the program")
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn faults(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// A product of the price list, of a day that no book will reach and at a price that none has.
fn product(region: &str, usage_type: &str, usd: &str) -> String {
    format!(
        r#"{{"product": {{"sku": "SKU-{usage_type}", "attributes": {{"servicecode": "AWSLambda",
        "regionCode": "{region}", "usagetype": "{usage_type}", "operation": ""}}}},
        "serviceCode": "AWSLambda", "terms": {{"OnDemand": {{"SKU-{usage_type}.TERM": {{
        "sku": "SKU-{usage_type}", "effectiveDate": "2999-01-01T00:00:00Z", "priceDimensions":
        {{"RATE": {{"unit": "Requests", "beginRange": "0", "endRange": "Inf", "description":
        "A request", "pricePerUnit": {{"USD": "{usd}"}}}}}}}}}}}},
        "version": "29990102000000", "publicationDate": "2999-01-02T00:00:00Z"}}"#
    )
}

fn list(folder: &Path, text: &str) -> String {
    let path = folder.with_extension("json");
    fs::write(&path, text).expect("a file");
    path.to_str().expect("UTF-8").to_owned()
}

#[test]
fn an_import_changes_what_it_says_and_nothing_else() {
    let folder = Folder::new("prices-import");
    let into = folder.to_str().expect("UTF-8");
    let before = texts(&folder);
    let list = list(&folder, &product("us-east-1", "Request", "0.0000001230"));

    let dry = prices(&["import", "--into", into, "--dry-run", &list]);
    assert_eq!(dry.status.code(), Some(0), "{}", faults(&dry));
    assert!(out(&dry).contains("would write"), "{}", out(&dry));
    assert!(
        out(&dry).contains("    + from = 2999-01-01\n"),
        "{}",
        out(&dry)
    );
    assert_eq!(texts(&folder), before);

    let done = prices(&["import", &format!("--into={into}"), &list]);
    assert_eq!(done.status.code(), Some(0), "{}", faults(&done));
    let line = "new: us-east-1 lambda.requests from 2999-01-01: 0.000000123 (was ";
    assert!(out(&done).contains(line), "{}", out(&done));
    let after = texts(&folder);
    let changed: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).collect();
    let [catalog, sources, lambda] = changed.as_slice() else {
        panic!("{changed:?}")
    };
    let (old, new) = (&catalog.0.1, &catalog.1.1);
    let lines = old.lines().zip(new.lines()).filter(|(a, b)| a != b);
    let lines: Vec<&str> = lines.map(|(_, new)| new).collect();
    assert_eq!(lines, ["published = 2999-01-01"]);
    for ((_, old), (_, new)) in [sources, lambda] {
        let start = old
            .bytes()
            .zip(new.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let rest = new.len() - old.len();
        assert_eq!(format!("{}{}", &new[..start], &new[start + rest..]), *old);
    }

    let again = prices(&["import", "--into", into, &list]);
    assert_eq!(again.status.code(), Some(0), "{}", faults(&again));
    let summary = "1 product read; 0 versions to write, 1 price on record already\n";
    assert_eq!(out(&again), summary);
    assert_eq!(texts(&folder), after);

    let check = prices(&["check", into]);
    assert_eq!(check.status.code(), Some(0), "{}", faults(&check));
    assert!(
        out(&check).contains("is sound: read up to 2999-01-01; "),
        "{}",
        out(&check)
    );

    let pricing = Path::new(env!("CARGO_MANIFEST_DIR")).join("pricing");
    let diff = prices(&["diff", pricing.to_str().expect("UTF-8"), into]);
    assert_eq!(diff.status.code(), Some(0), "{}", faults(&diff));
    assert!(
        out(&diff).contains("1 new version, 0 filled gaps, 0 corrections"),
        "{}",
        out(&diff)
    );

    // The same day at another price is not overwritten unasked.
    let other = list_of(&folder, "0.0000004560");
    let conflict = prices(&["import", "--into", into, &other]);
    assert_eq!(conflict.status.code(), Some(1));
    assert!(
        faults(&conflict).contains("--correct replaces it"),
        "{}",
        faults(&conflict)
    );
    assert_eq!(texts(&folder), after);
    let corrected = prices(&["import", "--into", into, "--correct", &other]);
    assert_eq!(corrected.status.code(), Some(0), "{}", faults(&corrected));
    assert!(out(&corrected).contains("corrected: us-east-1 lambda.requests"));
    assert_ne!(texts(&folder), after);
}

fn list_of(folder: &Path, usd: &str) -> String {
    list(folder, &product("us-east-1", "Request", usd))
}

#[test]
fn standard_input_is_a_source() {
    let folder = Folder::new("prices-stdin");
    let mut command = program()
        .args([
            "prices",
            "import",
            "--into",
            folder.to_str().expect("UTF-8"),
            "-",
        ])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program");
    let products = [
        product("eu-west-1", "EU-Request", "0.0000001230"),
        product("eu-west-1", "EU-Something-New", "7"),
    ];
    let mut input = command.stdin.take().expect("an input");
    input
        .write_all(products.join("\t").as_bytes())
        .expect("a reader");
    drop(input);
    let output = command.wait_with_output().expect("an end");
    assert!(output.status.success());
    let text = out(&output);
    assert!(
        text.contains("new: eu-west-1 lambda.requests from 2999-01-01"),
        "{text}"
    );
    let unmatched = "1 usage type that the catalogue does not have:\n  AWSLambda eu-west-1 \
                     EU-Something-New: 7 per Requests, A request\n";
    assert!(text.contains(unmatched), "{text}");
}

#[test]
fn faults_of_every_file_are_told_and_nothing_is_written() {
    let folder = Folder::new("prices-faults");
    let into = folder.to_str().expect("UTF-8");
    let before = texts(&folder);
    let sound = list_of(&folder, "0.0000001230");
    let broken = folder.with_extension("broken.json");
    fs::write(&broken, "{\"offerCode\": \"AWSLambda\",\n \"products\": [}").expect("a file");
    let broken = broken.to_str().expect("UTF-8");
    let unknown = folder.with_extension("unknown.json");
    fs::write(&unknown, "FormatVersion: aws_v1\nPriceList: []\n").expect("a file");
    let unknown = unknown.to_str().expect("UTF-8");
    let output = prices(&[
        "import",
        "--into",
        into,
        &sound,
        broken,
        unknown,
        "missing.json",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let text = faults(&output);
    assert!(
        text.contains(&format!("{broken}: ")) && text.contains("at line 2 column"),
        "{text}"
    );
    let refused =
        format!("{unknown}: is `aws pricing get-products` as YAML: call it with --output");
    assert!(text.contains(&refused), "{text}");
    assert!(text.contains("missing.json: can't be read"), "{text}");
    assert!(text.ends_with("reckoner prices: 3 faults\n"), "{text}");
    assert_eq!(texts(&folder), before);
}

#[test]
fn a_book_with_faults_is_told_file_by_file() {
    let folder = Folder::new("prices-bad");
    let file = folder.join("us-east-1").join("lambda.toml");
    let text = fs::read_to_string(&file).expect("a text");
    let text = text.replacen("confidence = \"high\"", "confidence = \"sure\"", 1);
    fs::write(&file, text).expect("a file");
    fs::write(folder.join("us-east-1").join("kms.toml"), [0xff]).expect("a file");
    let into = folder.to_str().expect("UTF-8");

    let unreadable = prices(&["check", into]);
    assert_eq!(unreadable.status.code(), Some(1));
    assert!(
        faults(&unreadable).contains("kms.toml: can't be read"),
        "{}",
        faults(&unreadable)
    );

    fs::remove_file(folder.join("us-east-1").join("kms.toml")).expect("a file");
    for arguments in [
        vec!["check", into],
        vec!["diff", into, into],
        vec!["import", "--into", into, "-"],
    ] {
        let output = prices(&arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let text = faults(&output);
        let fault = format!(
            "{into}/us-east-1/lambda.toml: lambda.requests from 2024-07-01: `confidence` is \
             \"sure\": expected high or medium"
        );
        assert!(text.contains(&fault), "{text}");
    }
}

#[test]
fn two_days_of_the_built_in_book_are_compared() {
    let days = [
        "diff",
        "--from",
        "2024-10-31",
        "--to=2024-11-01",
        "--region",
        "us-east-1",
    ];
    let output = prices(&days);
    assert_eq!(output.status.code(), Some(0), "{}", faults(&output));
    let line = "  changed us-east-1 dynamodb.on-demand.read per RRU: 0.00000025 -> 0.000000125\n";
    assert!(out(&output).contains(line), "{}", out(&output));
    let output = prices(&[
        "diff",
        "--from",
        "2024-10-31",
        "--to",
        "2024-11-01",
        "--region",
        "x",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(faults(&output).contains("the book has no region x: expected one of us-east-1, "));
    assert_eq!(prices(&["check"]).status.code(), Some(0));
}

#[test]
fn what_is_not_understood_is_said_and_ends_with_2() {
    for (arguments, words) in [
        (&["export"][..], "unrecognized subcommand 'export'"),
        (&["chek"], "a similar subcommand exists: 'check'"),
        (&["import"], "<FILE>..."),
        (
            &["import", "-", "-"],
            "standard input can be read only once",
        ),
        (
            &["import", "--into"],
            "a value is required for '--into <FOLDER>'",
        ),
        (
            &["import", "--into", "--dry-run", "x.json"],
            "a value is required for '--into <FOLDER>'",
        ),
        (&["import", "--in", "x"], "unexpected argument '--in'"),
        (&["check", "a", "b"], "unexpected argument 'b'"),
        (&["diff", "a"], "<NEW>"),
        (&["diff", "--from", "2024-10-31"], "--to <DAY>"),
        (&["diff", "--region", "us-east-1", "a", "b"], "--from <DAY>"),
        (
            &[
                "diff",
                "--from",
                "2024-10-31",
                "--to",
                "2024-11-01",
                "a",
                "b",
            ],
            "cannot be used with",
        ),
        (
            &["diff", "--from", "yesterday", "--to", "2024-11-01"],
            "invalid value 'yesterday' for '--from <DAY>': expected a day, such as 2024-11-01",
        ),
    ] {
        let output = prices(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            faults(&output).contains(words),
            "{arguments:?}: {}",
            faults(&output)
        );
        assert!(output.stdout.is_empty());
    }
    let nothing = prices(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    for command in ["import", "update", "check", "diff"] {
        assert!(faults(&nothing).contains(command), "{}", faults(&nothing));
    }
}

#[test]
fn each_command_has_help() {
    for (arguments, words) in [
        (&["--help"][..], "pricing/README.md"),
        (&["help"], "pricing/README.md"),
        (
            &["import", "--help"],
            "reckoner prices import [OPTIONS] <FILE>...",
        ),
        (
            &["import", "--help"],
            "RECKONER_PRICING_DIR, or else pricing",
        ),
        (
            &["update", "--help"],
            "3 the price list cannot be fetched, and the book is as it was.",
        ),
        (
            &["update", "--help"],
            "[default: https://pricing.us-east-1.amazonaws.com]",
        ),
        (&["check", "--help"], "reckoner prices check [FOLDER]"),
        (&["diff", "--help"], "reckoner prices diff <OLD> <NEW>\n"),
        (
            &["help", "diff"],
            "reckoner prices diff --from <DAY> --to <DAY> [--region <CODE>] [FOLDER]\n",
        ),
    ] {
        let output = prices(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(
            out(&output).contains(words),
            "{arguments:?}: {}",
            out(&output)
        );
    }
}
