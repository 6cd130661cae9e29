//! The HTML document around the application.

use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::http::request::Parts;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::{HashedStylesheet, MetaTags};

use super::{built, csp};
use crate::web::app::App;

/// The pages that have an island.
const LIVE: [&str; 1] = ["/"];

/// Renders the whole document, and sends along the content security policy that lets its own inline
/// scripts run. If `watching`, the page reloads itself after a build.
pub fn shell(options: LeptosOptions, watching: bool) -> impl IntoView {
    if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) {
        csp::insert_for_page(&response, &nonce, watching.then_some(options.reload_port));
        // A page carries the nonce of its own request, and its prices may change: no copy is used unasked.
        response.insert_header(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    let options = built::as_named(options);
    // A page without an island needs no WebAssembly.
    let path = use_context::<Parts>().map(|parts| parts.uri.path().to_owned());
    let live = path.is_some_and(|path| LIVE.contains(&path.as_str()));
    let scripts = live.then({
        let options = options.clone();
        || view! { <HydrationScripts options islands=true /> }
    });
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta
                    name="description"
                    content="Cost and sizing of serverless APIs on AWS, from one description of the traffic: exact, dated, every cent traceable."
                />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options=options.clone() />
                <AutoReload disable_watch=!watching options=options />
                {scripts}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
