//! Fetches one file over HTTP: goes on where it was cut off, waits and tries again, and gives up with a
//! reason.

use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use reqwest::header::{
    ACCEPT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, IF_RANGE, LOCATION,
    RANGE, RETRY_AFTER,
};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};

use super::progress::Progress;
use crate::cli::failure::Failure;

/// The most that a file may have, in bytes, as it is sent. The largest list of an AWS service has 5 GB.
const FILE_MAX: u64 = 32 * 1024 * 1024 * 1024;
/// The wait before the first new try; each further one is twice as long.
const WAIT_FIRST: Duration = Duration::from_millis(500);
/// The longest wait of our own.
const WAIT_MAX: Duration = Duration::from_secs(30);
/// The longest wait that a server may ask for.
const ASKED_MAX: Duration = Duration::from_secs(300);
/// After this many bytes of a try, the failures before it no longer count.
const HEADWAY: u64 = 1024 * 1024;
/// How often a redirect is followed.
const REDIRECTS_MAX: usize = 5;

/// Why a file cannot be had, in words.
#[derive(Debug)]
pub(super) struct Fault(pub(super) String);

/// A server that has AWS's price list: AWS's own, or a mirror.
pub(super) struct Mirror {
    client: Client,
    base: Url,
    retries: u32,
}

/// How a try ended without the file.
enum Ended {
    /// It may go better: why, and how long the server asks to wait.
    Again(String, Option<Duration>),
    /// It will not.
    Never(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self(format!("can't be written: {error}"))
    }
}

impl From<Fault> for Ended {
    fn from(Fault(reason): Fault) -> Self {
        Self::Never(reason)
    }
}

impl Mirror {
    /// A mirror whose paths begin at this address.
    pub(super) fn new(base: Url, timeout: Duration, retries: u32) -> Result<Self, Failure> {
        // That there is one already is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let policy = Policy::custom(|attempt| {
            let same = |one: &Url| one.origin() == attempt.url().origin();
            if attempt.previous().iter().all(same) && attempt.previous().len() <= REDIRECTS_MAX {
                attempt.follow()
            } else {
                attempt.stop()
            }
        });
        let client = Client::builder()
            .user_agent(concat!("reckoner/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(timeout)
            .read_timeout(timeout)
            .redirect(policy)
            .build()
            .map_err(|error| Failure::Stopped(format!("can't connect: {}", causes(&error))))?;
        Ok(Self {
            client,
            base,
            retries,
        })
    }

    /// The address of a path that an index names.
    ///
    /// # Errors
    /// In words, if it leads to another host.
    pub(super) fn address(&self, path: &str) -> Result<Url, String> {
        if path.starts_with('/') {
            let mut url = self.base.clone();
            let before = self.base.path().trim_end_matches('/').to_owned();
            url.set_path(&format!("{before}{path}"));
            return Ok(url);
        }
        let url = Url::parse(path).map_err(|_| format!("the index names {path:?}, no address"))?;
        if url.origin() == self.base.origin() {
            Ok(url)
        } else {
            Err(format!(
                "the index leads to {url}, another host than {}: refused",
                self.base
            ))
        }
    }

    /// Fetches a file. One that is there already is kept if it is `fixed`, and so is a part of it.
    pub(super) async fn fetch(
        &self,
        url: &Url,
        path: &Path,
        fixed: bool,
        progress: &Progress,
    ) -> Result<(), Fault> {
        let part = Part::of(path);
        if !fixed {
            part.drop_all(path);
        }
        let mut failures = 0;
        while !path.exists() {
            let before = part.length();
            let (reason, asked) = match self.attempt(url, &part, progress).await {
                Ok(()) => {
                    let length = part.length();
                    fs::rename(&part.bytes, path)?;
                    let _ = fs::remove_file(&part.tag);
                    progress.done(url.as_str(), length);
                    return Ok(());
                }
                Err(Ended::Never(reason)) => return Err(Fault(reason)),
                Err(Ended::Again(reason, asked)) => (reason, asked),
            };
            if part.length() >= before + HEADWAY {
                failures = 0;
            }
            failures += 1;
            if failures > self.retries {
                let tries = match failures {
                    1 => "one try".to_owned(),
                    tries => format!("{tries} tries"),
                };
                return Err(Fault(format!("{reason}; given up after {tries}")));
            }
            if let Some(asked) = asked.filter(|asked| *asked > ASKED_MAX) {
                let seconds = asked.as_secs();
                let message = format!("{reason}, and asks to wait {seconds} s: try again then");
                return Err(Fault(message));
            }
            let wait = asked.unwrap_or_else(|| pause(failures));
            let seconds = wait.as_secs_f32();
            progress.tell(&format!("{url}: {reason}; next try in {seconds:.1} s"));
            tokio::time::sleep(wait).await;
        }
        progress.done(
            url.as_str(),
            fs::metadata(path).map_or(0, |data| data.len()),
        );
        Ok(())
    }

    /// One request: for the rest, if a part is there and the server can tell whether it is still the
    /// same file.
    async fn attempt(&self, url: &Url, part: &Part, progress: &Progress) -> Result<(), Ended> {
        let rest = part.rest();
        let mut request = self.client.get(url.clone()).header(ACCEPT_ENCODING, "gzip");
        if let Some((length, tag)) = &rest {
            request = request
                .header(RANGE, format!("bytes={length}-"))
                .header(IF_RANGE, tag);
        }
        let response = request
            .send()
            .await
            .map_err(|error| Ended::Again(causes(&error), None))?;
        let status = response.status();
        let mut file = match (status, rest) {
            (StatusCode::OK, _) => {
                acceptable(response.headers())?;
                part.begin(header(response.headers(), ETAG))?
            }
            (StatusCode::PARTIAL_CONTENT, Some((length, _))) => {
                let range = header(response.headers(), CONTENT_RANGE).unwrap_or_default();
                if !range.starts_with(&format!("bytes {length}-")) {
                    part.drop_part();
                    return Err(Ended::Again(format!("sent another part, {range}"), None));
                }
                part.go_on()?
            }
            (StatusCode::RANGE_NOT_SATISFIABLE, Some(_)) => {
                part.drop_part();
                return Err(Ended::Again("has no such part".to_owned(), None));
            }
            _ => return Err(refusal(status, &response)),
        };
        copy(response, &mut file, part, progress).await
    }
}

/// Writes the body as it arrives.
async fn copy(
    mut response: Response,
    file: &mut File,
    part: &Part,
    progress: &Progress,
) -> Result<(), Ended> {
    let mut length = part.length();
    loop {
        let chunk = response.chunk().await;
        let chunk = chunk.map_err(|error| Ended::Again(causes(&error), None))?;
        let Some(chunk) = chunk else {
            return Ok(());
        };
        length += chunk.len() as u64;
        if length > FILE_MAX {
            let most = FILE_MAX / (1024 * 1024 * 1024);
            return Err(Ended::Never(format!(
                "sends more than {most} GiB: no price list does"
            )));
        }
        file.write_all(&chunk).map_err(Fault::from)?;
        progress.arrived(chunk.len());
    }
}

/// What an answer without the file means.
fn refusal(status: StatusCode, response: &Response) -> Ended {
    if let (true, Some(to)) = (
        status.is_redirection(),
        header(response.headers(), LOCATION),
    ) {
        return Ended::Never(format!(
            "answers {status} and leads to {to}: only {REDIRECTS_MAX} redirects are followed, and \
             none to another host"
        ));
    }
    let reason = format!("answers {status}");
    if status == StatusCode::TOO_MANY_REQUESTS
        || status == StatusCode::REQUEST_TIMEOUT
        || status.is_server_error()
    {
        let asked = header(response.headers(), RETRY_AFTER);
        return Ended::Again(reason, asked.and_then(|asked| wait(&asked)));
    }
    Ended::Never(reason)
}

/// The wait that `Retry-After` asks for: seconds, or a time.
fn wait(asked: &str) -> Option<Duration> {
    if let Ok(seconds) = asked.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let then = httpdate::parse_http_date(asked).ok()?;
    Some(then.duration_since(SystemTime::now()).unwrap_or_default())
}

/// The wait of our own after so many failures, with some chance in it, so that several connections do
/// not all come back at once.
fn pause(failures: u32) -> Duration {
    let doubled = WAIT_FIRST.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)));
    let whole = doubled.min(WAIT_MAX);
    let chance = RandomState::new().build_hasher().finish() % 256;
    whole + whole.saturating_mul(u32::try_from(chance).unwrap_or_default()) / 1024
}

/// Refuses what by its type is no price list, such as a page that asks to log in.
fn acceptable(headers: &HeaderMap) -> Result<(), Ended> {
    let Some(content) = header(headers, CONTENT_TYPE) else {
        return Ok(());
    };
    let media = content.split(';').next().unwrap_or_default().trim();
    let data = ["json", "octet-stream", "gzip", "x-gzip", "plain"];
    if media
        .rsplit('/')
        .next()
        .is_some_and(|kind| data.contains(&kind))
    {
        return Ok(());
    }
    Err(Ended::Never(format!(
        "sends {media}: expected application/json"
    )))
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

/// An error with what caused it.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

/// A file that is not whole yet, and the tag by which the server knows it again.
struct Part {
    bytes: PathBuf,
    tag: PathBuf,
}

impl Part {
    fn of(path: &Path) -> Self {
        let with = |end: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(end);
            PathBuf::from(name)
        };
        Self {
            bytes: with(".part"),
            tag: with(".tag"),
        }
    }

    fn length(&self) -> u64 {
        fs::metadata(&self.bytes).map_or(0, |data| data.len())
    }

    /// How much is there, and the tag, if it can go on from there.
    fn rest(&self) -> Option<(u64, String)> {
        let tag = fs::read_to_string(&self.tag).ok()?;
        Some((self.length(), tag)).filter(|(length, _)| *length > 0)
    }

    /// Begins the file anew. A weak tag says nothing about bytes.
    fn begin(&self, tag: Option<String>) -> Result<File, Fault> {
        self.drop_part();
        if let Some(tag) = tag.filter(|tag| tag.starts_with('"')) {
            fs::write(&self.tag, tag)?;
        }
        Ok(File::create(&self.bytes)?)
    }

    fn go_on(&self) -> Result<File, Fault> {
        Ok(OpenOptions::new().append(true).open(&self.bytes)?)
    }

    fn drop_part(&self) {
        // Neither need be there.
        let _ = fs::remove_file(&self.tag);
        let _ = fs::remove_file(&self.bytes);
    }

    fn drop_all(&self, path: &Path) {
        self.drop_part();
        let _ = fs::remove_file(path);
    }
}
