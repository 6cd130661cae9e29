//! One connection, from its first byte to its end.

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until};

use super::answers::Answers;
use super::pulse::{Deadlines, Overdue, Pulse};
use super::stream::Watched;

/// What HTTP/1.1 keeps in memory of a head: room for the longest address that hyper takes (65,534
/// bytes) and as many headers as [`super::super::limits::Limits`] lets through.
const HEAD_BYTES: usize = 128 * 1024;
/// The same for HTTP/2.
const HEAD_BYTES_MULTIPLEXED: u32 = 128 * 1024;
/// Requests at once on one connection of HTTP/2. Browsers ask for a page and its six files.
const STREAMS: u32 = 32;
/// What a client of HTTP/2 may send ahead, for one request and for all of a connection.
const WINDOW: u32 = 256 * 1024;
/// How often a connection of HTTP/2 is asked whether its client is still there, and how long the
/// client may take to say so.
const PING: Duration = Duration::from_secs(20);

/// How connections are served.
pub fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    // The pulse has the deadlines, as hyper's own would also end idle connections.
    builder
        .http1()
        .header_read_timeout(None)
        .max_buf_size(HEAD_BYTES);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING)
        .keep_alive_timeout(PING)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(HEAD_BYTES_MULTIPLEXED)
        .initial_stream_window_size(WINDOW)
        .initial_connection_window_size(WINDOW);
    builder
}

/// Serves a connection to its end. Returns what was overdue if that ended it.
pub async fn drive(
    builder: &Builder<TokioExecutor>,
    socket: TcpStream,
    answers: Answers,
    deadlines: &Deadlines,
) -> Option<Overdue> {
    let pulse: Arc<Pulse> = Arc::clone(&answers.pulse);
    let socket = TokioIo::new(Watched::new(socket, Arc::clone(&pulse)));
    let mut connection = pin!(builder.serve_connection(socket, answers));
    let mut asked = pin!(pulse.asked());
    let mut alarm = pin!(sleep_until(pulse.due(deadlines).0));
    std::future::poll_fn(|cx| {
        loop {
            // Its error is the client's: it went away, or spoke something else than HTTP.
            if connection.as_mut().poll(cx).is_ready() {
                return Poll::Ready(None);
            }
            if asked.as_mut().poll(cx).is_ready() {
                asked.set(pulse.asked());
                continue;
            }
            let (due, overdue) = pulse.due(deadlines);
            if due > Instant::now() {
                // A later time than the alarm's is set when the alarm goes off: rarer than requests.
                if due < alarm.deadline() || alarm.is_elapsed() {
                    alarm.as_mut().reset(due);
                }
                if alarm.as_mut().poll(cx).is_pending() {
                    return Poll::Pending;
                }
            } else if overdue == Overdue::Rest {
                pulse.told();
                connection.as_mut().graceful_shutdown();
            } else {
                pulse.cut(overdue);
                return Poll::Ready(Some(overdue));
            }
        }
    })
    .await
}
