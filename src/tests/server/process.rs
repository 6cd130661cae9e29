//! The server as a process: what it prints, and how it ends.

use crate::support::{Server, program};

/// The setting of the address.
const ADDRESS: &str = "LEPTOS_SITE_ADDR";

#[test]
#[cfg(unix)]
fn it_prints_its_address_answers_there_and_stops_well_on_either_signal() {
    for (arguments, signal) in [(&[][..], "-TERM"), (&["serve"], "-INT")] {
        let mut server = Server::start(program().env("RECKONER_DRAIN", "0.1").args(arguments));
        let answer = server.ask("GET /healthz HTTP/1.0\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.0 200 OK"), "{answer}");
        server.signal(signal);
        assert!(server.wait().success(), "{signal}");
    }
}

#[test]
fn a_port_that_is_taken_is_said_so() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = program().env(ADDRESS, &address).output().unwrap();
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
    let output = program()
        .env(ADDRESS, "somewhere")
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
