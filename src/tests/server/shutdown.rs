//! Stopping: running requests end well, new ones are refused, and nothing waits for ever.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use reckoner::server::shutdown::serve_until;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// A server whose one route takes `duration`, and says when it has begun.
struct Slow {
    address: SocketAddr,
    begun: mpsc::UnboundedReceiver<()>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<std::io::Result<()>>,
}

async fn slow(duration: Duration, grace: Duration) -> Slow {
    let (begins, begun) = mpsc::unbounded_channel();
    let router = Router::new().route(
        "/",
        get(async move || {
            begins.send(()).expect("the test waits for it");
            tokio::time::sleep(duration).await;
            "finished"
        }),
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let stopped = async move { stopped.await.expect("the test stops it") };
    let server = tokio::spawn(serve_until(listener, router, stopped, grace));
    Slow {
        address,
        begun,
        stop,
        server,
    }
}

fn fetch(address: SocketAddr) -> JoinHandle<String> {
    tokio::spawn(async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: here\r\n\r\n")
            .await
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    })
}

#[tokio::test]
async fn a_running_request_is_finished_after_the_signal() {
    let mut slow = slow(Duration::from_millis(300), Duration::from_secs(30)).await;
    let request = fetch(slow.address);
    slow.begun.recv().await.unwrap();
    slow.stop.send(()).unwrap();
    let answer = request.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.ends_with("finished"), "{answer}");
    slow.server.await.unwrap().unwrap();
    assert!(
        TcpStream::connect(slow.address).await.is_err(),
        "nobody listens any more"
    );
}

#[tokio::test]
async fn a_request_that_does_not_end_is_not_waited_for_longer_than_the_grace() {
    let mut slow = slow(Duration::from_secs(600), Duration::from_millis(200)).await;
    let _request = fetch(slow.address);
    slow.begun.recv().await.unwrap();
    let signalled = Instant::now();
    slow.stop.send(()).unwrap();
    slow.server.await.unwrap().unwrap();
    let waited = signalled.elapsed();
    assert!(waited >= Duration::from_millis(200), "{waited:?}");
    assert!(waited < Duration::from_secs(30), "{waited:?}");
}
