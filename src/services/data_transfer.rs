//! Data transfer out: what responses weigh when they leave AWS for the internet.

use crate::metering::Meter;
use crate::metering::demand;
use crate::metering::echo::{Say, month};
use crate::pricing::Date;
use crate::quantity::{Figure, Gigabytes, Kilobytes, Overflow, format};
use crate::scenario::{Api, ApiKind, Endpoint};
use crate::working::{Rule, Step};
use crate::workload::Workload;

const OUT: Rule = Rule {
    text: "responses to the internet are billed as data transfer out, those from a cache too; answers to refused requests, far below a KB, are left aside; a GB is 1,048,576 KB",
    href: "https://aws.amazon.com/api-gateway/pricing/",
};

const URLS: Rule = Rule {
    text: "what a function URL answers to the internet is data transfer out; a GB is 1,048,576 KB",
    href: "https://aws.amazon.com/lambda/pricing/",
};

/// The price of what goes out to the internet.
const ID: &str = "data-transfer.out.internet";

/// What functions answer through their URLs.
fn urls(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for demand in &workload.functions {
        let Some(each) = demand.function.url_response_kb else {
            continue;
        };
        let count = demand.invocations.figure();
        let quantity = Kilobytes::of(count.times(each)?).in_gb()?.figure();
        meter.add(ID, quantity, || {
            let formula = format!(
                "{}: {} responses × {each} KB ÷ 1,048,576",
                demand.function.name,
                format::grouped(count.value())
            );
            vec![
                demand::invocations_step(workload, demand),
                Step::of(formula, quantity, "GB").by(URLS),
            ]
        })?;
    }
    Ok(())
}

/// How many answers go out in a month, and how large each is if that is given: responses, or for a
/// WebSocket API the messages to clients.
fn answers(workload: &Workload<'_>, api: &Api) -> Result<(Figure, Option<Figure>), Overflow> {
    let accepted = workload.accepted.figure();
    match api.kind {
        ApiKind::Http | ApiKind::Rest => Ok((accepted, api.response_kb)),
        ApiKind::Websocket => Ok((accepted.times(api.messages_per_request)?, api.message_kb)),
    }
}

/// What all responses of a month weigh; `None` if there is no API, its response size is not given,
/// or they do not go to the internet.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn responses(workload: &Workload<'_>) -> Result<Option<Gigabytes>, Overflow> {
    let api = workload.scenario.api.as_ref();
    let Some(api) = api.filter(|api| api.endpoint != Endpoint::Private) else {
        return Ok(None);
    };
    let (count, Some(each)) = answers(workload, api)? else {
        return Ok(None);
    };
    Kilobytes::of(count.times(each)?).in_gb().map(Some)
}

/// Responses of the API.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    urls(workload, meter)?;
    let Some(api) = &workload.scenario.api else {
        return Ok(());
    };
    if api.endpoint == Endpoint::Private {
        meter.note("A private API has no data transfer out to the internet; the VPC endpoints through which it is reached are not part of this estimate.");
        return Ok(());
    }
    let (_, each) = answers(workload, api)?;
    let (Some(quantity), Some(each)) = (responses(workload)?, each) else {
        let (path, message) = match api.kind {
            ApiKind::Websocket => ("api.message_kb", "the size of a message is not given"),
            ApiKind::Http | ApiKind::Rest => {
                ("api.response_kb", "the size of a response is not given")
            }
        };
        meter.input_missing(ID, path.into(), message);
        return Ok(());
    };
    meter.add(ID, quantity.figure(), || {
        let accepted = format::grouped(workload.accepted.figure().value());
        let answers = match api.kind {
            ApiKind::Websocket => format!("{accepted} × {} messages out", api.messages_per_request),
            ApiKind::Http | ApiKind::Rest => format!("{accepted} responses"),
        };
        let formula = format!("{answers} × {each} KB ÷ 1,048,576");
        let mut steps = demand::accepted_steps(workload);
        steps.push(Step::of(formula, quantity.figure(), "GB").by(OUT));
        steps
    })
}

/// What follows from the size of responses and of messages.
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
