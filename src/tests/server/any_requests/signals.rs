//! Any requests and signals in any order, to the program itself.
//!
//! Two routers without a port are the model, one for each state of the price folder: after SIGHUP the
//! program answers as the router of the folder's book, after a faulty edit and its SIGHUP as before, and
//! after SIGTERM still so, but for `/readyz`. A second SIGTERM ends the program, and well.
#![cfg(unix)]

use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reckoner::book::LivePrices;
use tokio::runtime::Runtime;

use super::scenarios::{PRICED, Sent, request};
use super::{CHANGES, answer, holds, lasting};
use crate::support::{Answer, Folder, Server, app_with, program, site};

/// One thing that happens to the program.
#[derive(Clone, Debug)]
enum Step {
    Ask(Sent),
    /// The other book comes into the folder, and SIGHUP.
    Swap,
    /// A faulty edit, SIGHUP, and the edit is taken back.
    Faulty,
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let priced = prop::sample::select(&PRICED[..]).prop_map(Sent::get);
    // Of a body that is too large the program reads no more, so its connection breaks off.
    let any = request().prop_filter("a body that is read", |sent| sent.body.len() < 200_000);
    let step = prop_oneof![
        5 => any.prop_map(Step::Ask),
        3 => priced.prop_map(Step::Ask),
        2 => Just(Step::Swap),
        1 => Just(Step::Faulty),
    ];
    prop::collection::vec(step, 1..most)
}

/// A file that a faulty edit breaks.
const BROKEN: (&str, &str, &str) = ("us-east-1/waf.toml", "confidence", "certainty");

/// The program, its folder, and which of both books is in force.
struct Running {
    server: Server,
    folder: Folder,
    dearer: bool,
    draining: bool,
}

impl Running {
    fn start() -> Self {
        let folder = Folder::new("any-signals");
        let mut program = program();
        program
            .env("RECKONER_PRICING_DIR", &*folder)
            .env("LEPTOS_SITE_ROOT", site())
            .env("RECKONER_DRAIN", "600")
            .env("RECKONER_GRACE", "600");
        Self {
            server: Server::start(&mut program),
            folder,
            dearer: false,
            draining: false,
        }
    }

    fn swap(&mut self) {
        self.dearer = !self.dearer;
        put(&self.folder, self.dearer);
        self.server.hang_up("the price book was reloaded");
    }

    fn fail(&self) {
        let (file, sound, faulty) = BROKEN;
        self.folder.edit(file, sound, faulty);
        self.server.hang_up("was not reloaded");
        self.folder.edit(file, faulty, sound);
    }

    /// Sends SIGTERM, and waits until the program says that it is not ready.
    fn drain(&mut self) {
        self.server.signal("-TERM");
        while self.ask(&Sent::get("/readyz")).status == StatusCode::OK {}
        self.draining = true;
    }

    fn ask(&self, sent: &Sent) -> Answer {
        let media = sent.media.map(|media| format!("content-type: {media}\r\n"));
        let (method, uri, body) = (sent.method, &sent.uri, &sent.body);
        let (media, length) = (media.unwrap_or_default(), body.len());
        read(&self.server.ask(&format!(
            "{method} {uri} HTTP/1.0\r\n{media}content-length: {length}\r\n\r\n{body}"
        )))
    }
}

/// Puts one of both books into a folder that holds the other.
fn put(folder: &Folder, dearer: bool) {
    for (file, cheap, dear) in CHANGES {
        let (from, to) = if dearer { (cheap, dear) } else { (dear, cheap) };
        folder.edit(file, from, to);
    }
}

/// An answer as it was written.
fn read(written: &str) -> Answer {
    let (head, body) = written.split_once("\r\n\r\n").expect("a head");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let status = status.and_then(|status| status.parse().ok());
    let header = |line: &str| {
        let (name, value) = line.split_once(": ").expect("a header");
        let name: HeaderName = name.parse().expect("a name");
        (name, HeaderValue::from_str(value).expect("a value"))
    };
    Answer {
        status: status.expect("a status"),
        headers: lines.map(header).collect(),
        body: body.as_bytes().to_vec(),
    }
}

/// The routers of the cheaper and of the dearer book.
fn models() -> [Router; 2] {
    [false, true].map(|dearer| {
        let folder = Folder::new(&format!("any-signals-model-{dearer}"));
        if dearer {
            put(&folder, true);
        }
        let prices = LivePrices::from_folder(&folder).expect("a sound price book");
        app_with(Arc::new(prices))
    })
}

fn check(
    sent: &Sent,
    running: &Running,
    models: &[Router; 2],
    runtime: &Runtime,
) -> Result<(), TestCaseError> {
    let found = running.ask(sent);
    if running.draining && sent.uri == "/readyz" {
        prop_assert_eq!(found.status, StatusCode::SERVICE_UNAVAILABLE);
        return Ok(());
    }
    holds(sent, &found)?;
    let model = &models[usize::from(running.dearer)];
    let expected = runtime.block_on(answer(model, sent));
    prop_assert_eq!(lasting(&found), lasting(&expected), "{:?}", sent);
    Ok(())
}

#[test]
fn any_requests_and_signals_in_any_order_are_answered_soundly() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let models = models();
    let mut runner = TestRunner::new(Config {
        cases: 8,
        failure_persistence: None,
        ..Config::default()
    });
    let run = runner.run(&(steps(10), steps(6)), |(serving, draining)| {
        let mut running = Running::start();
        for (draining, steps) in [(false, serving), (true, draining)] {
            if draining {
                running.drain();
                check(&Sent::get("/readyz"), &running, &models, &runtime)?;
            }
            for step in steps {
                match step {
                    Step::Ask(sent) => check(&sent, &running, &models, &runtime)?,
                    Step::Swap => running.swap(),
                    Step::Faulty => running.fail(),
                }
            }
        }
        running.server.signal("-TERM");
        prop_assert!(running.server.wait().success());
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
}
