//! The server: configuration, router, what every response goes through, start and stop.
//!
//! Read [`router::build_router`] first: [`start`] serves that router, and the tests call it without
//! a port.

pub mod assets;
pub mod config;
pub mod middleware;
pub mod reload;
pub mod router;
pub mod shutdown;
pub mod start;
pub mod telemetry;

pub use config::Config;
pub use router::build_router;
