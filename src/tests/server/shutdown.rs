//! Stopping: running requests end well, new ones are refused, and nothing waits for ever.

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use reckoner::server::shutdown::{Patience, Signal};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};

use crate::serving::{Client, NEVER, Serving, Settings, Written, serve};

/// A server whose one route takes `duration`, and says when it has begun.
struct Slow {
    serving: Serving,
    begun: mpsc::UnboundedReceiver<()>,
}

async fn slow(duration: Duration, patience: Patience) -> Slow {
    let (begins, begun) = mpsc::unbounded_channel();
    let routes = Router::new().route(
        "/",
        get(async move || {
            begins.send(()).expect("the test waits for it");
            tokio::time::sleep(duration).await;
            "finished"
        }),
    );
    let settings = Settings {
        patience,
        ..Settings::default()
    };
    Slow {
        serving: serve(routes, settings).await,
        begun,
    }
}

fn fetch(serving: &Serving) -> JoinHandle<Option<Written>> {
    let address = serving.address;
    tokio::spawn(async move { Client::new(address).await.get("/").await })
}

/// A stop that waits as long as it must, after a drain.
const fn drained(drain: Duration) -> Patience {
    Patience {
        drain,
        grace: NEVER,
    }
}

#[tokio::test]
async fn a_running_request_is_finished_after_either_signal() {
    for signal in [Signal::Interrupt, Signal::Terminate] {
        let mut slow = slow(Duration::from_millis(300), drained(Duration::ZERO)).await;
        let request = fetch(&slow.serving);
        slow.begun.recv().await.unwrap();
        slow.serving.signals.send(signal).await.unwrap();
        let answer = request.await.unwrap().expect("an answer");
        assert_eq!((answer.status(), &*answer.body), (200, "finished"));
        assert!(answer.is_last());
        slow.serving.server.await.unwrap();
        assert!(
            TcpStream::connect(slow.serving.address).await.is_err(),
            "nobody listens any more"
        );
    }
}

#[tokio::test]
async fn a_request_that_does_not_end_is_not_waited_for_longer_than_the_grace() {
    let patience = Patience {
        drain: Duration::ZERO,
        grace: Duration::from_millis(200),
    };
    let mut slow = slow(NEVER, patience).await;
    let _request = fetch(&slow.serving);
    slow.begun.recv().await.unwrap();
    let signalled = Instant::now();
    slow.serving.signals.send(Signal::Terminate).await.unwrap();
    slow.serving.server.await.unwrap();
    let waited = signalled.elapsed();
    assert!(waited >= patience.grace, "{waited:?}");
    assert!(waited < NEVER, "{waited:?}");
}

#[tokio::test]
async fn a_second_signal_ends_the_server_at_once() {
    for second in [Signal::Interrupt, Signal::Terminate] {
        let mut slow = slow(NEVER, drained(NEVER)).await;
        let _request = fetch(&slow.serving);
        slow.begun.recv().await.unwrap();
        slow.serving.signals.send(Signal::Terminate).await.unwrap();
        slow.serving.signals.send(second).await.unwrap();
        slow.serving.server.await.unwrap();
    }
}

#[tokio::test]
async fn an_interrupt_does_not_wait_for_the_drain() {
    let slow = slow(Duration::ZERO, drained(NEVER)).await;
    let mut kept = Client::new(slow.serving.address).await;
    assert!(kept.get("/healthz").await.is_some());
    slow.serving.signals.send(Signal::Interrupt).await.unwrap();
    slow.serving.server.await.unwrap();
    assert!(kept.end().await.is_empty(), "it was idle");
}

#[tokio::test]
async fn a_server_that_drains_answers_on_and_tells_everyone_to_go_elsewhere() {
    let slow = slow(Duration::ZERO, drained(Duration::from_secs(2))).await;
    let mut kept = Client::new(slow.serving.address).await;
    let before = kept.get("/readyz").await.unwrap();
    assert_eq!((before.status(), before.is_last()), (200, false));
    slow.serving.signals.send(Signal::Terminate).await.unwrap();
    let mut stopping = kept.get("/readyz").await.expect("the connection is kept");
    while stopping.status() == 200 && !stopping.is_last() {
        stopping = kept.get("/readyz").await.expect("the connection is kept");
    }
    assert_eq!((stopping.status(), stopping.is_last()), (503, true));
    let mut other = Client::new(slow.serving.address).await;
    let answer = other.get("/").await.expect("it still listens");
    assert_eq!((answer.status(), answer.is_last()), (200, true));
    slow.serving.server.await.unwrap();
}

/// Clients that keep their connections lose nothing, however fast they ask.
#[tokio::test]
async fn no_request_on_a_kept_connection_is_lost() {
    let serving = serve(
        Router::new().route("/", get(async || "answered")),
        Settings {
            patience: drained(Duration::from_secs(2)),
            ..Settings::default()
        },
    )
    .await;
    let (asks, mut asked) = mpsc::unbounded_channel();
    let mut clients = JoinSet::new();
    for number in 0..50_u64 {
        let (address, asks) = (serving.address, asks.clone());
        // Forty ask at once again, and ten up to a tenth of a second later.
        let pause = Duration::from_millis(number.saturating_sub(40) * 10);
        clients.spawn(async move {
            let mut client = Client::new(address).await;
            loop {
                let answer = client.get("/").await?;
                assert_eq!((answer.status(), &*answer.body), (200, "answered"));
                asks.send(number).expect("the test counts");
                if answer.is_last() {
                    return Some(());
                }
                tokio::time::sleep(pause).await;
            }
        });
    }
    drop(asks);
    for _ in 0..500 {
        asked.recv().await.unwrap();
    }
    serving.signals.send(Signal::Terminate).await.unwrap();
    while let Some(client) = clients.join_next().await {
        assert_eq!(client.unwrap(), Some(()), "a request was lost");
    }
    serving.server.await.unwrap();
}
