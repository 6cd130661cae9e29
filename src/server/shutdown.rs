//! Serving until told to stop, and stopping without cutting anyone off.

use std::future::{Future, IntoFuture, pending};
use std::io;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long running requests may go on after the signal: longer than any request may take, see
/// [`super::router::Limits`].
pub const GRACE: Duration = Duration::from_secs(15);

/// Serves until `stop` resolves, then takes no new connection and waits for the running requests,
/// for at most `grace`.
///
/// # Errors
///
/// The errors of [`axum::serve()`] that it cannot retry.
pub async fn serve_until(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
    grace: Duration,
) -> io::Result<()> {
    let (announce, announced) = oneshot::channel();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop.await;
        // The receiver is dropped only after the server has ended; then nobody needs to know.
        let _ = announce.send(());
    });
    let out_of_patience = async {
        if announced.await.is_err() {
            // The server ended before any signal; its own result counts.
            pending::<()>().await;
        }
        tokio::time::sleep(grace).await;
    };
    tokio::select! {
        ended = server.into_future() => ended,
        () = out_of_patience => {
            tracing::warn!(grace_ms = grace.as_millis(), "stopped with requests still running");
            Ok(())
        }
    }
}

/// Resolves on SIGINT (Ctrl-C) or, on Unix, SIGTERM.
pub async fn signal() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "can't listen for SIGINT");
            pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupt => tracing::info!("SIGINT: stopping"),
        () = terminate() => tracing::info!("SIGTERM: stopping"),
    }
}

#[cfg(unix)]
async fn terminate() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(error) => {
            tracing::error!(%error, "can't listen for SIGTERM");
            pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
async fn terminate() {
    pending::<()>().await;
}
