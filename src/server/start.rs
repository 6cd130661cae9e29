//! The server's start: settings, log, prices, router, and then serving until told to stop.

use std::io::{self, ErrorKind, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;

use super::config::Config;
use super::router::{Shared, build_refusal, build_router};
use super::serve::Connections;
use super::{assets, files, reload, shutdown, telemetry};
use crate::book::LivePrices;
use crate::state::AppState;

/// Serves until SIGINT or SIGTERM, on threads of its own.
///
/// # Errors
/// Why the server could not start, or why it stopped, in words.
pub fn run() -> Result<(), String> {
    // Before the threads: nothing else needs to be known to refuse a setting.
    let config = Config::from_env().map_err(|faults| faults.to_string())?;
    telemetry::init(&config);
    let threads = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("can't start the server's threads: {error}"))?;
    let ended = threads.block_on(serve(config));
    // Whatever still runs has had its time, and the threads would wait for it.
    threads.shutdown_background();
    ended
}

async fn serve(config: Config) -> Result<(), String> {
    let options = config.leptos_options();
    assets::warn_if_missing(&options);
    let prices = match &config.pricing_dir {
        Some(folder) => LivePrices::from_folder(folder),
        None => LivePrices::embedded(),
    };
    let prices = Arc::new(prices.map_err(|error| error.to_string())?);
    reload::on_hangup(Arc::clone(&prices))
        .map_err(|error| format!("can't listen for SIGHUP: {error}"))?;
    let state = AppState::new(options, prices).watching(config.watching);
    let signals =
        shutdown::signals().map_err(|error| format!("can't listen for signals: {error}"))?;
    let listener = TcpListener::bind(config.site_addr)
        .await
        .map_err(|error| not_bound(config.site_addr, &error))?;
    let bound = listener.local_addr().map_err(|error| error.to_string())?;
    // A person opens the address and a script reads it. If nobody reads it, the server serves all
    // the same.
    let _ = writeln!(io::stdout(), "http://{bound}").and_then(|()| io::stdout().flush());
    let shared = Shared {
        limits: config.limits,
        ..Shared::default()
    };
    let connections = Connections {
        bound: config.max_connections.unwrap_or_else(files::connections),
        deadlines: config.deadlines,
        router: build_router(state, &shared),
        beyond: build_refusal(&shared),
        traffic: shared.traffic,
        progress: shared.progress,
    };
    shutdown::serve_until(listener, connections, signals, config.patience).await;
    Ok(())
}

fn not_bound(address: SocketAddr, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "{address} is taken: stop what listens there, or choose another address with \
             LEPTOS_SITE_ADDR"
        ),
        _ => format!("can't listen on {address}: {error}"),
    }
}
