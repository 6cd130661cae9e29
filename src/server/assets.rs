//! Static files: what cargo-leptos built, under `/pkg`, and the files of `public/`.

use std::convert::Infallible;
use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use leptos::config::LeptosOptions;
use tower::Service;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Built files keep their names from one build to the next, and a script and a WebAssembly of
/// different builds don't run together. So a browser asks each time whether its copy is still right
/// (304 if it is).
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
/// For icons and the like: a copy that is one day old does no harm.
const ONE_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

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
    let pkg = Router::new()
        .fallback_service(folder(&root.join(options.site_pkg_dir.as_ref())))
        .layer(SetResponseHeaderLayer::if_not_present(
            CACHE_CONTROL,
            cache_if_found(REVALIDATE),
        ));
    let public = Router::new()
        .fallback_service(
            folder(root)
                .call_fallback_on_method_not_allowed(true)
                .fallback(pages),
        )
        .layer(SetResponseHeaderLayer::if_not_present(
            CACHE_CONTROL,
            cache_if_found(ONE_DAY),
        ));
    router
        .nest_service(pkg_route.trim_end_matches('/'), pkg)
        .fallback_service(public)
}

/// Logs a warning if the site root has no built files: the pages still work, but without style and
/// script.
pub fn warn_if_missing(options: &LeptosOptions) {
    let pkg = Path::new(options.site_root.as_ref()).join(options.site_pkg_dir.as_ref());
    if !pkg.is_dir() {
        tracing::warn!(
            folder = %pkg.display(),
            "no stylesheet and no WebAssembly here: build them, or name their folder in LEPTOS_SITE_ROOT"
        );
    }
}

fn folder(path: &Path) -> ServeDir {
    ServeDir::new(path)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

/// The header's value for a response that has a file in it, or that says that the browser's copy is
/// still right.
fn cache_if_found<B>(
    value: HeaderValue,
) -> impl FnMut(&axum::http::Response<B>) -> Option<HeaderValue> + Clone {
    move |response| {
        let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
        found.then(|| value.clone())
    }
}
