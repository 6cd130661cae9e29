//! Bounds on one call of a function (L-16).
//! <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>

use super::load::Load;
use crate::pricing::quota_ids;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Api, ApiKind, Function, Invocation};
use crate::sizing::ledger::{Claim, Ledger};
use crate::sizing::units::{KB_PER_MB, MS_PER_SECOND};

const DURATION: &str = "Split the work into steps, for example of a workflow.";
const PAYLOAD: &str = "Pass large data through S3 with a signed address, or stream the response.";
const EVENT: &str = "Pass large data through S3, and its key in the event.";
const STREAM: &str = "Let clients fetch large data from S3 with a signed address.";

/// Adds the bounds on a call of this function.
pub(super) fn add<'a>(
    load: &Load<'a>,
    api: Option<&'a Api>,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    if let Some(ms) = load.duration_ms {
        let timeout = ledger.allowed(quota_ids::LAMBDA_TIMEOUT)?;
        let seconds = ms.checked_div(MS_PER_SECOND.into())?;
        ledger.add(Claim::of_a_call(load.part(), timeout, seconds, DURATION))?;
    }
    let Some(function) = load.function else {
        return Ok(());
    };
    match (function.invocation, function.event_kb) {
        (Invocation::Async, Some(kb)) => {
            size(load, quota_ids::LAMBDA_PAYLOAD_ASYNC, kb, EVENT, ledger)?;
        }
        (Invocation::Sync, _) if load.answers_api() => {
            if let Some(kb) = api.and_then(|api| exchanged(api, function)) {
                size(load, quota_ids::LAMBDA_PAYLOAD_SYNC, kb, PAYLOAD, ledger)?;
            }
        }
        (Invocation::Async | Invocation::Sync, _) => {}
    }
    if let Some(kb) = function.streamed_kb {
        size(load, quota_ids::LAMBDA_STREAM_SIZE, kb, STREAM, ledger)?;
    }
    Ok(())
}

/// The larger of request and response of a call that an API passes on, in KB; a streamed response counts
/// elsewhere.
fn exchanged(api: &Api, function: &Function) -> Option<Figure> {
    if api.kind == ApiKind::Websocket {
        return api.message_kb;
    }
    let response = api.response_kb.filter(|_| function.streamed_kb.is_none());
    match (api.request_kb, response) {
        (Some(request), Some(response)) => Some(request.max(response)),
        (request, response) => request.or(response),
    }
}

fn size<'a>(
    load: &Load<'a>,
    id: crate::pricing::QuotaId,
    kb: Figure,
    remedy: &'static str,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    let allowed = ledger.allowed(id)?;
    let mb = kb.checked_div(KB_PER_MB.into())?;
    ledger.add(Claim::of_a_call(load.part(), allowed, mb, remedy))?;
    Ok(())
}
