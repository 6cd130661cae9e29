//! Data transfer out: the GB of responses that leave AWS for the internet.

use crate::metering::Meter;
use crate::metering::echo::{Say, month};
use crate::pricing::{Date, ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Api, ApiKind, Endpoint};
use crate::working::{KB_PER_GB, Named as _, Quantity, Rule, Trace, Working};
use crate::workload::Workload;

const OUT: Rule = Rule::new(
    "responses to the internet are billed as data transfer out, responses from a cache too; the estimate leaves out answers to refused requests, which are far below 1 KB; a GB is 1,048,576 KB",
    "https://aws.amazon.com/api-gateway/pricing/",
);
const URLS: Rule = Rule::new(
    "responses of a function URL to the internet are billed as data transfer out; a GB is 1,048,576 KB",
    "https://aws.amazon.com/lambda/pricing/",
);

/// Meters the responses of functions through their URLs.
fn urls<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    for demand in &workload.functions {
        if let Some(each) = demand.function.url_response_kb {
            let responses = demand.invocations.called("responses");
            let out = responses * each.named("KB") / KB_PER_GB;
            let out = out.step(&demand.function.name, "GB")?.by(URLS);
            meter.take(ids::DATA_TRANSFER_OUT_INTERNET, out)?;
        }
    }
    Ok(())
}

/// The number of answers that go out in a month, and the size of each in KB if it is given. Answers
/// are responses, or the messages to clients of a WebSocket API.
fn answers<T: Trace>(workload: &Workload<'_, T>, api: &Api) -> (Working<T>, Option<Figure>) {
    let accepted = workload.accepted;
    match api.kind {
        ApiKind::Http | ApiKind::Rest => (accepted.called("responses"), api.response_kb),
        ApiKind::Websocket => {
            let out = api.messages_per_request.named("messages out");
            (accepted.called("messages in") * out, api.message_kb)
        }
    }
}

/// The size of all responses of a month, in GB; `None` if there is no API, its response size is not
/// given, or its responses do not go to the internet.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn responses<T: Trace>(workload: &Workload<'_, T>) -> Result<Option<Quantity<T>>, Overflow> {
    let api = workload.scenario.api.as_ref();
    let Some(api) = api.filter(|api| api.endpoint != Endpoint::Private) else {
        return Ok(None);
    };
    let (count, Some(each)) = answers(workload, api) else {
        return Ok(None);
    };
    let out = count * each.named("KB") / KB_PER_GB;
    Ok(Some(out.step("API", "GB")?.by(OUT)))
}

/// Meters the responses of functions through their URLs, and the responses of the API.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    urls(workload, meter)?;
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    if api.endpoint == Endpoint::Private {
        meter.note("A private API has no data transfer out to the internet; the VPC endpoints through which clients reach it are not part of this estimate.");
        return Ok(());
    }
    if let Some(out) = responses(workload)? {
        return meter.take(ids::DATA_TRANSFER_OUT_INTERNET, out);
    }
    let (path, message) = match api.kind {
        ApiKind::Websocket => ("api.message_kb", "the size of a message is not given"),
        ApiKind::Http | ApiKind::Rest => ("api.response_kb", "the size of a response is not given"),
    };
    meter.input_missing(ids::DATA_TRANSFER_OUT_INTERNET, path.into(), message);
    Ok(())
}

/// The echo of the size of responses or of messages.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echo(workload: &Workload<'_>, _: Date, echo: Say<'_>) -> Result<(), Overflow> {
    if let (Some(api), Some(out)) = (&workload.scenario.api, responses(workload)?) {
        let path = match api.kind {
            ApiKind::Http | ApiKind::Rest => "api.response_kb",
            ApiKind::Websocket => "api.messages_per_request",
        };
        echo(path.into(), month(out.figure(), "GB out"));
    }
    Ok(())
}
