//! Connections: accepted up to a bound, each with deadlines, each asked to end before the server
//! does.

mod accept;
mod answers;
mod connection;
mod open;
mod pulse;
mod stream;

pub use accept::{Connections, accept};
pub use open::Open;
pub use pulse::Deadlines;
