//! The content security policy: what a page may load and run.
//!
//! A page names a nonce, new for each request, which its own inline scripts carry. Every other
//! response gets a policy that allows nothing.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use leptos::nonce::Nonce;
use leptos_axum::ResponseOptions;

/// The policy of every response but a page: it may load nothing, and nothing may frame it.
pub const NOTHING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The directives that are the same for every page, each with its reason. `script-src` carries the
/// nonce and is made by [`for_page`].
const DIRECTIVES: &[&str] = &[
    // Fonts, frames, workers and media come from this server alone. Not 'none', since Firefox applies
    // this directive to <link rel=modulepreload>.
    "default-src 'self'",
    // Without 'unsafe-inline': style attributes are refused too, so geometry is set by SVG
    // attributes and classes.
    "style-src 'self'",
    "img-src 'self'",
    // A <base> slipped into a page would send its relative links elsewhere.
    "base-uri 'none'",
    // A form slipped into a page must not send the scenario elsewhere.
    "form-action 'self'",
    // Nobody may lay the page under another one to catch clicks.
    "frame-ancestors 'none'",
    "object-src 'none'",
];

/// The policy of a page whose inline scripts carry `nonce`. `reload_port` is the port of
/// cargo-leptos' reload socket; `None` unless cargo-leptos watches the sources.
fn for_page(nonce: &str, reload_port: Option<u32>) -> String {
    // 'wasm-unsafe-eval' allows compiling WebAssembly and nothing more. No 'strict-dynamic': under
    // it, browsers have refused to preload modules.
    let mut policy = DIRECTIVES.join("; ");
    policy.push_str("; script-src 'self' 'nonce-");
    policy.push_str(nonce);
    policy.push_str("' 'wasm-unsafe-eval'; connect-src 'self'");
    if let Some(port) = reload_port {
        policy.push_str(&format!(" ws://127.0.0.1:{port} ws://localhost:{port}"));
    }
    policy
}

/// Sends the policy along with a page that is being rendered; `reload_port` as in [`for_page`].
pub fn insert_for_page(response: &ResponseOptions, nonce: &Nonce, reload_port: Option<u32>) {
    // A nonce is base64, so it always makes a header value. If it did not, the page would get the
    // policy that allows nothing.
    if let Ok(policy) = HeaderValue::try_from(for_page(nonce, reload_port)) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_policy() {
        assert_eq!(
            for_page("abc", None),
            "default-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
             object-src 'none'; script-src 'self' 'nonce-abc' 'wasm-unsafe-eval'; connect-src 'self'"
        );
    }

    #[test]
    fn the_reload_socket_is_allowed_while_watching_only() {
        assert!(
            for_page("abc", Some(3001))
                .ends_with("connect-src 'self' ws://127.0.0.1:3001 ws://localhost:3001")
        );
    }
}
