//! The server: configuration, router, what every response goes through, start and stop.
//!
//! Read [`router::build_router`] first: [`start`] serves that router, and the tests call it without
//! a port.

pub mod assets;
pub mod config;
pub mod files;
pub mod limits;
pub mod middleware;
pub mod reload;
pub mod router;
pub mod serve;
pub mod settings;
pub mod shutdown;
pub mod stage;
pub mod start;
pub mod telemetry;
pub mod traffic;

pub use config::Config;
pub use router::build_router;
