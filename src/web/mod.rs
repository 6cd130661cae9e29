//! The pages: rendered whole on the server, with islands that take over in the browser.
//!
//! Only what an island needs is built for the browser. The router, the shell and the pages around
//! the islands are `ssr` alone, which keeps the client-side router out of the WebAssembly. The URL
//! is the only state, so every page works with JavaScript off.

#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod built;
pub mod calculator;
#[cfg(feature = "ssr")]
pub mod csp;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod shell;
