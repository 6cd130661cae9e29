//! Amazon API Gateway: requests a second, connections, and what one request may take.

use serde::Serialize;

use super::lambda::Load;
use super::ledger::{Claim, Ledger};
use super::rate::{Pace, Rate};
use super::units::{KB_PER_MB, MS_PER_SECOND};
use crate::pricing::{QuotaId, quota_ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Api, ApiKind, Endpoint};
use crate::workload::Workload;

const PART: &str = "api";

const RATE: &str = "";
const CONNECTIONS: &str = "Let clients keep their connections longer.";
const TIME: &str = "Answer at once and do the work in a queue or a workflow, or stream the response of a REST API.";
const PAYLOAD: &str = "Pass large data through S3 with a signed address.";
const FRAME: &str = "Clients must split a message into frames that fit.";

/// What an API must sustain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ApiSize {
    /// Requests a second that arrive; for a WebSocket API, messages in both directions.
    pub requests_per_second: Rate,
    /// The tokens of a full bucket, in requests; null if that is not on record.
    pub bucket: Option<Figure>,
    /// How long a full bucket lasts at the peak, in seconds, until throttling begins; null if the peak is
    /// within the rate.
    pub bucket_lasts_seconds: Option<Figure>,
    /// New WebSocket connections a second; null for another API, or if their number is not known.
    pub new_connections_per_second: Option<Rate>,
}

/// The size of the API, with the limits that it runs into; `None` if there is none.
///
/// AWS applies all throttles on a best effort basis: they begin at the limit, and do not cut there.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html>
pub(super) fn size<'a>(
    workload: &Workload<'a>,
    loads: &[Load<'a>],
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<Option<ApiSize>, Overflow> {
    let Some(api) = &workload.scenario.api else {
        return Ok(None);
    };
    let requests = requests(workload, api, pace)?;
    let rate = ledger.allowed(quota_ids::APIGATEWAY_THROTTLE_RATE)?;
    ledger.add(Claim::new(PART, rate, requests, RATE))?;
    let bucket = ledger.allowed(quota_ids::APIGATEWAY_THROTTLE_BURST)?.limit;
    time(api, loads, ledger)?;
    payload(api, ledger)?;
    Ok(Some(ApiSize {
        requests_per_second: requests,
        bucket,
        bucket_lasts_seconds: match (bucket, rate.limit) {
            (Some(bucket), Some(rate)) => lasts(bucket, rate, requests.peak)?,
            _ => None,
        },
        new_connections_per_second: connections(workload, pace, ledger)?,
    }))
}

/// The requests that share the account's rate: those that arrive, and the messages that a WebSocket API
/// sends through its callback address.
fn requests(workload: &Workload<'_>, api: &Api, pace: &Pace) -> Result<Rate, Overflow> {
    let arriving = workload.requests.figure();
    if api.kind != ApiKind::Websocket {
        return pace.of(arriving);
    }
    let sent = workload.accepted.figure();
    let sent = sent.checked_mul(api.messages_per_request)?;
    pace.of(arriving.checked_add(sent)?)
}

/// tokens come back at the rate; from a full bucket a demand beyond the rate lasts bucket ÷ (demand −
/// rate) seconds.
fn lasts(bucket: Figure, rate: Figure, demand: Figure) -> Result<Option<Figure>, Overflow> {
    if demand <= rate {
        return Ok(None);
    }
    bucket.checked_div(demand.checked_sub(rate)?).map(Some)
}

/// only new connections are limited.
fn connections<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<Option<Rate>, Overflow> {
    let Some(connections) = workload.connections else {
        return Ok(None);
    };
    let rate = pace.of(connections.figure())?;
    let allowed = ledger.allowed(quota_ids::APIGATEWAY_WEBSOCKET_NEW_CONNECTIONS)?;
    ledger.add(Claim::new(PART, allowed, rate, CONNECTIONS))?;
    Ok(Some(rate))
}

/// The quota of the longest integration time of this kind of API.
pub(super) const fn longest(api: &Api) -> QuotaId {
    match (api.kind, api.endpoint) {
        (ApiKind::Http, _) => quota_ids::APIGATEWAY_HTTP_TIMEOUT,
        (ApiKind::Websocket, _) => quota_ids::APIGATEWAY_WEBSOCKET_TIMEOUT,
        (ApiKind::Rest, Endpoint::Regional) => quota_ids::APIGATEWAY_REST_TIMEOUT_REGIONAL,
        (ApiKind::Rest, Endpoint::Private) => quota_ids::APIGATEWAY_REST_TIMEOUT_PRIVATE,
        (ApiKind::Rest, Endpoint::Edge) => quota_ids::APIGATEWAY_REST_TIMEOUT_EDGE,
    }
}

/// INIT and handler together must fit the integration time. A streamed response of a REST API has a
/// longer one, in minutes.
fn time<'a>(api: &Api, loads: &[Load<'a>], ledger: &mut Ledger<'a>) -> Result<(), Overflow> {
    for load in loads.iter().filter(|load| load.answers_api()) {
        let Some(ms) = load.duration_ms else {
            continue;
        };
        let streamed = load.function.is_some_and(|one| one.streamed_kb.is_some());
        let seconds = ms
            .checked_add(load.init_ms)?
            .checked_div(MS_PER_SECOND.into())?;
        let (id, time) = if streamed && api.kind == ApiKind::Rest {
            let minute = super::units::SECONDS_PER_MINUTE;
            let minutes = seconds.checked_div(minute.into())?;
            (quota_ids::APIGATEWAY_REST_STREAM_DURATION, minutes)
        } else {
            (longest(api), seconds)
        };
        let allowed = ledger.allowed(id)?;
        let part = format!("{PART}, {}", load.part());
        ledger.add(Claim::of_a_call(part, allowed, time, TIME))?;
    }
    Ok(())
}

/// what one request or message may weigh.
fn payload<'a>(api: &Api, ledger: &mut Ledger<'a>) -> Result<(), Overflow> {
    if api.kind == ApiKind::Websocket {
        let Some(kb) = api.message_kb else {
            return Ok(());
        };
        for (id, remedy) in [
            (quota_ids::APIGATEWAY_WEBSOCKET_MESSAGE, PAYLOAD),
            (quota_ids::APIGATEWAY_WEBSOCKET_FRAME, FRAME),
        ] {
            let allowed = ledger.allowed(id)?;
            ledger.add(Claim::of_a_call(PART, allowed, kb, remedy))?;
        }
        return Ok(());
    }
    let id = match api.kind {
        ApiKind::Rest => quota_ids::APIGATEWAY_REST_PAYLOAD,
        ApiKind::Http | ApiKind::Websocket => quota_ids::APIGATEWAY_HTTP_PAYLOAD,
    };
    let larger = match (api.request_kb, api.response_kb) {
        (Some(request), Some(response)) => Some(request.max(response)),
        (request, response) => request.or(response),
    };
    if let Some(kb) = larger {
        let allowed = ledger.allowed(id)?;
        let mb = kb.checked_div(KB_PER_MB.into())?;
        ledger.add(Claim::of_a_call(PART, allowed, mb, PAYLOAD))?;
    }
    Ok(())
}
