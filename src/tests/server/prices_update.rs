//! `reckoner prices update` against mirrors on loopback: real lists (`src/tests/price_lists`), indexes in
//! AWS's shape, and mirrors that are broken in every way.

mod broken;
mod mirror;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::{Value, json};

use crate::support::{Folder, program};
use mirror::Mirror;
pub use mirror::packed;

/// A list: the offer, the path of its file, the region, and the text.
type List = (&'static str, &'static str, &'static str, &'static str);

const KMS: List = (
    "awskms",
    "/offers/v1.0/aws/awskms/20260911000000/us-west-2/index.json",
    "us-west-2",
    include_str!("../price_lists/awskms.us-west-2.2026-09-11.json"),
);
const CLOUDWATCH: List = (
    "AmazonCloudWatch",
    "/offers/v1.0/aws/AmazonCloudWatch/20260918142158/us-west-2/index.json",
    "us-west-2",
    include_str!("../price_lists/AmazonCloudWatch.us-west-2.2026-09-18.json"),
);
const VPC: List = (
    "AmazonVPC",
    "/offers/v1.0/aws/AmazonVPC/20260917000000/us-west-2/index.json",
    "us-west-2",
    include_str!("../price_lists/AmazonVPC.us-west-2.2026-09-17.json"),
);
const SECRETS: List = (
    "AWSSecretsManager",
    "/offers/v1.0/aws/AWSSecretsManager/20260911000000/us-west-2/index.json",
    "us-west-2",
    include_str!("../price_lists/AWSSecretsManager.us-west-2.2026-09-11.json"),
);
const S3: List = (
    "AmazonS3",
    "/offers/v1.0/aws/AmazonS3/20260918000000/us-west-2/index.json",
    "us-west-2",
    include_str!("../price_lists/AmazonS3.us-west-2.2026-09-18.get-products.json"),
);
const LAMBDA: List = (
    "AWSLambda",
    "/offers/v1.0/aws/AWSLambda/20260919000000/ap-south-1/index.json",
    "ap-south-1",
    include_str!("../price_lists/AWSLambda.ap-south-1.2026-09-19.get-products.json"),
);
const KMS_2016: &str = include_str!("../price_lists/awskms.all-regions.2016-01-07.json");

const OREGON: [List; 5] = [KMS, CLOUDWATCH, VPC, SECRETS, S3];

/// A mirror of these lists.
fn mirror(lists: &[List]) -> Mirror {
    let mirror = Mirror::new();
    let mut offers = serde_json::Map::new();
    for (code, path, region, text) in lists {
        let of_offer = format!("/offers/v1.0/aws/{code}");
        offers.insert(
            (*code).to_owned(),
            json!({
                "offerCode": code,
                "versionIndexUrl": format!("{of_offer}/index.json"),
                "currentVersionUrl": format!("{of_offer}/current/index.json"),
                "currentRegionIndexUrl": format!("{of_offer}/current/region_index.json"),
            }),
        );
        let mut regions = serde_json::Map::new();
        for (other, path, region, _) in lists {
            if other == code {
                let file = json!({"regionCode": region, "currentVersionUrl": path});
                regions.insert((*region).to_owned(), file);
            }
        }
        let _ = region;
        mirror.json(
            &format!("{of_offer}/current/region_index.json"),
            &index("regions", regions),
        );
        mirror.json(path, text);
    }
    mirror.json("/offers/v1.0/aws/index.json", &index("offers", offers));
    mirror
}

/// An index as AWS frames it.
fn index(of: &str, entries: serde_json::Map<String, Value>) -> String {
    json!({
        "formatVersion": "v1.0",
        "disclaimer": "This pricing list is for informational purposes only.",
        "publicationDate": "2026-09-20T00:00:00Z",
        of: entries,
    })
    .to_string()
}

/// A copy of the book without the prices of a region.
fn without(name: &str, region: &str) -> Folder {
    let folder = Folder::new(name);
    fs::remove_dir_all(folder.join(region)).expect("a folder");
    folder
}

fn update(folder: &Path, from: &Mirror, more: &[&str]) -> Output {
    let mut command = program();
    command.args(["prices", "update", "--into"]).arg(folder);
    command.args(["--from", &from.address]);
    command.args(more).env("NO_PROXY", "127.0.0.1");
    command.output().expect("the program")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The folder of what was fetched for a book.
fn kept(folder: &Path) -> PathBuf {
    let name = folder.file_name().expect("a name").to_string_lossy();
    folder.with_file_name(format!(".{name}.update"))
}

/// Every file of a book with its text.
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

fn paths(mirror: &Mirror) -> Vec<String> {
    mirror.asked().into_iter().map(|asked| asked.path).collect()
}

#[test]
fn a_mirror_fills_a_new_region_from_nothing() {
    let folder = without("update-new", "us-west-2");
    let mirror = mirror(&OREGON);
    let before = texts(&folder);
    let dry = update(&folder, &mirror, &["--region=us-west-2", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(0), "{}", told(&dry));
    assert!(out(&dry).contains("would write"), "{}", out(&dry));
    assert_eq!(texts(&folder), before);
    // What was fetched is there for the call that means it.
    mirror.asked();
    let done = update(&folder, &mirror, &["--region=us-west-2"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let asked = paths(&mirror);
    assert!(
        asked.iter().all(|path| path.ends_with("index.json")),
        "{asked:?}"
    );
    assert!(!asked.iter().any(|path| path == KMS.1), "{asked:?}");
    assert!(!kept(&folder).exists());
    let text = out(&done);
    assert!(
        text.contains("AWS's index has no offer AWSLambda\n"),
        "{text}"
    );
    assert!(text.contains("\n  us-west-2: "), "{text}");
    for (file, price) in [
        ("kms.toml", "id = \"kms.keys\""),
        ("cloudwatch.toml", "id = \"cloudwatch.metrics\""),
        ("secrets-manager.toml", "id = \"secrets-manager.secrets\""),
        ("vpc.toml", "id = \"vpc."),
        ("s3.toml", "id = \"s3."),
    ] {
        let text = fs::read_to_string(folder.join("us-west-2").join(file)).expect("a text");
        assert!(text.contains(price), "{file}: {text}");
    }
    let after = texts(&folder);
    let changed = after.iter().filter(|file| !before.contains(file));
    let elsewhere = changed.filter(|(path, _)| {
        !path.starts_with(folder.join("us-west-2")) && !path.ends_with("sources.toml")
    });
    assert_eq!(
        elsewhere.count(),
        0,
        "neither another region nor the book's day"
    );
    let check = program().args(["prices", "check"]).arg(&*folder).output();
    assert_eq!(check.expect("the program").status.code(), Some(0));

    let again = update(&folder, &mirror, &["--region=us-west-2"]);
    assert_eq!(again.status.code(), Some(0), "{}", told(&again));
    assert!(
        out(&again).contains("; 0 versions to write, "),
        "{}",
        out(&again)
    );
    assert_eq!(texts(&folder), after);
}

#[test]
fn only_what_was_asked_for_is_fetched() {
    let folder = Folder::new("update-part");
    let mirror = mirror(&[KMS, CLOUDWATCH, LAMBDA]);
    let mumbai = update(
        &folder,
        &mirror,
        &["--region=ap-south-1", "--service=lambda,awskms"],
    );
    assert_eq!(mumbai.status.code(), Some(0), "{}", told(&mumbai));
    let asked = paths(&mirror);
    let lists = asked.iter().filter(|path| path.ends_with("-1/index.json"));
    assert_eq!(lists.collect::<Vec<_>>(), [LAMBDA.1]);
    assert!(
        !asked.iter().any(|path| path.contains("CloudWatch")),
        "{asked:?}"
    );

    let wrong = update(
        &folder,
        &mirror,
        &["--region=us-west-9", "--service=lambada"],
    );
    assert_eq!(wrong.status.code(), Some(1));
    let words = told(&wrong);
    assert!(words.contains("the catalogue has no region us-west-9: expected one of us-east-1, "));
    assert!(words.contains("the catalogue has no service lambada: expected one of api-gateway, "));
    assert_eq!(paths(&mirror), [""; 0]);
    let usage = update(&folder, &mirror, &["--since=yesterday"]);
    assert_eq!(usage.status.code(), Some(2));
}

#[test]
fn the_history_is_walked_from_its_oldest_edition() {
    let folder = without("update-history", "us-west-2");
    let mirror = mirror(&[KMS]);
    let edition = |begin: &str, end: &str, number: &str| {
        json!({
            "versionEffectiveBeginDate": begin,
            "versionEffectiveEndDate": end,
            "offerVersionUrl": format!("/offers/v1.0/aws/awskms/{number}/index.json"),
        })
    };
    let mut versions = serde_json::Map::new();
    for (number, begin, end) in [
        (
            "20151101000000",
            "2015-11-01T00:00:00Z",
            "2015-12-01T00:00:00Z",
        ),
        (
            "20160107021522",
            "2015-12-01T00:00:00Z",
            "2016-12-31T23:59:59Z",
        ),
        // For one second, as AWS's index has some.
        (
            "20170102000000",
            "2016-12-31T23:59:59Z",
            "2017-01-01T00:00:00Z",
        ),
        (
            "20170103000000",
            "2017-01-01T00:00:00Z",
            "2026-09-11T00:00:00Z",
        ),
        ("20260911000000", "2026-09-11T00:00:00Z", ""),
    ] {
        versions.insert(number.to_owned(), edition(begin, end, number));
    }
    let editions = index("versions", versions);
    let editions = editions.replacen('{', "{\"currentVersion\": \"20260911000000\",", 1);
    mirror.json("/offers/v1.0/aws/awskms/index.json", &editions);
    let path = |number: &str| format!("/offers/v1.0/aws/awskms/{number}/index.json");
    mirror.json(&path("20160107021522"), KMS_2016);
    // The next edition corrected its key's price for the same day, and its successor has it too.
    let corrected = KMS_2016
        .replace("20160107021522", "20170103000000")
        .replace("2016-01-07T", "2017-01-03T")
        .replace("\"1.0000000000\"", "\"1.5000000000\"");
    mirror.json(&path("20170103000000"), &corrected);

    let call = ["--service=kms", "--region=us-west-2", "--since=2016-01-15"];
    let done = update(&folder, &mirror, &call);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let asked = paths(&mirror);
    for number in ["20151101000000", "20170102000000", "20260911000000"] {
        assert!(!asked.contains(&path(number)), "{asked:?}");
    }
    let text = fs::read_to_string(folder.join("us-west-2/kms.toml")).expect("a text");
    let keys = text
        .split("[[price]]")
        .find(|it| it.contains("\"kms.keys\""))
        .expect("keys");
    let days: Vec<&str> = keys
        .lines()
        .filter(|line| line.starts_with("from = "))
        .collect();
    assert_eq!(days.first(), Some(&"from = 2015-12-01"), "{text}");
    assert!(keys.contains("price = \"1.5\""), "{keys}");
    assert!(
        keys.contains("was 1, read in: AWS Price List, awskms 20160107021522"),
        "{keys}"
    );
    assert!(!text.contains("us-gov-west-1"));
    for region in ["eu-west-1", "us-east-1"] {
        let text = fs::read_to_string(folder.join(region).join("kms.toml")).unwrap_or_default();
        assert!(!text.contains("2015-12-01"), "{region} was not asked for");
    }
}

#[test]
fn an_offer_without_files_by_region_has_one_for_all() {
    let folder = without("update-whole", "us-west-2");
    let mirror = mirror(&[KMS]);
    let none = index("regions", serde_json::Map::new());
    mirror.json("/offers/v1.0/aws/awskms/current/region_index.json", &none);
    mirror.json("/offers/v1.0/aws/awskms/current/index.json", KMS.3);
    let done = update(&folder, &mirror, &["--service=kms", "--region=us-west-2"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    assert!(folder.join("us-west-2/kms.toml").exists());
}

#[test]
fn one_update_of_a_book_at_a_time() {
    let folder = Folder::new("update-twice");
    fs::create_dir_all(kept(&folder)).expect("a folder");
    let lock = fs::File::create(kept(&folder).join("lock")).expect("a file");
    lock.lock().expect("a lock");
    let second = update(&folder, &mirror(&[KMS]), &[]);
    assert_eq!(second.status.code(), Some(1));
    let words = told(&second);
    assert!(
        words.contains("another update of this book is under way"),
        "{words}"
    );
    fs::remove_dir_all(kept(&folder)).expect("a folder");
}
