//! Amazon API Gateway: requests to HTTP and REST APIs, WebSocket messages and minutes, caches.
//!
//! Accepted requests are billed: requests that arrive and are neither throttled nor refused.

mod cache;
mod echo;
mod limits;
mod logs;
mod requests;
mod websocket;

pub use echo::echo;
pub use logs::{LogMetering, LogSource, log_sources};

use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::scenario::ApiKind;
use crate::working::Trace;
use crate::workload::Workload;

/// Meters requests, retries included, in the units of the API's kind, and caches or connections; notes
/// limits that the requests do not keep.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    limits::note(workload, api, meter)?;
    match api.kind {
        ApiKind::Http => requests::meter_http(workload, api, meter),
        ApiKind::Rest => {
            requests::meter_rest(workload, api, meter)?;
            cache::meter(workload, api, meter)
        }
        ApiKind::Websocket => websocket::meter(workload, api, meter),
    }
}
