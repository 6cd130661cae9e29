//! A price folder in place of the built-in book: at the start, and again on SIGHUP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::Value;

use crate::support::copied_book;

/// A copy of `pricing/` of its own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Self(copied_book(name))
    }

    /// Replaces a text that stands in a file.
    fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.0.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{old} in {file}");
        std::fs::write(path, text.replace(old, new)).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn command(folder: Option<&Path>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reckoner"));
    command
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .env_remove("RUST_LOG")
        .env_remove("RECKONER_PRICING_DIR")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if let Some(folder) = folder {
        command.env("RECKONER_PRICING_DIR", folder);
    }
    command
}

/// A server that runs, stopped at the end of its test.
struct Server {
    process: Child,
    address: String,
    log: Receiver<String>,
}

impl Server {
    fn start(folder: Option<&Path>) -> Self {
        let mut process = command(folder).spawn().unwrap();
        let mut line = String::new();
        let out = process.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("http://").unwrap().to_owned();
        let (send, log) = mpsc::channel();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        std::thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .try_for_each(|line| send.send(line))
        });
        Self {
            process,
            address,
            log,
        }
    }

    /// Sends SIGHUP, and waits for the line of the log that ends a reload; with all before it.
    fn hang_up(&self, ending: &str) -> Vec<String> {
        let id = self.process.id().to_string();
        let kill = Command::new("kill").args(["-HUP", &id]).status().unwrap();
        assert!(kill.success());
        let mut lines = Vec::new();
        loop {
            let line = self.log.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|_| panic!("no {ending} in {lines:#?}"));
            lines.push(line.clone());
            if line.contains(ending) {
                return lines;
            }
        }
    }

    /// The price of a key by the month, as the interface answers it now.
    fn key_price(&self) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let body = r#"{"traffic":{"requests_per_month":1000000},
            "tables":[{"name":"t","storage_gb":"1","encryption":"customer-managed"}]}"#;
        write!(
            stream,
            "POST /api/v1/estimate HTTP/1.0\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let estimate: Value = serde_json::from_str(body).unwrap();
        let lines = estimate["lines"].as_array().unwrap();
        let key = lines.iter().find(|line| line["price_id"] == "kms.keys");
        key.unwrap()["amount"].as_str().unwrap().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
#[cfg(unix)]
fn a_sound_edit_is_served_after_sighup_and_a_faulty_one_never() {
    let folder = Folder::new("reload-edits");
    let server = Server::start(Some(&folder.0));
    assert_eq!(server.key_price(), "1");

    folder.edit("us-east-1/kms.toml", "price = \"1\"", "price = \"1.25\"");
    assert_eq!(server.key_price(), "1", "nothing changes by itself");
    let log = server.hang_up("the price book was reloaded");
    assert!(log.last().unwrap().contains("regions=11"), "{log:#?}");
    assert_eq!(server.key_price(), "1.25");

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
    assert_eq!(server.key_price(), "1.25", "the last good one");

    std::fs::remove_dir_all(&folder.0).unwrap();
    let log = server.hang_up("was not reloaded").join("\n");
    assert!(log.contains("can't be read"), "{log}");
    assert_eq!(server.key_price(), "1.25", "still the last good one");
}

#[test]
#[cfg(unix)]
fn without_a_folder_sighup_says_that_the_book_is_built_in() {
    let server = Server::start(None);
    server.hang_up("the price book is built in");
    assert_eq!(server.key_price(), "1");
}

#[test]
fn a_faulty_folder_stops_the_start_with_every_fault() {
    let folder = Folder::new("reload-faulty");
    folder.edit("us-east-1/kms.toml", "price = \"1\"", "price = \"cheap\"");
    folder.edit("us-east-1/waf.toml", "confidence", "certainty");
    let output = command(Some(&folder.0)).output().unwrap();
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("us-east-1/kms.toml"), "{message}");
    assert!(message.contains("us-east-1/waf.toml"), "{message}");
    let nowhere = command(Some(Path::new("/nowhere/at/all"))).output();
    let nowhere = nowhere.unwrap();
    assert!(!nowhere.status.success());
    let message = String::from_utf8(nowhere.stderr).unwrap();
    assert!(
        message.contains("/nowhere/at/all: can't be read"),
        "{message}"
    );
}
