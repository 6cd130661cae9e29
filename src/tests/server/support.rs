//! Sending one request to a router, the site that its assets come from, and copies of the book.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use reckoner::book::LivePrices;
use reckoner::server::{Config, build_router};
use reckoner::state::AppState;
use tower::ServiceExt;

/// A response, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header in ASCII"))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body in UTF-8")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("a body in JSON")
    }
}

/// The whole application with the built-in book.
pub fn app() -> Router {
    app_with(embedded())
}

/// The whole application as `cargo leptos watch` starts it.
pub fn watched_app() -> Router {
    build_router(state(embedded()).watching(true))
}

/// The whole application with another book.
pub fn app_with(prices: Arc<LivePrices>) -> Router {
    build_router(state(prices))
}

fn embedded() -> Arc<LivePrices> {
    Arc::new(LivePrices::embedded().expect("a sound price book"))
}

/// The state, with a small site of its own in place of the built one.
fn state(prices: Arc<LivePrices>) -> AppState {
    let config = Config {
        site_root: site(),
        ..Config::default()
    };
    AppState::new(config.leptos_options(), prices)
}

/// A copy of the price book in a folder of one test's own; a folder left from an earlier run is
/// replaced.
pub fn copied_book(name: &str) -> PathBuf {
    let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&to);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("pricing"), &to);
    to
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// Sends a GET.
pub async fn get(router: &Router, uri: &str) -> Answer {
    send(
        router,
        Request::get(uri).body(Body::empty()).expect("a request"),
    )
    .await
}

/// Sends a request.
pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router
        .clone()
        .oneshot(request)
        .await
        .expect("routers don't fail");
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX)
        .await
        .expect("a body")
        .into();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

/// A site as cargo-leptos lays it out, written anew by whichever test comes first.
fn site() -> String {
    static SITE: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    let root = SITE.get_or_init(|| {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("server-test-site");
        let pkg = root.join("pkg");
        std::fs::create_dir_all(&pkg).expect("a folder");
        for (name, content) in [
            ("robots.txt", "User-agent: *\n"),
            ("pkg/reckoner.js", "export default 'plain';\n"),
            ("pkg/reckoner.js.br", "as if compressed by brotli"),
            ("pkg/reckoner.js.gz", "as if compressed by gzip"),
        ] {
            std::fs::write(root.join(name), content).expect("a file");
        }
        root
    });
    root.to_str().expect("a path in UTF-8").to_owned()
}
