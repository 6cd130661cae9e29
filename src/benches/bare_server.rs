//! The server without its work: it answers with bytes from two files, behind the same layers and the
//! same loop of connections. `make bench-http` compares the real server with it.
//!
//! `bare_server serve ESTIMATE PAGE` serves the first file at `POST /api/v1/estimate` and the second at
//! `/`, on a free port of this machine, and prints its address. `bare_server json SCENARIO` prints a
//! scenario in TOML as JSON.

use std::ffi::OsStr;
use std::process::ExitCode;

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use reckoner::server::router::{Shared, build_refusal, layered, probes};
use reckoner::server::serve::{Connections, Deadlines};
use reckoner::server::shutdown::{Patience, serve_until, signals};
use reckoner::server::{Config, files, telemetry};
use tokio::net::TcpListener;

fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().skip(1).collect();
    let given: Vec<&OsStr> = given.iter().map(AsRef::as_ref).collect();
    let done = match given.as_slice() {
        [what, estimate, page] if *what == "serve" => run(estimate, page),
        [what, scenario] if *what == "json" => print_json(scenario),
        _ => Err("either `serve ESTIMATE PAGE` or `json SCENARIO` is needed".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bare_server: {error}");
            ExitCode::FAILURE
        }
    }
}

type Done = Result<(), Box<dyn std::error::Error>>;

fn print_json(scenario: &OsStr) -> Done {
    let scenario: toml::Table = std::fs::read_to_string(scenario)?.parse()?;
    println!("{}", serde_json::to_string(&scenario)?);
    Ok(())
}

fn run(estimate: &OsStr, page: &OsStr) -> Done {
    let (estimate, page) = (std::fs::read(estimate)?, std::fs::read(page)?);
    let threads = tokio::runtime::Runtime::new()?;
    let served = threads.block_on(serve(estimate.into(), page.into()));
    threads.shutdown_background();
    Ok(served?)
}

async fn serve(estimate: Bytes, page: Bytes) -> std::io::Result<()> {
    if let Ok(config) = Config::from_env() {
        telemetry::init(&config);
    }
    let shared = Shared::default();
    let estimate = as_media("application/json", estimate);
    let page = as_media("text/html; charset=utf-8", page);
    let router = probes(&shared.progress)
        .route(
            "/api/v1/estimate",
            post(async move |_body: String| estimate.clone()),
        )
        .route("/", get(async move || page.clone()));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let connections = Connections {
        bound: files::connections(),
        deadlines: Deadlines::default(),
        router: layered(router, &shared),
        beyond: build_refusal(&shared),
        traffic: shared.traffic,
        progress: shared.progress,
    };
    serve_until(listener, connections, signals()?, Patience::default()).await;
    Ok(())
}

fn as_media(media: &'static str, body: Bytes) -> impl IntoResponse + Clone {
    ([(CONTENT_TYPE, media)], body)
}
