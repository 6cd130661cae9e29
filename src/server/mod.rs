//! The server: configuration, router, what every response goes through, start and stop.
//!
//! Start with [`router::build_router`]: it is what `main` serves and what the tests call, without a
//! port.

pub mod assets;
pub mod config;
pub mod middleware;
pub mod reload;
pub mod router;
pub mod shutdown;
pub mod telemetry;

pub use config::Config;
pub use router::build_router;
