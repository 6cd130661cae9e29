//! The server as a process: what it prints, and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

fn command(address: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reckoner"));
    command
        .env("LEPTOS_SITE_ADDR", address)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Starts a server on a free port, and returns it with the address that it printed.
fn start(arguments: &[&str]) -> (Child, String) {
    let mut server = command("127.0.0.1:0").args(arguments).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line
        .trim_end()
        .strip_prefix("http://")
        .expect("an address")
        .to_owned();
    (server, address)
}

#[test]
#[cfg(unix)]
fn it_prints_its_address_answers_there_and_stops_well_on_either_signal() {
    for (arguments, signal) in [(&[][..], "-TERM"), (&["serve"], "-INT")] {
        let (mut server, address) = start(arguments);
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(b"GET /healthz HTTP/1.0\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.0 200 OK"), "{answer}");
        let id = server.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        assert!(server.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn a_port_that_is_taken_is_said_so() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = command(&address).output().unwrap();
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains(&format!("{address} is taken")),
        "{message}"
    );
    assert!(message.contains("LEPTOS_SITE_ADDR"), "{message}");
}

#[test]
fn settings_that_make_no_sense_stop_the_start_all_at_once() {
    let output = command("somewhere")
        .env("RUST_LOG", "reckoner=loud")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.starts_with("reckoner: 2 settings cannot be used:\n"),
        "{message}"
    );
    for fault in [
        "LEPTOS_SITE_ADDR is \"somewhere\"",
        "RUST_LOG is \"reckoner=loud\"",
    ] {
        assert!(message.contains(fault), "{message}");
    }
}
