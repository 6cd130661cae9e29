//! Sending one request to a router, the site that its assets come from, copies of the price folder,
//! and the program as a process.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use reckoner::book::LivePrices;
use reckoner::pricing::Date;
use reckoner::server::router::Shared;
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
    build_router(state(embedded()).watching(true), &Shared::default())
}

/// The whole application with another book.
pub fn app_with(prices: Arc<LivePrices>) -> Router {
    build_router(state(prices), &Shared::default())
}

/// The built-in book, which is read once for all tests: nothing can change it.
fn embedded() -> Arc<LivePrices> {
    static PRICES: LazyLock<Arc<LivePrices>> =
        LazyLock::new(|| Arc::new(LivePrices::embedded().expect("a sound price book")));
    Arc::clone(&PRICES)
}

/// The whole application with the built-in book and a site of the test's own.
pub fn app_of_site(site: &Path) -> Router {
    build_router(state_of(embedded(), site), &Shared::default())
}

/// The state, with a small site of its own in place of the built one.
fn state(prices: Arc<LivePrices>) -> AppState {
    state_of(prices, site())
}

fn state_of(prices: Arc<LivePrices>, site: &Path) -> AppState {
    let config = Config {
        site_root: site.to_str().expect("a path in UTF-8").to_owned(),
        ..Config::default()
    };
    AppState::new(config.leptos_options(), prices)
}

/// Sends a GET.
pub async fn get(router: &Router, uri: &str) -> Answer {
    send(
        router,
        Request::get(uri).body(Body::empty()).expect("a request"),
    )
    .await
}

/// Sends a body to an address of the application.
pub async fn post(uri: &str, media: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(uri).header("content-type", media);
    send(&app(), request.body(body.into()).expect("a request")).await
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

/// A site as a development build lays it out, written anew by whichever test comes first.
pub fn site() -> &'static Path {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let site = Site::new("server-test-site");
        site.write("robots.txt", "User-agent: *\n");
        site.write("robots.txt.br", "as if compressed by brotli");
        site.write("pkg/reckoner.css", "body {}\n");
        site.write("pkg/reckoner.js", "export default 'plain';\n");
        site.write("pkg/reckoner.js.br", "as if compressed by brotli");
        site.write("pkg/reckoner.js.gz", "as if compressed by gzip");
        site
    })
}

/// A folder of built files and files of `public/`.
pub struct Site(PathBuf);

impl Site {
    /// An empty one of one test's own.
    pub fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("pkg")).expect("a folder");
        Self(folder)
    }

    pub fn write(&self, name: &str, content: &str) {
        fs::write(self.0.join(name), content).expect("a file");
    }
}

impl Deref for Site {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

/// The day up to which the built-in book was read.
pub fn published() -> Date {
    let prices = embedded();
    prices.current().catalog().published
}

/// A copy of `pricing/` of one test's own, gone afterwards.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("pricing"),
            &folder,
        );
        Self(folder)
    }

    /// Replaces a text that is in a file.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.join(file);
        let text = fs::read_to_string(&path).expect("a text");
        assert!(text.contains(old), "{old} in {file}");
        fs::write(path, text.replace(old, new)).expect("a file");
    }
}

impl Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// Makes the second tier of HTTP APIs in us-east-2 unknown, in a copy of the book.
pub fn without_second_tier(folder: &Path) {
    let file = folder.join("us-east-2/api-gateway.toml");
    let text = fs::read_to_string(&file).expect("a text");
    let known = "{ from = \"300000000\", price = \"0.0000009\" }";
    assert_eq!(text.matches(known).count(), 1);
    let unknown = "{ from = \"300000000\", price = \"unknown\" }";
    fs::write(&file, text.replace(known, unknown)).expect("a file");
}

/// Takes regions out of a book: their folders, and their tables in the catalogue.
pub fn without_regions(folder: &Path, gone: impl Fn(&str) -> bool) {
    let catalog = folder.join("catalog.toml");
    let text = fs::read_to_string(&catalog).expect("a text");
    let mut kept = String::new();
    for (at, block) in text.split("[[region]]\n").enumerate() {
        let code = block
            .strip_prefix("code = \"")
            .and_then(|rest| rest.split('"').next());
        match code {
            Some(code) if at > 0 && gone(code) => {
                fs::remove_dir_all(folder.join(code)).expect("a folder");
                // What follows the last region stays.
                if let Some(rest) = block.find("\n[[service]]") {
                    kept.push_str(&block[rest..]);
                }
            }
            Some(_) => {
                kept.push_str("[[region]]\n");
                kept.push_str(block);
            }
            None => kept.push_str(block),
        }
    }
    fs::write(catalog, kept).expect("a file");
}

/// The program, on a free port and without the environment's settings.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reckoner"));
    command
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .env_remove("RUST_LOG")
        .env_remove("RECKONER_PRICING_DIR")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A server that runs, stopped at the end of its test.
pub struct Server {
    process: Child,
    address: String,
    log: Receiver<String>,
}

impl Server {
    /// Starts it, and waits for the address that it prints.
    pub fn start(command: &mut Command) -> Self {
        let mut process = command.spawn().expect("the program");
        let mut line = String::new();
        let out = process.stdout.take().expect("an output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("http://");
        let address = address.expect("an address").to_owned();
        let (send, log) = mpsc::channel();
        let lines = BufReader::new(process.stderr.take().expect("a log")).lines();
        std::thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .try_for_each(|line| send.send(line))
        });
        Self {
            process,
            address,
            log,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Sends a request as it is written, and returns the answer with its head.
    pub fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("a reader");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// Sends a signal, `-HUP`.
    pub fn signal(&self, signal: &str) {
        let id = self.process.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status();
        assert!(kill.expect("a kill").success());
    }

    /// Waits for its end.
    pub fn wait(&mut self) -> ExitStatus {
        self.process.wait().expect("an end")
    }

    /// Sends SIGHUP, and waits for the line of the log that ends a reload; with all before it.
    pub fn hang_up(&self, ending: &str) -> Vec<String> {
        self.signal("-HUP");
        let mut lines = Vec::new();
        loop {
            let line = self.log.recv_timeout(Duration::from_secs(60));
            let line = line.unwrap_or_else(|_| panic!("no {ending} in {lines:#?}"));
            lines.push(line.clone());
            if line.contains(ending) {
                return lines;
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
