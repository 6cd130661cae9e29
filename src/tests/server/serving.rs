//! Routes behind the real loop of connections, and a client that keeps its connection.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use reckoner::server::limits::Limits;
use reckoner::server::router::{Shared, build_refusal, layered, probes};
use reckoner::server::serve::{Connections, Deadlines};
use reckoner::server::shutdown::{Patience, Signal, serve_until};
use reckoner::server::traffic::Traffic;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How a test's server is set. Nothing is ever due, unless a test wants it to be.
#[derive(Clone, Copy)]
pub struct Settings {
    pub bound: usize,
    pub deadlines: Deadlines,
    pub patience: Patience,
    pub limits: Limits,
}

pub const NEVER: Duration = Duration::from_secs(600);

impl Default for Settings {
    fn default() -> Self {
        Self {
            bound: 1000,
            deadlines: Deadlines {
                head: NEVER,
                idle: NEVER,
                write: NEVER,
            },
            patience: Patience {
                drain: Duration::ZERO,
                grace: NEVER,
            },
            limits: Limits {
                time: NEVER,
                body_time: NEVER,
                ..Limits::default()
            },
        }
    }
}

/// A server that runs within the test.
pub struct Serving {
    pub address: SocketAddr,
    pub signals: mpsc::Sender<Signal>,
    pub server: JoinHandle<()>,
    pub traffic: Arc<Traffic>,
}

/// Serves routes, under the layers of the real ones and beside the probes.
pub async fn serve(routes: Router, settings: Settings) -> Serving {
    let shared = Shared {
        limits: settings.limits,
        ..Shared::default()
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connections = Connections {
        bound: settings.bound,
        deadlines: settings.deadlines,
        router: layered(routes.merge(probes(&shared.progress)), &shared),
        beyond: build_refusal(&shared),
        traffic: Arc::clone(&shared.traffic),
        progress: shared.progress.clone(),
    };
    let (signals, received) = mpsc::channel(2);
    let server = tokio::spawn(serve_until(
        listener,
        connections,
        received,
        settings.patience,
    ));
    Serving {
        address,
        signals,
        server,
        traffic: shared.traffic,
    }
}

/// A client of HTTP/1.1 with one connection.
pub struct Client(BufReader<TcpStream>);

/// An answer as it was written.
pub struct Written {
    pub head: String,
    pub body: String,
}

impl Written {
    pub fn status(&self) -> u16 {
        let status = self.head.split(' ').nth(1).unwrap();
        status.parse().unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (given, value) = line.split_once(": ")?;
            given.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// Whether the connection ends with it.
    pub fn is_last(&self) -> bool {
        self.header("connection") == Some("close")
    }
}

impl Client {
    pub async fn new(address: SocketAddr) -> Self {
        Self(BufReader::new(TcpStream::connect(address).await.unwrap()))
    }

    pub async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// Asks for a path and reads the answer; `None` if the connection ended without one.
    pub async fn get(&mut self, path: &str) -> Option<Written> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n");
        self.0.write_all(request.as_bytes()).await.ok()?;
        self.answer().await
    }

    /// The next answer; `None` if the connection ends without one.
    pub async fn answer(&mut self) -> Option<Written> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut head).await.ok()? == 0 {
                return None;
            }
        }
        let mut answer = Written {
            head,
            body: String::new(),
        };
        let length = answer.header("content-length").unwrap_or("0");
        let mut body = vec![0; length.parse().unwrap()];
        self.0.read_exact(&mut body).await.ok()?;
        answer.body = String::from_utf8(body).unwrap();
        Some(answer)
    }

    /// Waits for the end of the connection; returns what still came.
    pub async fn end(&mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        // An abortive end is an end.
        let _ = self.0.read_to_end(&mut rest).await;
        rest
    }
}
