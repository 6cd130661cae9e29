//! Traffic: said once, within bounds after conversion, with a shape that has weights.

use crate::fields::{FaultCode, Faults, Place};
use crate::quantity::Figure;
use crate::scenario::{Scenario, Shape};
use crate::working::Silent;
use crate::workload::traffic::{Given, requests_per_month};
use crate::workload::{Checked, Workload};

/// The most requests a month, before retries.
pub const REQUESTS_MAX: u64 = 1_000_000_000_000_000;
/// The most invocations of a function and times of an operation a month, after retries and fan-out.
pub const TIMES_MAX: u64 = 100_000_000_000_000_000;

/// Checks that the requests are said in exactly one way and lie within bounds.
pub fn requests(scenario: &Scenario, faults: &mut Faults) {
    let traffic = &scenario.traffic;
    let root = Place::root().at("traffic");
    let one = || format!("exactly one of {}", Given::FIELDS.join(", "));
    let all = Given::FIELDS.into_iter().zip(Given::all(traffic));
    let mut given = all.filter_map(|(field, given)| given.map(|_| field));
    let Some(first) = given.next() else {
        faults.add(&root.at(Given::FIELDS[0]), FaultCode::Required, None, one());
        return;
    };
    for second in given {
        let said = Some(format!("beside {first}"));
        faults.add(&root.at(second), FaultCode::Conflict, said, one());
    }
    if faults.touch(&root) {
        return;
    }
    let hours = scenario.billing.hours_per_month;
    let most = Figure::whole(REQUESTS_MAX);
    let month = requests_per_month(Silent, traffic, hours).map(|month| month.figure());
    if !month.is_ok_and(|month| month <= most) {
        let said = month.ok().map(|month| format!("{month} a month"));
        let allowed = "at most 1000000000000000 requests a month, after conversion";
        faults.add(&root.at(first), FaultCode::OutOfRange, said, allowed);
    }
}

/// Checks that a custom shape has weights, not all 0, and no other shape has any.
pub fn weights(scenario: &Scenario, faults: &mut Faults) {
    let traffic = &scenario.traffic;
    let place = Place::root().at("traffic").at("weights");
    if faults.touch(&place) || faults.touch(&Place::root().at("traffic").at("shape")) {
        return;
    }
    match (traffic.shape, &traffic.weights) {
        (Shape::Custom, None) => {
            let allowed = "24 or 168 weights, as the shape is custom";
            faults.add(&place, FaultCode::Required, None, allowed);
        }
        (Shape::Custom, Some(weights)) => {
            if weights.figures().iter().all(|weight| weight.is_zero()) {
                let given = Some("nothing but 0".to_owned());
                let allowed = "weights of which one at least is more than 0";
                faults.add(&place, FaultCode::OutOfRange, given, allowed);
            }
        }
        (_, Some(_)) => {
            let allowed = "weights only where shape is custom";
            faults.add(&place, FaultCode::Conflict, None, allowed);
        }
        (_, None) => {}
    }
}

/// Checks, once everything else is right, that retries and fan-out multiply to something that can
/// be counted.
pub fn multiplied(scenario: &Checked, faults: &mut Faults) {
    let most = Figure::whole(TIMES_MAX);
    let allowed = "so much that at most 100000000000000000 invocations or operations a month follow, retries and fan-out multiplied";
    let Ok(workload) = Workload::of(scenario) else {
        let place = Place::root().at("functions");
        faults.add(&place, FaultCode::OutOfRange, None, allowed);
        return;
    };
    for (at, demand) in workload.functions.iter().enumerate() {
        if demand.invocations.figure() > most {
            let place = Place::root().at("functions").at(at);
            let given = Some(format!("{} a month", demand.invocations.figure()));
            let place = place.at("invocations_per_request");
            faults.add(&place, FaultCode::OutOfRange, given, allowed);
        }
    }
    if workload
        .operations
        .iter()
        .any(|done| done.times.figure() > Figure::whole(TIMES_MAX.saturating_mul(100)))
    {
        let place = Place::root().at("functions");
        faults.add(&place, FaultCode::OutOfRange, None, allowed);
    }
}
