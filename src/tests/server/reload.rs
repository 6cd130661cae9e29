//! A price folder in place of the built-in book: at the start, and again on SIGHUP.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Folder, Server, program, without_regions};

/// The program with the book of a folder.
fn with_book(folder: &Path) -> Command {
    let mut command = program();
    command.env("RECKONER_PRICING_DIR", folder);
    command
}

/// The price of a key by the month, as the interface answers it now.
fn key_price(server: &Server) -> String {
    let body = r#"{"traffic":{"requests_per_month":1000000},
        "tables":[{"name":"t","storage_gb":"1","encryption":"customer-managed"}]}"#;
    let answer = server.ask(&format!(
        "POST /api/v1/estimate HTTP/1.0\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    ));
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let estimate: Value = serde_json::from_str(body).unwrap();
    let lines = estimate["lines"].as_array().unwrap();
    let key = lines.iter().find(|line| line["price_id"] == "kms.keys");
    key.unwrap()["amount"].as_str().unwrap().to_owned()
}

#[test]
#[cfg(unix)]
fn a_sound_edit_is_served_after_sighup_and_a_faulty_one_never() {
    let folder = Folder::new("reload-edits");
    let server = Server::start(&mut with_book(&folder));
    assert_eq!(key_price(&server), "1");

    folder.edit("us-east-1/kms.toml", "price = \"1\"", "price = \"1.25\"");
    assert_eq!(key_price(&server), "1", "nothing changes by itself");
    let log = server.hang_up("the price book was reloaded");
    assert!(log.last().unwrap().contains("regions=36"), "{log:#?}");
    assert_eq!(key_price(&server), "1.25");

    folder.edit(
        "us-east-1/kms.toml",
        "price = \"1.25\"",
        "price = \"cheap\"",
    );
    folder.edit("us-east-1/waf.toml", "confidence", "certainty");
    let log = server.hang_up("was not reloaded").join("\n");
    assert!(log.contains("ERROR"), "{log}");
    assert!(log.contains("us-east-1/kms.toml: kms.keys"), "{log}");
    assert!(log.contains("cheap"), "{log}");
    assert!(log.contains("us-east-1/waf.toml"), "{log}");
    assert_eq!(key_price(&server), "1.25", "the last good one");

    std::fs::remove_dir_all(&*folder).unwrap();
    let log = server.hang_up("was not reloaded").join("\n");
    assert!(log.contains("can't be read"), "{log}");
    assert_eq!(key_price(&server), "1.25", "still the last good one");
}

#[test]
#[cfg(unix)]
fn without_a_folder_sighup_says_that_the_book_is_built_in() {
    let server = Server::start(&mut program());
    server.hang_up("the price book is built in");
    assert_eq!(key_price(&server), "1");
}

#[test]
fn a_faulty_folder_stops_the_start_with_every_fault() {
    let folder = Folder::new("reload-faulty");
    folder.edit("us-east-1/kms.toml", "price = \"1\"", "price = \"cheap\"");
    folder.edit("us-east-1/waf.toml", "confidence", "certainty");
    let output = with_book(&folder).output().unwrap();
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("us-east-1/kms.toml"), "{message}");
    assert!(message.contains("us-east-1/waf.toml"), "{message}");
    let nowhere = with_book(Path::new("/nowhere/at/all")).output();
    let nowhere = nowhere.unwrap();
    assert!(!nowhere.status.success());
    let message = String::from_utf8(nowhere.stderr).unwrap();
    assert!(
        message.contains("/nowhere/at/all: can't be read"),
        "{message}"
    );
}

#[test]
fn a_folder_whose_catalogue_lacks_what_a_service_names_stops_the_start() {
    let folder = Folder::new("reload-lacking");
    without_regions(&folder, |code| code != "us-east-1");
    // The book is sound by itself: its catalogue and its prices have other ids.
    for file in ["catalog.toml", "us-east-1/dynamodb.toml"] {
        folder.edit(
            file,
            "id = \"dynamodb.export\"",
            "id = \"dynamodb.exports\"",
        );
        folder.edit(
            file,
            "dynamodb.global.replicated-write-ia",
            "dynamodb.global.replicated-write-infrequent",
        );
    }
    folder.edit(
        "catalog.toml",
        "Standard-IA\"\nunit = \"rWCU-hour\"",
        "Standard-IA\"\nunit = \"rWRU\"",
    );
    // No scenario is billed for this one.
    folder.edit(
        "catalog.toml",
        "cloudfront.plan.free",
        "cloudfront.plan.starter",
    );
    folder.edit(
        "us-east-1/cloudfront.toml",
        "cloudfront.plan.free",
        "cloudfront.plan.starter",
    );
    let faults = [
        "catalog.toml: dynamodb.export: the id is missing: expected it, by the unit \"GB\"",
        "catalog.toml: dynamodb.global.replicated-write-ia: the id is missing: expected it, by the unit \"rWRU\"",
        "catalog.toml: dynamodb.global.replicated-wcu-hour-ia: the unit is \"rWRU\": expected \"rWCU-hour\", which the usage is metered in",
    ];

    let output = with_book(&folder).output().unwrap();
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    let place = folder.display();
    let expected = format!(
        "reckoner: the price book in {place} has 3 faults:\n  {}\n",
        faults.join("\n  ")
    );
    assert!(message.ends_with(&expected), "{message}");

    let mut check = program();
    let output = check
        .args(["prices", "check"])
        .arg(folder.as_os_str())
        .output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    for fault in faults {
        assert!(message.contains(&format!("{place}/{fault}\n")), "{message}");
    }
    assert!(
        message.ends_with("reckoner prices: 3 faults\n"),
        "{message}"
    );
}

/// Makes a named pipe: whoever opens it waits for a writer that never comes.
#[cfg(unix)]
fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.expect("mkfifo").success());
}

#[test]
#[cfg(unix)]
fn a_file_that_vanished_is_told_at_the_reload_and_the_last_book_stays() {
    let folder = Folder::new("reload-vanished");
    let server = Server::start(&mut with_book(&folder));
    std::fs::remove_file(folder.join("us-east-1/kms.toml")).unwrap();
    std::fs::remove_file(folder.join("sa-east-1/lambda.toml")).unwrap();
    let log = server.hang_up("was not reloaded").join("\n");
    for file in ["us-east-1/kms.toml", "sa-east-1/lambda.toml"] {
        let fault = format!("{file}: the file was there when the folder was last read");
        assert!(log.contains(&fault), "{log}");
    }
    assert_eq!(key_price(&server), "1");

    // A restart takes the folder as it is: prices may be missing.
    let again = Server::start(&mut with_book(&folder));
    again.hang_up("the price book was reloaded");
}

#[test]
#[cfg(unix)]
fn a_file_whose_region_left_the_catalogue_may_go() {
    let folder = Folder::new("reload-region-gone");
    let server = Server::start(&mut with_book(&folder));
    let (shown, hidden) = (folder.join("sa-east-1"), folder.join(".sa-east-1"));
    std::fs::rename(&shown, &hidden).unwrap();
    let log = server.hang_up("was not reloaded").join("\n");
    assert!(log.contains("sa-east-1: the region has no price"), "{log}");
    std::fs::rename(&hidden, &shown).unwrap();
    without_regions(&folder, |code| code == "sa-east-1");
    let log = server.hang_up("the price book was reloaded");
    assert!(log.last().unwrap().contains("regions=35"), "{log:#?}");
}

#[test]
#[cfg(unix)]
fn what_is_no_file_of_prices_is_a_fault_and_keeps_nobody_waiting() {
    let folder = Folder::new("reload-no-file");
    let start = |folder: &Path| with_book(folder).output().unwrap();
    let in_region = folder.join("us-east-1");
    std::fs::remove_file(in_region.join("kms.toml")).unwrap();
    pipe(&in_region.join("kms.toml"));
    std::fs::create_dir(in_region.join("waf.toml.d")).unwrap();
    std::fs::create_dir(folder.join("notes.toml")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.join("us-moon-1")).unwrap();
    std::os::unix::fs::symlink("nowhere.toml", in_region.join("sqs2.toml")).unwrap();
    let large = std::fs::File::create(folder.join("us-east-2/kms.toml")).unwrap();
    large.set_len(10_000_000_000).unwrap();
    // Hidden files are of no interest.
    pipe(&folder.join(".kms.toml"));
    let output = start(&folder);
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    let place = folder.display();
    for fault in [
        "us-east-1/kms.toml: is not a file",
        "notes.toml: is not a file",
        "us-moon-1: can't be read",
        "us-east-1/sqs2.toml: can't be read",
        "us-east-2/kms.toml: is larger than 4 MiB",
    ] {
        assert!(message.contains(&format!("{place}/{fault}")), "{message}");
    }
    assert!(message.contains("has 5 faults"), "{message}");
}

#[test]
#[cfg(unix)]
fn a_link_to_a_file_of_prices_is_one() {
    let folder = Folder::new("reload-link");
    let file = folder.join("us-east-1/kms.toml");
    std::fs::rename(&file, folder.join("kms.old")).unwrap();
    std::os::unix::fs::symlink("../kms.old", &file).unwrap();
    let server = Server::start(&mut with_book(&folder));
    assert_eq!(key_price(&server), "1");
}
