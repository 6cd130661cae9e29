//! Reckoner: what a serverless API on AWS will cost and how big each part of it must be.
//!
//! One package, built three ways:
//!
//! * no feature of a framework: the core, pure functions over exact decimals; no framework, server,
//!   file, clock or environment. Two of its features are on by default: `words` adds what only a form
//!   and its reader need, such as labels and derivations; `compare` adds what the server alone
//!   answers: alternatives, the months to come, and how big each part must be;
//! * `ssr`: the server, [`server`], which renders the pages of [`web`] and answers the JSON
//!   interface of [`api`]. The command line, [`cli`], starts the server and maintains the price book;
//! * `hydrate`: the islands of `web`, compiled to WebAssembly, which run the same core in the page.
//!   They are built without `words` and `compare`, which would more than double their size.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("features `ssr` (the server) and `hydrate` (the browser) exclude each other");

/// Declares modules under the lints that keep the core pure and exact: no float, no panic, no unchecked
/// arithmetic.
macro_rules! core_modules {
    ($($(#[$attribute:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$attribute])*
            #[deny(
                clippy::arithmetic_side_effects,
                clippy::cast_lossless,
                clippy::cast_possible_truncation,
                clippy::cast_possible_wrap,
                clippy::cast_precision_loss,
                clippy::cast_sign_loss,
                clippy::expect_used,
                clippy::float_arithmetic,
                clippy::indexing_slicing,
                clippy::panic,
                clippy::unwrap_used
            )]
            pub mod $name;
        )+
    };
}

core_modules!(
    check,
    #[cfg(feature = "compare")]
    compare,
    estimate,
    fields,
    metering,
    #[cfg(feature = "words")]
    picture,
    pricing,
    quantity,
    scenario,
    services,
    #[cfg(feature = "compare")]
    sizing,
    working,
    workload,
);

#[cfg(feature = "ssr")]
pub mod api;
#[cfg(feature = "ssr")]
pub mod book;
#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod problems;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "web")]
pub mod web;

/// Starts the islands of a page that the server rendered; the page's own script calls it once the
/// WebAssembly is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
