//! Static files: what cargo-leptos built, under `/pkg`, and the files of `public/`.

use std::convert::Infallible;
use std::io;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, VARY};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use leptos::config::LeptosOptions;
use tower::{Service, ServiceExt};
use tower_http::services::ServeDir;

use crate::web::built;

/// For a file whose name has the hash of its content: under this name it never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Files without a hash keep their names from one build to the next, and a script and a WebAssembly
/// of different builds don't run together. So a browser asks each time whether its copy is still
/// right (304 if it is).
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
/// For icons and the like: a copy that is one day old does no harm.
const ONE_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
/// What a file can be asked with.
const READING: HeaderValue = HeaderValue::from_static("GET,HEAD");

/// Serves the site's files. If a file has a `.br` or `.gz` beside it that the browser accepts, that
/// one is sent. A request for anything but a file goes to `pages`.
pub fn serve<S, F>(router: Router<S>, options: &LeptosOptions, pages: F) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    F: Service<Request, Response = Response, Error = Infallible> + Clone + Send + Sync + 'static,
    F::Future: Send + 'static,
{
    let root = Path::new(options.site_root.as_ref());
    let pkg_route = options.site_pkg_dir_route_base();
    let files = folder(&built::folder(options));
    let pkg = Router::new().fallback(async move |request: Request| {
        let hashed = built::is_hashed(request.uri().path());
        let cache = if hashed { FOR_EVER } else { REVALIDATE };
        match file(&files, request).await {
            Ok(response) => described(response, cache),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        }
    });
    let files = folder(root);
    let public = async move |request: Request| match file(&files, request).await {
        Ok(response) => described(response, ONE_DAY),
        Err(request) => pages.clone().oneshot(request).await.into_response(),
    };
    router
        .nest(pkg_route.trim_end_matches('/'), pkg)
        .fallback(public)
}

/// Logs a warning if the built files are not all there: the pages still work, but without style or
/// script.
pub fn warn_if_missing(options: &LeptosOptions) {
    let missing = built::missing(options);
    if !missing.is_empty() {
        tracing::warn!(
            folder = %built::folder(options).display(),
            missing = missing.join(", "),
            "not all of the stylesheet, the script and the WebAssembly are here: build them, or name their folder in LEPTOS_SITE_ROOT"
        );
    }
}

fn folder(path: &Path) -> ServeDir {
    ServeDir::new(path)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

/// The file that the request asks for; the request itself if there is no such file.
async fn file(folder: &ServeDir, request: Request) -> Result<Response, Request> {
    let (parts, body) = request.into_parts();
    let reads = [Method::GET, Method::HEAD].contains(&parts.method);
    let mut asked = Request::from_parts(parts.clone(), Body::empty());
    if !reads {
        // Whether there is such a file decides between 405 and 404.
        *asked.method_mut() = Method::HEAD;
    }
    match folder.clone().try_call(asked).await {
        Ok(found) if found.status() == StatusCode::NOT_FOUND => {
            Err(Request::from_parts(parts, body))
        }
        Ok(_) if !reads => Ok((StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, READING)]).into_response()),
        Ok(found) => Ok(found.map(Body::new)),
        Err(error) if names_no_file(&error) => Err(Request::from_parts(parts, body)),
        Err(error) => {
            tracing::error!(%error, "a file of the site can't be read");
            Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
    }
}

/// Whether the system says that no file can have this name: there is none, it is longer than the
/// file system takes, or it goes on below a file.
fn names_no_file(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput
    )
}

/// Adds how long a copy may be kept and what the choice of the file depends on, if the response has
/// a file in it or says that the browser's copy is still right.
fn described(mut response: Response, cache: HeaderValue) -> Response {
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, cache);
        headers.insert(VARY, ACCEPT_ENCODING.into());
    }
    response
}
