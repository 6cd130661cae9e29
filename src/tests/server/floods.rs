//! More than the server can do, and clients that mean it ill: everyone gets an answer, and the probes
//! get theirs.
#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::thread;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::{Value, json};

use crate::support::{Server, program};

/// The status of a request's answer; 0 if it had none.
fn status(address: &str, request: &str) -> u16 {
    let mut answer = String::new();
    let asked = TcpStream::connect(address).and_then(|mut stream| {
        stream.write_all(request.as_bytes())?;
        stream.read_to_string(&mut answer)
    });
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    status.filter(|_| asked.is_ok()).unwrap_or(0)
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.0\r\n\r\n")
}

fn estimate_of(scenario: &Value) -> String {
    let body = scenario.to_string();
    let length = body.len();
    format!(
        "POST /api/v1/estimate HTTP/1.0\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
}

/// Sends a request `times` times at once, asks how the server is all the while, and returns the
/// statuses of the answers.
fn flood(server: &Server, request: &str, times: usize) -> Vec<u16> {
    let address = server.address();
    thread::scope(|scope| {
        let clients: Vec<_> = (0..times)
            .map(|_| scope.spawn(|| status(address, request)))
            .collect();
        while !clients.iter().all(thread::ScopedJoinHandle::is_finished) {
            assert_eq!(status(address, &get("/healthz")), 200);
        }
        clients
            .into_iter()
            .map(|client| client.join().unwrap())
            .collect()
    })
}

/// Everyone was answered, and not everyone turned away.
fn assert_answered(statuses: &[u16]) {
    let other = statuses.iter().find(|status| ![200, 503].contains(status));
    assert_eq!(other, None, "{statuses:?}");
    assert!(statuses.contains(&200), "{statuses:?}");
}

#[test]
fn the_server_says_how_it_is_while_pages_are_rendered_at_once() {
    let server = Server::start(&mut program());
    assert_answered(&flood(&server, &get("/"), 64));
}

#[test]
fn the_server_says_how_it_is_while_large_scenarios_are_estimated() {
    let operations: Vec<_> = (0..4)
        .map(|table| json!({"table": format!("t{table}"), "kind": "get", "item_kb": "1.5"}))
        .collect();
    let functions: Vec<_> = (0..20)
        .map(|name| {
            json!({"name": format!("f{name}"), "memory_mb": 512, "wait_ms": "12",
                "cpu_ms_at_1769": "33", "operations": operations})
        })
        .collect();
    let tables: Vec<_> = (0..4)
        .map(|name| json!({"name": format!("t{name}"), "storage_gb": "9"}))
        .collect();
    let scenario = json!({"traffic": {"requests_per_month": "1e8"},
        "functions": functions, "tables": tables});
    let server = Server::start(&mut program());
    assert_answered(&flood(&server, &estimate_of(&scenario), 8));
}

#[test]
fn connections_without_number_are_answered_or_turned_away() {
    let files = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: files.maximum,
        ..files
    };
    setrlimit(Resource::Nofile, most).expect("as many files as there may be");
    let mut command = program();
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "ulimit -n 512 && exec \"$0\""])
        .arg(command.get_program());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    command = limited;
    let server = Server::start(&mut command);
    let scenario = json!({"traffic": {"requests_per_month": "1e8"}});
    assert_answered(&flood(&server, &estimate_of(&scenario), 2000));
}

#[test]
fn half_sent_heads_on_every_connection_do_not_silence_the_probes() {
    let mut command = program();
    command
        .env("RECKONER_MAX_CONNECTIONS", "20")
        .env("RECKONER_HEADER_TIMEOUT", "600");
    let server = Server::start(&mut command);
    let _half: Vec<_> = (0..20)
        .map(|_| {
            let mut stream = TcpStream::connect(server.address()).unwrap();
            stream.write_all(b"GET /healthz HTT").unwrap();
            stream
        })
        .collect();
    assert_eq!(status(server.address(), &get("/healthz")), 200);
    assert_eq!(status(server.address(), &get("/")), 503);
}
