//! Traffic: said in one way, within bounds after conversion, with weights for a custom shape.

use crate::fields::{Faults, Place, Wrong};
use crate::quantity::{Figure, format};
use crate::scenario::{ITEMS_MAX, REQUESTS_MAX, Scenario, Shape};
use crate::working::Silent;
use crate::workload::traffic::{Given, requests_per_month};
use crate::workload::{Checked, OperationDemand, Workload};

/// The most invocations of a function and times of an operation a month, after retries and fan-out.
pub const TIMES_MAX: u64 = 100_000_000_000_000_000;

/// Checks that the requests are said in exactly one way and lie within bounds.
pub(super) fn requests(scenario: &Scenario, faults: &mut Faults) {
    let traffic = &scenario.traffic;
    let root = Place::ROOT.at("traffic");
    let one = || format!("exactly one of {}", Given::FIELDS.join(", "));
    let all = Given::FIELDS.into_iter().zip(Given::all(traffic));
    let mut given = all.filter_map(|(field, given)| given.map(|_| field));
    let Some(first) = given.next() else {
        let wrong = Wrong::required(format!("is missing. Give {}.", one())).allowed_by(one);
        faults.add_once(&root.at(Given::FIELDS[0]), wrong);
        return;
    };
    for second in given {
        let wrong = Wrong::conflict(format!(
            "cannot be given together with {first}. Give {}.",
            one()
        ));
        let wrong = wrong.given(format_args!("beside {first}")).allowed_by(one);
        faults.add_once(&root.at(second), wrong);
    }
    if faults.touch(&root) {
        return;
    }
    let hours = scenario.billing.hours_per_month;
    let month = requests_per_month(Silent, traffic, hours).map(|month| month.figure());
    if !month.is_ok_and(|month| month <= Figure::whole(REQUESTS_MAX)) {
        let most = grouped(REQUESTS_MAX);
        let wrong = Wrong::out_of_range(match month {
            Ok(month) => format!(
                "makes {} requests a month. At most {most} a month can be priced.",
                format::grouped(month)
            ),
            Err(_) => {
                format!("makes more than {most} requests a month, the most that can be priced.")
            }
        });
        let wrong = match month {
            Ok(month) => wrong.given(format_args!("{month} a month")),
            Err(_) => wrong,
        };
        let wrong = wrong
            .allowed_by(|| format!("at most {REQUESTS_MAX} requests a month, after conversion"));
        faults.add_once(&root.at(first), wrong);
    }
}

/// Checks that a custom shape has weights that are not all 0, and that no other shape has weights.
pub(super) fn weights(scenario: &Scenario, faults: &mut Faults) {
    let traffic = &scenario.traffic;
    let root = Place::ROOT.at("traffic");
    if faults.touch(&root.at("shape")) {
        return;
    }
    let wrong = match (traffic.shape, &traffic.weights) {
        (Shape::Custom, None) => {
            Wrong::required("is missing. It is needed because shape is custom.")
                .advice("Give 24 or 168 weights.")
                .allowed("24 or 168 weights, as the shape is custom")
        }
        (Shape::Custom, Some(weights))
            if weights.figures().iter().all(|weight| weight.is_zero()) =>
        {
            Wrong::out_of_range("must have at least one weight above 0; every weight is 0.")
                .given("nothing but 0")
                .allowed("weights of which one at least is more than 0")
        }
        (Shape::Custom, Some(_)) | (_, None) => return,
        (_, Some(_)) => Wrong::conflict("can be given only if shape is custom.")
            .advice("Leave the weights out, or set shape to custom.")
            .allowed("weights only where shape is custom"),
    };
    faults.add_once(&root.at("weights"), wrong);
}

/// The workload of a scenario of which every field has been found right. Checks that retries and fan-out
/// multiply to numbers that can be counted.
pub(super) fn multiplied(scenario: &Checked) -> Result<Workload<'_>, Faults> {
    let mut faults = Faults::default();
    let most = Figure::whole(TIMES_MAX);
    let place = Place::ROOT.at("functions");
    let Ok(workload) = Workload::derive(scenario) else {
        faults.add(&place, too_many);
        return Err(faults);
    };
    for (at, demand) in workload.functions.iter().enumerate() {
        if demand.invocations.figure() > most {
            faults.add(&place.at(at).at("invocations_per_request"), || {
                too_many().given(format_args!("{} a month", demand.invocations.figure()))
            });
        }
    }
    let operations = Figure::whole(TIMES_MAX.saturating_mul(100));
    let items = operations.checked_mul(ITEMS_MAX.into());
    let is_too_often = |done: &OperationDemand<'_>| {
        let times = done.times.figure();
        let touched = times.checked_mul(done.operation.items.into());
        let few = touched.is_ok_and(|touched| items.is_ok_and(|most| touched <= most));
        times > operations || !few
    };
    if workload.operations.iter().any(is_too_often) {
        faults.add(&place, too_many);
    }
    faults.into_result(workload)
}

fn too_many() -> Wrong {
    let message = format!(
        "too many: with retries and fan-out this makes more than {} invocations or operations a month.",
        grouped(TIMES_MAX)
    );
    let wrong = Wrong::out_of_range(message).advice("Lower the traffic or the fan-out.");
    wrong.allowed_by(|| {
        format!("at most {TIMES_MAX} invocations or operations a month, with retries and fan-out")
    })
}

fn grouped(bound: u64) -> String {
    format::grouped(Figure::whole(bound))
}
