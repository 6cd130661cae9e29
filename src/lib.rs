//! Reckoner: what a serverless API on AWS will cost and how big each part of it must be.
//!
//! One package, built three ways:
//!
//! * no feature: the core, pure functions over exact decimals; no framework, server, file, clock or
//!   environment;
//! * `ssr`: the server, [`server`], which renders the pages of [`web`] and answers the JSON
//!   interface of [`api`];
//! * `hydrate`: the islands of `web`, compiled to WebAssembly, which run the same core in the page.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("features `ssr` (the server) and `hydrate` (the browser) exclude each other");

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "web")]
pub mod web;

/// Starts the islands of a page that the server rendered; the page's own script calls it once the
/// WebAssembly is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
