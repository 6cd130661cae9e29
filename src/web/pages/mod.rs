//! One file a page.

mod api;
mod calculator;
mod examples;
mod kept;
mod not_found;
mod prices;
mod scenario_file;

pub use api::Api;
pub use calculator::{Calculator, bill_fragment};
pub use kept::Kept;
use kept::holder;
pub use not_found::{NoRoute, NotFound};
pub use prices::Prices;
pub use scenario_file::scenario_file;
