//! Any requests in any order, to one server whose price folder changes between them.
//!
//! No answer is a failure of the server, each failure under `/api/` is a problem document, the same
//! request at the same book has the same answer, and a scenario costs the same however it is sent.

mod scenarios;
mod signals;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reckoner::book::LivePrices;

use self::scenarios::{Sent, ask, request, scenario};
use crate::support::{Answer, Folder, app_with, send};

/// A price folder with two states, a router that serves it, and the state in force.
struct Served {
    folder: Folder,
    prices: Arc<LivePrices>,
    router: Router,
    dearer: bool,
}

/// What the second book has in the place of the first one's texts: two prices and the day, so that
/// an answer from both books would be equal to neither's.
const CHANGES: [(&str, &str, &str); 2] = [
    ("us-east-1/kms.toml", "price = \"1\"", "price = \"7\""),
    (
        "us-east-1/sqs.toml",
        "price = \"0.0000004\"",
        "price = \"0.0000009\"",
    ),
];

impl Served {
    fn new(name: &str) -> Self {
        let folder = Folder::new(name);
        let prices = LivePrices::from_folder(&folder).expect("a sound price book");
        let prices = Arc::new(prices);
        Self {
            router: app_with(Arc::clone(&prices)),
            dearer: false,
            folder,
            prices,
        }
    }

    /// Puts the other book in force, as SIGHUP does after an edit.
    fn swap(&mut self) {
        self.dearer = !self.dearer;
        swap(&self.folder, &self.prices, self.dearer);
    }
}

fn swap(folder: &Path, prices: &LivePrices, dearer: bool) {
    for (file, cheap, dear) in CHANGES {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).expect("a text");
        let (from, to) = if dearer { (cheap, dear) } else { (dear, cheap) };
        assert!(text.contains(from), "{from} in {file}");
        fs::write(path, text.replace(from, to)).expect("a file");
    }
    prices.reload().expect("a sound price book");
}

async fn answer(router: &Router, sent: &Sent) -> Answer {
    let mut request = Request::builder().method(sent.method).uri(&sent.uri);
    if let Some(media) = sent.media {
        request = request.header("content-type", media);
    }
    let body = Body::from(sent.body.clone());
    send(router, request.body(body).expect("a request")).await
}

/// What must be the same again: the nonce of a page is new each time.
fn lasting(answer: &Answer) -> (u16, String, Vec<u8>) {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1);
    let nonce = nonce.and_then(|rest| rest.split('\'').next());
    let body = match nonce {
        Some(nonce) => answer.text().replace(nonce, "").into_bytes(),
        None => answer.body.clone(),
    };
    let media = answer.header("content-type").to_owned();
    (answer.status.as_u16(), media, body)
}

fn holds(sent: &Sent, answer: &Answer) -> Result<(), TestCaseError> {
    let status = answer.status.as_u16();
    prop_assert!(status < 500, "{status} for {sent:?}");
    if status >= 400 && sent.uri.starts_with("/api/") && sent.method != "HEAD" {
        prop_assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{:?}",
            sent
        );
        prop_assert_eq!(&answer.json()["status"], status);
    }
    Ok(())
}

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    /// A request.
    Ask(Sent),
    /// A scenario, sent as a body and as an address.
    Compare(serde_json::Value),
    /// The other book comes into force.
    Swap,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => request().prop_map(Step::Ask),
        3 => scenario().prop_map(Step::Compare),
        1 => Just(Step::Swap),
    ]
}

#[test]
fn any_requests_in_any_order_are_answered_soundly() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let served = std::cell::RefCell::new(Served::new("any-requests"));
    let answers = std::cell::RefCell::new(HashMap::new());
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let steps = prop::collection::vec(step(), 1..12);
    let run = runner.run(&steps, |steps| {
        let (mut served, mut answers) = (served.borrow_mut(), answers.borrow_mut());
        for step in steps {
            match step {
                Step::Swap => served.swap(),
                Step::Ask(sent) => {
                    let first = runtime.block_on(answer(&served.router, &sent));
                    holds(&sent, &first)?;
                    let again = runtime.block_on(answer(&served.router, &sent));
                    prop_assert_eq!(lasting(&first), lasting(&again), "{:?}", &sent);
                    // Of all earlier times that this book was in force, too.
                    let known = answers
                        .entry((served.dearer, sent.clone()))
                        .or_insert_with(|| lasting(&first));
                    prop_assert_eq!(&*known, &lasting(&first), "{:?}", &sent);
                }
                Step::Compare(scenario) => {
                    let mut totals = Vec::new();
                    for sent in ask(&scenario) {
                        let answer = runtime.block_on(answer(&served.router, &sent));
                        holds(&sent, &answer)?;
                        prop_assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
                        let answer = answer.json();
                        totals.push([&answer["total"], &answer["link"]].map(Clone::clone));
                    }
                    prop_assert_eq!(&totals[0], &totals[1], "{}", scenario);
                    prop_assert_eq!(&totals[0], &totals[2], "{}", scenario);
                }
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_of_one_book_while_books_change() {
    let Served {
        folder,
        prices,
        router,
        ..
    } = Served::new("any-requests-reloaded");
    let uris = scenarios::PRICED;
    let sent: Vec<Sent> = uris.iter().map(|uri| Sent::get(*uri)).collect();
    let mut sound = Vec::new();
    for dearer in [true, false] {
        swap(&folder, &prices, dearer);
        let mut answers = Vec::new();
        for sent in &sent {
            let answer = answer(&router, sent).await;
            assert_eq!(answer.status.as_u16(), 200, "{sent:?}");
            answers.push(lasting(&answer));
        }
        sound.push(answers);
    }
    for (dear, cheap) in sound[0].iter().zip(&sound[1]) {
        assert_ne!(dear, cheap, "the books differ in what is asked");
    }
    let swaps = tokio::task::spawn_blocking(move || {
        for dearer in [true, false, true, false, true] {
            swap(&folder, &prices, dearer);
        }
    });
    let mut of_book = [0, 0];
    while !swaps.is_finished() || of_book[0] == 0 {
        for (at, sent) in sent.iter().enumerate() {
            let answer = lasting(&answer(&router, sent).await);
            let book = sound.iter().position(|answers| answers[at] == answer);
            of_book[book.unwrap_or_else(|| panic!("{sent:?}: an answer of neither book"))] += 1;
        }
    }
    swaps.await.expect("reloads");
}
