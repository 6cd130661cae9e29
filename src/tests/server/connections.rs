//! Connections: what each may take, and what happens to those beyond the bound.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::{get, post};
use reckoner::server::limits::Limits;
use reckoner::server::serve::Deadlines;
use reckoner::server::shutdown::{Patience, Signal};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use crate::serving::{Client, NEVER, Settings, serve};

const SOON: Duration = Duration::from_millis(200);

fn routes() -> Router {
    Router::new()
        .route("/", get(async || "here"))
        .route("/reads", post(async |body: String| body))
        .route(
            "/hangs",
            get(async || {
                tokio::time::sleep(NEVER).await;
            }),
        )
}

fn due(deadlines: Deadlines) -> Settings {
    Settings {
        deadlines,
        ..Settings::default()
    }
}

fn never() -> Deadlines {
    Settings::default().deadlines
}

#[tokio::test]
async fn a_head_that_comes_too_slowly_ends_its_connection() {
    let deadlines = Deadlines {
        head: SOON,
        ..never()
    };
    let serving = serve(routes(), due(deadlines)).await;
    for kept in [false, true] {
        let mut client = Client::new(serving.address).await;
        if kept {
            assert_eq!(client.get("/").await.unwrap().status(), 200);
        }
        client.send("GET / HTTP/1.1\r\nhost").await;
        assert!(client.end().await.is_empty());
    }
    assert_eq!(serving.traffic.late_heads.total(), 2);
    let mut client = Client::new(serving.address).await;
    assert_eq!(client.get("/").await.unwrap().status(), 200);
    tokio::time::sleep(SOON * 2).await;
    assert!(
        client.get("/").await.is_some(),
        "waiting between requests is no slow head"
    );
}

#[tokio::test]
async fn a_connection_without_a_request_is_closed_after_a_while() {
    let deadlines = Deadlines {
        idle: SOON,
        ..never()
    };
    let serving = serve(routes(), due(deadlines)).await;
    let mut fresh = Client::new(serving.address).await;
    assert!(fresh.end().await.is_empty());
    let mut kept = Client::new(serving.address).await;
    assert_eq!(kept.get("/").await.unwrap().status(), 200);
    assert!(kept.end().await.is_empty());
    assert_eq!(serving.traffic.late_heads.total(), 0);
}

#[tokio::test]
async fn a_body_that_comes_too_slowly_is_answered_with_408_and_the_connection_ends() {
    let limits = Limits {
        body_time: SOON,
        ..Settings::default().limits
    };
    let settings = Settings {
        limits,
        ..Settings::default()
    };
    let serving = serve(routes(), settings).await;
    let mut client = Client::new(serving.address).await;
    client
        .send("POST /reads HTTP/1.1\r\nhost: here\r\ncontent-length: 9\r\n\r\nx")
        .await;
    let answer = client.answer().await.unwrap();
    assert_eq!((answer.status(), answer.is_last()), (408, true));
    assert!(
        answer.body.contains("<h1>Request Timeout</h1>"),
        "{}",
        answer.body
    );
    assert!(client.end().await.is_empty());
    assert_eq!(serving.traffic.late_bodies.total(), 1);
}

/// An answer that says when its memory is freed.
struct Answer(Vec<u8>, mpsc::UnboundedSender<()>);

impl AsRef<[u8]> for Answer {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        // The test has seen enough if it does not listen any more.
        let _ = self.1.send(());
    }
}

#[tokio::test]
async fn an_answer_that_nobody_reads_is_freed_and_its_connection_ends() {
    let (frees, mut freed) = mpsc::unbounded_channel();
    // More than the system's buffers hold.
    let answer = move || Bytes::from_owner(Answer(vec![b'x'; 64 << 20], frees.clone()));
    let routes = Router::new().route("/file.bin", get(async move || Body::from(answer())));
    let deadlines = Deadlines {
        write: SOON,
        ..never()
    };
    let serving = serve(routes, due(deadlines)).await;
    let mut client = Client::new(serving.address).await;
    client
        .send("GET /file.bin HTTP/1.1\r\nhost: here\r\n\r\n")
        .await;
    freed.recv().await.unwrap();
    while serving.traffic.unread.total() == 0 {
        tokio::task::yield_now().await;
    }
    assert!(client.end().await.len() < 64 << 20);
}

#[tokio::test]
async fn at_the_bound_the_connection_that_is_idle_for_longest_makes_room() {
    let settings = Settings {
        bound: 3,
        ..Settings::default()
    };
    let serving = serve(routes(), settings).await;
    let mut hanging = Client::new(serving.address).await;
    hanging
        .send("GET /hangs HTTP/1.1\r\nhost: here\r\n\r\n")
        .await;
    let mut longer = Client::new(serving.address).await;
    assert_eq!(longer.get("/").await.unwrap().status(), 200);
    let mut shorter = Client::new(serving.address).await;
    tokio::time::sleep(SOON).await;
    assert_eq!(shorter.get("/").await.unwrap().status(), 200);
    // So long that a request on its way would have come.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut new = Client::new(serving.address).await;
    assert_eq!(new.get("/").await.unwrap().status(), 200);
    assert!(longer.end().await.is_empty());
    assert_eq!(shorter.get("/").await.unwrap().status(), 200);
    assert_eq!(serving.traffic.displaced.total(), 1);
    assert_eq!(serving.traffic.refused.total(), 0);
}

#[tokio::test]
async fn a_connection_beyond_the_bound_is_refused_in_words_and_the_probes_answer() {
    let settings = Settings {
        bound: 1,
        ..Settings::default()
    };
    let serving = serve(routes(), settings).await;
    let mut hanging = Client::new(serving.address).await;
    hanging
        .send("GET /hangs HTTP/1.1\r\nhost: here\r\n\r\n")
        .await;
    for (path, status) in [("/", 503), ("/api/v1/estimate", 503), ("/healthz", 200)] {
        let mut client = Client::new(serving.address).await;
        let answer = client.get(path).await.unwrap();
        assert_eq!(
            (answer.status(), answer.is_last()),
            (status, true),
            "{path}"
        );
        assert!(answer.header("x-content-type-options").is_some(), "{path}");
        let retry = (status == 503).then_some("1");
        assert_eq!(answer.header("retry-after"), retry, "{path}");
        assert!(client.end().await.is_empty(), "{path}");
    }
    assert_eq!(serving.traffic.refused.total(), 3);
    assert_eq!(serving.traffic.displaced.total(), 0);
}

/// A frame of HTTP/2. Source: <https://www.rfc-editor.org/rfc/rfc9113#section-4.1>.
struct Frame {
    kind: u8,
    payload: Vec<u8>,
}

const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;

async fn next_frame(stream: &mut TcpStream) -> Option<Frame> {
    let mut head = [0; 9];
    stream.read_exact(&mut head).await.ok()?;
    let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
    let mut payload = vec![0; usize::try_from(length).unwrap()];
    stream.read_exact(&mut payload).await.ok()?;
    let kind = head[3];
    Some(Frame { kind, payload })
}

#[tokio::test]
async fn http_2_is_spoken_with_prior_knowledge_and_ends_with_a_goaway() {
    let settings = Settings {
        patience: Patience {
            drain: NEVER,
            grace: NEVER,
        },
        ..Settings::default()
    };
    let serving = serve(routes(), settings).await;
    let mut stream = TcpStream::connect(serving.address).await.unwrap();
    stream
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        .await
        .unwrap();
    stream
        .write_all(&[0, 0, 0, SETTINGS, 0, 0, 0, 0, 0])
        .await
        .unwrap();
    // GET http://here/ from the static table, https://www.rfc-editor.org/rfc/rfc7541#appendix-A, with
    // the flags END_STREAM and END_HEADERS.
    let request = [0x82, 0x84, 0x86, 0x41, 4, b'h', b'e', b'r', b'e'];
    let length = u8::try_from(request.len()).unwrap();
    stream
        .write_all(&[0, 0, length, HEADERS, 5, 0, 0, 0, 1])
        .await
        .unwrap();
    stream.write_all(&request).await.unwrap();
    loop {
        let frame = next_frame(&mut stream).await.expect("an answer");
        if frame.kind == HEADERS {
            assert_eq!(frame.payload[0], 0x88, ":status 200");
            break;
        }
    }
    serving.signals.send(Signal::Terminate).await.unwrap();
    while next_frame(&mut stream).await.expect("a farewell").kind != GOAWAY {}
}
