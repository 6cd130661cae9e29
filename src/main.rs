//! The server's start: settings, log, router, and then serving until told to stop; or, if the first
//! argument asks for it, a command.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::Arc;

use reckoner::book::LivePrices;
use reckoner::server::{Config, assets, build_router, reload, shutdown, telemetry};
use reckoner::state::AppState;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    if let Some(ended) = reckoner::cli::run(std::env::args_os().skip(1)) {
        return ended;
    }
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("reckoner: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let config = Config::from_env().map_err(|error| error.to_string())?;
    telemetry::init(&config);
    assets::warn_if_missing(&config.leptos_options());
    let prices = match &config.pricing_dir {
        Some(folder) => LivePrices::from_folder(folder),
        None => LivePrices::embedded(),
    };
    let prices = Arc::new(prices.map_err(|error| error.to_string())?);
    reload::on_hangup(Arc::clone(&prices))
        .map_err(|error| format!("can't listen for SIGHUP: {error}"))?;
    let state = AppState::new(config.leptos_options(), prices).watching(config.watching);
    let router = build_router(state);
    let listener = TcpListener::bind(config.site_addr).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "{} is taken: stop what listens there, or choose another address with LEPTOS_SITE_ADDR",
            config.site_addr
        ),
        _ => format!("can't listen on {}: {error}", config.site_addr),
    })?;
    let bound = listener.local_addr().map_err(|error| error.to_string())?;
    // For a person to open and a script to read; nobody reading it is no reason to stop.
    let _ = writeln!(io::stdout(), "http://{bound}").and_then(|()| io::stdout().flush());
    shutdown::serve_until(listener, router, shutdown::signal(), shutdown::GRACE)
        .await
        .map_err(|error| format!("the server stopped: {error}"))
}
