//! Serving until told to stop, and stopping without cutting anyone off.
//!
//! On SIGTERM the server drains first: `/readyz` says that it is not ready and every answer ends its
//! connection, while it still takes new ones. So whoever spreads the load has time to go elsewhere, and
//! no client finds its connection closed under a request. Then nobody listens any more, and the running
//! requests end.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep, sleep_until};

use super::serve::{Connections, Open, accept};
use super::stage::Stage;

/// How long a stop may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// From SIGTERM until nobody listens.
    pub drain: Duration,
    /// From the signal until the process ends, whatever still runs.
    pub grace: Duration,
}

impl Default for Patience {
    /// Together shorter than the ten seconds after which `docker stop` kills.
    fn default() -> Self {
        Self {
            drain: Duration::from_secs(3),
            grace: Duration::from_secs(8),
        }
    }
}

/// What ends the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT: a person waits for the end.
    Interrupt,
    /// SIGTERM: others send requests and must learn that they should stop.
    Terminate,
}

/// Serves until the first signal, then stops: with a drain if it is [`Signal::Terminate`]. A second
/// signal ends the stop at once.
pub async fn serve_until(
    listener: TcpListener,
    connections: Connections,
    mut signals: mpsc::Receiver<Signal>,
    patience: Patience,
) {
    let open = Arc::new(Open::new(connections.progress.clone()));
    let (close, closed) = oneshot::channel();
    let closed = async {
        // An error would mean that the sender is gone, which it is only when nobody waits any more.
        let _ = closed.await;
    };
    let mut accepting = tokio::spawn(accept(listener, connections, Arc::clone(&open), closed));
    let signal = tokio::select! {
        signal = signals.recv() => signal,
        _ = &mut accepting => {
            tracing::error!("stopped, as connections are no longer accepted");
            return;
        }
    };
    let patient_until = Instant::now() + patience.grace;
    let stopped = async {
        if signal == Some(Signal::Terminate) {
            open.advance(Stage::Draining);
            sleep(patience.drain).await;
        }
        open.advance(Stage::Closing);
        // Its receiver lives as long as the loop that waits for it.
        let _ = close.send(());
        let _ = accepting.await;
        open.none().await;
    };
    tokio::select! {
        () = stopped => {}
        () = sleep_until(patient_until) => left(&open, "the time for it was over"),
        Some(_) = signals.recv() => left(&open, "of a second signal"),
    }
}

fn left(open: &Open, reason: &str) {
    let connections = open.count();
    tracing::warn!(
        connections,
        "stopped with connections still open, as {reason}"
    );
}

/// Listens for SIGINT (Ctrl-C) and, on Unix, SIGTERM.
///
/// # Errors
/// The system does not let the process listen.
pub fn signals() -> std::io::Result<mpsc::Receiver<Signal>> {
    let (sender, receiver) = mpsc::channel(2);
    forward(sender)?;
    Ok(receiver)
}

#[cfg(unix)]
fn forward(signals: mpsc::Sender<Signal>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupts = signal(SignalKind::interrupt())?;
    let mut terminations = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        loop {
            let signal = tokio::select! {
                Some(()) = interrupts.recv() => Signal::Interrupt,
                Some(()) = terminations.recv() => Signal::Terminate,
                else => return,
            };
            match signal {
                Signal::Interrupt => tracing::info!("SIGINT: stopping"),
                Signal::Terminate => tracing::info!("SIGTERM: stopping"),
            }
            if signals.send(signal).await.is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn forward(signals: mpsc::Sender<Signal>) -> std::io::Result<()> {
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            tracing::info!("Ctrl-C: stopping");
            if signals.send(Signal::Interrupt).await.is_err() {
                return;
            }
        }
    });
    Ok(())
}
