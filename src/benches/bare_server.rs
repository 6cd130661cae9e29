//! The server without its work: it answers with bytes from two files, behind the same layers and the
//! same loop of connections. `make bench-http` compares the real server with it.
//!
//! `bare_server ESTIMATE PAGE` serves the first file at `POST /api/v1/estimate` and the second at `/`,
//! on a free port of this machine, and prints its address.

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
    let [estimate, page] = given.as_slice() else {
        eprintln!("bare_server: two files are needed: an estimate and a page");
        return ExitCode::from(2);
    };
    let read = std::fs::read(estimate).and_then(|estimate| Ok((estimate, std::fs::read(page)?)));
    let served = read.and_then(|(estimate, page)| {
        let threads = tokio::runtime::Runtime::new()?;
        let served = threads.block_on(serve(estimate.into(), page.into()));
        threads.shutdown_background();
        served
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bare_server: {error}");
            ExitCode::FAILURE
        }
    }
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
