//! `reckoner prices import`: which folder it writes into, what it reads, and all or nothing.

use std::fs;

use super::{faults, list, list_of, out, prices, product, texts};
use crate::support::{Folder, program};

#[test]
fn the_folder_of_the_environment_is_written_into() {
    let folder = Folder::new("prices-environment");
    let list = list_of(&folder, "0.0000001230");
    let mut command = program();
    command.args(["prices", "import", &list]);
    let output = command.env("RECKONER_PRICING_DIR", &*folder).output();
    let output = output.expect("the program");
    assert_eq!(output.status.code(), Some(0), "{}", faults(&output));
    let written = folder.join("us-east-1").join("lambda.toml");
    assert!(
        out(&output).contains(&format!("wrote {}\n", written.display())),
        "{}",
        out(&output)
    );
    let text = fs::read_to_string(written).expect("a text");
    assert!(text.contains("from = 2999-01-01"));
}

#[test]
fn a_list_may_be_compressed_by_gzip() {
    let folder = Folder::new("prices-gzip");
    let text = product("us-east-1", "Request", "0.0000001230");
    let path = folder.with_extension("json.gz");
    fs::write(&path, crate::prices_update::packed(text.as_bytes())).expect("a file");
    let into = folder.to_str().expect("UTF-8");
    let list = path.to_str().expect("UTF-8");
    let output = prices(&["import", "--into", into, list]);
    assert_eq!(output.status.code(), Some(0), "{}", faults(&output));
    assert!(out(&output).contains("new: us-east-1 lambda.requests from 2999-01-01"));
}

#[test]
fn a_list_of_unknown_offers_alone_is_not_imported() {
    let folder = Folder::new("prices-strangers");
    let before = texts(&folder);
    let stranger = product("us-east-1", "Request", "5").replace("AWSLambda", "AmazonTextract");
    let list = list(&folder, &stranger);
    let output = prices(&["import", "--into", folder.to_str().expect("UTF-8"), &list]);
    assert_eq!(output.status.code(), Some(1));
    let reason = "not imported: the list has products of AmazonTextract only: expected one of ";
    assert!(faults(&output).contains(reason), "{}", faults(&output));
    let counted = "products of offers that the catalogue does not have: AmazonTextract (1)\n";
    assert!(out(&output).contains(counted), "{}", out(&output));
    assert_eq!(texts(&folder), before);
}

#[test]
fn all_files_are_written_or_none() {
    let folder = Folder::new("prices-unwritable");
    let before = texts(&folder);
    // The catalogue and Lambda's prices are to change; the second cannot be written.
    let waiting = folder.join("us-east-1").join("lambda.toml.part");
    fs::create_dir(&waiting).expect("a folder");
    let output = prices(&[
        "import",
        "--into",
        folder.to_str().expect("UTF-8"),
        &list_of(&folder, "0.0000001230"),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let reason = "us-east-1/lambda.toml: can't be written: ";
    assert!(faults(&output).contains(reason), "{}", faults(&output));
    fs::remove_dir(&waiting).expect("a folder");
    assert_eq!(texts(&folder), before);
}
