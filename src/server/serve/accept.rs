//! The loop that accepts connections.

use std::io::{self, ErrorKind};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::TokioExecutor;
use hyper_util::server::conn::auto::Builder;
use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use super::answers::Answers;
use super::connection;
use super::open::Open;
use super::pulse::{Deadlines, Overdue};
use crate::server::stage::Progress;
use crate::server::traffic::Traffic;

/// Connections beyond the bound, each open just long enough to say so.
const BEYOND: usize = 64;
/// How long each part of such a connection may take at most.
const BEYOND_TIME: Duration = Duration::from_secs(1);
/// How long a connection that was asked to end for a new one may take.
const ROOM_TIME: Duration = Duration::from_millis(100);
/// How long a connection may be silent before the system asks whether its client is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(60);
/// The first and the longest pause after a connection could not be accepted.
const PAUSES: (Duration, Duration) = (Duration::from_millis(10), Duration::from_secs(1));

/// How connections are served.
#[derive(Clone, Debug)]
pub struct Connections {
    /// How many are open at once.
    pub bound: usize,
    /// How long each may take for what.
    pub deadlines: Deadlines,
    /// What answers.
    pub router: Router,
    /// What answers once to each connection beyond the bound.
    pub beyond: Router,
    /// What is counted.
    pub traffic: Arc<Traffic>,
    /// The server's stage.
    pub progress: Progress,
}

/// Accepts connections until `end` resolves, and then those that were waiting. Nobody listens when it
/// returns; the connections live on.
pub async fn accept(
    listener: TcpListener,
    connections: Connections,
    open: Arc<Open>,
    end: impl Future<Output = ()>,
) {
    let acceptor = Acceptor::new(connections, open);
    let mut end = pin!(end);
    let mut pause = PAUSES.0;
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut end => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, _)) => {
                pause = PAUSES.0;
                acceptor.take(socket).await;
            }
            Err(error) if is_of_client(&error) => {}
            Err(error) => {
                acceptor.fail(&error);
                tokio::select! {
                    () = &mut end => break,
                    () = sleep(pause) => pause = PAUSES.1.min(pause * 2),
                }
            }
        }
    }
    // Their clients have sent a request already: a close would lose it.
    if let Ok(listener) = listener.into_std() {
        while let Ok((socket, _)) = listener.accept() {
            let socket = socket.set_nonblocking(true).map(|()| socket);
            if let Ok(socket) = socket.and_then(TcpStream::from_std) {
                acceptor.take(socket).await;
            }
        }
    }
}

/// The connection was gone before it was accepted.
fn is_of_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset
    )
}

struct Acceptor {
    shared: Arc<Shared>,
    open: Arc<Open>,
    places: Arc<Semaphore>,
    beyond: Arc<Semaphore>,
}

/// What every connection's task needs.
struct Shared {
    builder: Builder<TokioExecutor>,
    connections: Connections,
    beyond: Deadlines,
}

/// A place for a connection, given back when it is dropped.
struct Place {
    _permit: OwnedSemaphorePermit,
    is_beyond: bool,
}

impl Acceptor {
    fn new(connections: Connections, open: Arc<Open>) -> Self {
        let Deadlines { head, idle, write } = connections.deadlines;
        Self {
            open,
            places: Arc::new(Semaphore::new(connections.bound)),
            beyond: Arc::new(Semaphore::new(BEYOND)),
            shared: Arc::new(Shared {
                builder: connection::builder(),
                beyond: Deadlines {
                    head: head.min(BEYOND_TIME),
                    idle: idle.min(BEYOND_TIME),
                    write: write.min(BEYOND_TIME),
                },
                connections,
            }),
        }
    }

    /// Serves a connection, in a task of its own, once there is a place for it.
    async fn take(&self, socket: TcpStream) {
        let Some(place) = self.place().await else {
            return;
        };
        // A socket without these is served all the same: they make it quicker and tidier.
        let _ = socket.set_nodelay(true);
        let probes = TcpKeepalive::new().with_time(KEEP_ALIVE);
        let _ = SockRef::from(&socket).set_tcp_keepalive(&probes);
        let entry = self.open.begin(!place.is_beyond);
        let shared = Arc::clone(&self.shared);
        tokio::spawn(async move {
            let Connections {
                router,
                beyond,
                deadlines,
                traffic,
                progress,
                ..
            } = &shared.connections;
            let (router, deadlines) = if place.is_beyond {
                (beyond, &shared.beyond)
            } else {
                (router, deadlines)
            };
            let answers = Answers {
                router: router.clone(),
                once: place.is_beyond,
                pulse: Arc::clone(&entry.pulse),
                progress: progress.clone(),
            };
            let overdue = connection::drive(&shared.builder, socket, answers, deadlines).await;
            count(traffic, overdue);
            drop((entry, place));
        });
    }

    /// A place; if all are taken, that of the connection which has been idle for longest, or else a
    /// place beyond the bound. `None` does not happen: nobody closes the places.
    async fn place(&self) -> Option<Place> {
        let usual = |permit| Place {
            _permit: permit,
            is_beyond: false,
        };
        if let Ok(permit) = Arc::clone(&self.places).try_acquire_owned() {
            return Some(usual(permit));
        }
        let traffic = &self.shared.connections.traffic;
        if self.open.displace() {
            if let Some(count) = traffic.displaced.add() {
                tracing::warn!(
                    count,
                    "idle connections were closed to make room for others"
                );
            }
            let room = timeout(ROOM_TIME, Arc::clone(&self.places).acquire_owned()).await;
            if let Ok(Ok(permit)) = room {
                return Some(usual(permit));
            }
        }
        let bound = self.shared.connections.bound;
        if let Some(count) = traffic.refused.add() {
            tracing::warn!(count, bound, "connections beyond the bound were refused");
        }
        tokio::select! {
            permit = Arc::clone(&self.places).acquire_owned() => permit.ok().map(usual),
            permit = Arc::clone(&self.beyond).acquire_owned() => permit.ok().map(|permit| Place {
                _permit: permit,
                is_beyond: true,
            }),
        }
    }

    /// A connection could not be accepted, most likely for want of files: an idle one gives up its own.
    fn fail(&self, error: &io::Error) {
        self.open.displace();
        if let Some(count) = self.shared.connections.traffic.not_accepted.add() {
            tracing::error!(%error, count, "connections could not be accepted");
        }
    }
}

fn count(traffic: &Traffic, overdue: Option<Overdue>) {
    match overdue {
        Some(Overdue::Head) => {
            if let Some(count) = traffic.late_heads.add() {
                tracing::warn!(
                    count,
                    "connections were closed: the request came too slowly"
                );
            }
        }
        Some(Overdue::Write | Overdue::End) => {
            if let Some(count) = traffic.unread.add() {
                tracing::warn!(count, "connections were closed: the answer was not read");
            }
        }
        Some(Overdue::Rest) | None => {}
    }
}
