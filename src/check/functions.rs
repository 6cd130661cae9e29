//! Functions: one way to say the duration, no circle of calls, features that go together.

use crate::fields::{FaultCode, Faults, Place};
use crate::quantity::Figure;
use crate::scenario::{
    ApiKind, EPHEMERAL_FREE_MB, Function, Invocation, Package, Scenario, SnapStart,
};
use crate::working::Silent;
use crate::workload::calls::{Caller, callers, circle};
use crate::workload::duration::duration_of;

/// The longest that a function may run, in milliseconds.
const DURATION_MAX_MS: u32 = 900_000;

/// Checks each function's fields against each other, and who invokes whom.
pub fn functions(scenario: &Scenario, faults: &mut Faults) {
    for (at, function) in scenario.functions.iter().enumerate() {
        let place = Place::root().at("functions").at(at);
        duration(function, &place, faults);
        cold_starts(function, &place, faults);
        events(function, &place, faults);
        provisioned(function, scenario, &place, faults);
        snap_start(function, &place, faults);
        invoked_by(function, scenario, &place, faults);
    }
}

fn duration(function: &Function, place: &Place, faults: &mut Faults) {
    const FIELDS: &str =
        "exactly one of duration_ms, duration_points, or wait_ms and cpu_ms_at_1769";
    let modelled = function.wait_ms.is_some() || function.cpu_ms_at_1769.is_some();
    let model = if function.wait_ms.is_some() {
        "wait_ms"
    } else {
        "cpu_ms_at_1769"
    };
    let ways = [
        ("duration_ms", function.duration_ms.is_some()),
        ("duration_points", function.duration_points.is_some()),
        (model, modelled),
    ];
    let mut given = ways.iter().filter(|(_, is_given)| *is_given);
    let Some((first, _)) = given.next() else {
        faults.add(&place.at("duration_ms"), FaultCode::Required, None, FIELDS);
        return;
    };
    let mut once = true;
    for (second, _) in given {
        let said = Some(format!("beside {first}"));
        faults.add(&place.at(second), FaultCode::Conflict, said, FIELDS);
        once = false;
    }
    let field = place.at(first);
    if !once || faults.touch(&field) || faults.touch(&place.at("memory_mb")) {
        return;
    }
    match duration_of(Silent, function) {
        Ok(Some(duration)) => {
            let ms = duration.figure();
            if !ms.is_ok_and(|ms| ms <= Figure::from(DURATION_MAX_MS)) {
                let said = ms.ok().map(|ms| format!("{ms} ms at this memory"));
                let allowed = "at most 900000 ms at this memory";
                faults.add(&field, FaultCode::OutOfRange, said, allowed);
            }
        }
        _ => {
            let said = Some(format!("no point around {} MB", function.memory_mb));
            let allowed = "points at, or on both sides of, the function's memory_mb";
            faults.add(&field, FaultCode::OutOfRange, said, allowed);
        }
    }
}

fn cold_starts(function: &Function, place: &Place, faults: &mut Faults) {
    let init = place.at("init_ms");
    if function.init_ms.is_none() && !function.cold_start_rate.is_zero() && !faults.touch(&init) {
        let allowed = "the time that a cold start initialises, as cold_start_rate is not 0";
        faults.add(&init, FaultCode::Required, None, allowed);
    }
}

fn events(function: &Function, place: &Place, faults: &mut Faults) {
    if function.invocation == Invocation::Async || faults.touch(&place.at("invocation")) {
        return;
    }
    for (field, is_set) in [
        ("event_kb", function.event_kb.is_some()),
        ("async_error_rate", !function.async_error_rate.is_zero()),
    ] {
        if is_set {
            let allowed = "only where invocation is async";
            faults.add(&place.at(field), FaultCode::Conflict, None, allowed);
        }
    }
}

fn provisioned(function: &Function, scenario: &Scenario, place: &Place, faults: &mut Faults) {
    let hours = place.at("provisioned_hours_per_month");
    let schedule = place.at("provisioned_schedule");
    if function.provisioned_concurrency.is_none() {
        for (field, is_set) in [
            (&hours, function.provisioned_hours_per_month.is_some()),
            (&schedule, function.provisioned_schedule.is_some()),
            (
                &place.at("provisioned_share"),
                function.provisioned_share.is_some(),
            ),
        ] {
            if is_set {
                let allowed = "only with provisioned_concurrency";
                faults.add(field, FaultCode::Conflict, None, allowed);
            }
        }
        return;
    }
    if let Some(given) = function.provisioned_hours_per_month {
        if function.provisioned_schedule.is_some() {
            let said = Some("beside provisioned_schedule".to_owned());
            let allowed = "one of provisioned_hours_per_month and provisioned_schedule";
            faults.add(&hours, FaultCode::Conflict, said, allowed);
        }
        let month = scenario.billing.hours_per_month;
        if given > month && !faults.touch(&Place::root().at("billing")) {
            let allowed = format!("at most the month's {month} hours");
            faults.add(
                &hours,
                FaultCode::OutOfRange,
                Some(given.to_string()),
                allowed,
            );
        }
    }
    if let Some(given) = &function.provisioned_schedule
        && !faults.touch(&schedule)
        && given.to_hour <= given.from_hour
    {
        let said = Some(given.to_hour.to_string());
        let allowed = format!("an hour after from_hour, which is {}", given.from_hour);
        faults.add(
            &schedule.at("to_hour"),
            FaultCode::OutOfRange,
            said,
            allowed,
        );
    }
}

/// <https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html>: not with provisioned concurrency,
/// ephemeral storage above 512 MB, container images or runtimes of one's own.
fn snap_start(function: &Function, place: &Place, faults: &mut Faults) {
    let field = place.at("snap_start");
    if function.snap_start == SnapStart::Off || faults.touch(&field) {
        return;
    }
    let what = if function.provisioned_concurrency.is_some() {
        "provisioned_concurrency"
    } else if function.ephemeral_storage_mb > EPHEMERAL_FREE_MB {
        "ephemeral_storage_mb above 512"
    } else if function.package != Package::Zip {
        "a package other than zip"
    } else {
        return;
    };
    let given = Some(format!("beside {what}"));
    let allowed = "off; SnapStart needs a ZIP on a managed runtime, 512 MB of ephemeral storage and no provisioned concurrency";
    faults.add(&field, FaultCode::Conflict, given, allowed);
}

fn invoked_by(function: &Function, scenario: &Scenario, place: &Place, faults: &mut Faults) {
    let field = place.at("invoked_by");
    let name = &function.invoked_by;
    if name.is_empty() || faults.touch(&field) {
        return;
    }
    let given = Some(format!("\"{name}\""));
    let api = scenario.api.as_ref();
    let websocket = api.filter(|api| api.kind == ApiKind::Websocket);
    match (callers(name, scenario).as_slice(), websocket) {
        ([], _) if scenario.topics.iter().any(|topic| topic.name == *name) => {
            let allowed = "not a FIFO topic, which delivers to queues alone";
            faults.add(&field, FaultCode::Conflict, given, allowed);
        }
        ([], _) => {
            let allowed = known(function, scenario);
            faults.add(&field, FaultCode::UnknownName, given, allowed);
        }
        ([Caller::Queue(_) | Caller::Stream(_)], _) if function.invocation == Invocation::Async => {
            let allowed = "sync where a queue or a stream invokes, as Lambda waits for the answer";
            faults.add(&place.at("invocation"), FaultCode::Conflict, None, allowed);
        }
        ([Caller::Connections], None) => {
            let allowed = "only where api.kind is websocket";
            faults.add(&field, FaultCode::Conflict, given, allowed);
        }
        ([Caller::Connections], Some(api)) => {
            let connections = Place::root().at("api").at("connections_per_month");
            if api.connections_per_month.is_none() && !faults.touch(&connections) {
                let allowed = format!("the number of connections, as {name} invokes a function");
                faults.add(&connections, FaultCode::Required, None, allowed);
            }
        }
        ([_], _) => {
            let names = circle(function, scenario);
            if !names.is_empty() {
                let given = Some(format!("a circle: {}", names.join(" by ")));
                let allowed =
                    "what this function does not bring about itself, directly or through others";
                faults.add(&field, FaultCode::Conflict, given, allowed);
            }
        }
        _ => {
            let allowed = "a name that one function, queue, topic, event, workflow or table has";
            faults.add(&field, FaultCode::Conflict, given, allowed);
        }
    }
}

/// What can invoke a function.
fn known(function: &Function, scenario: &Scenario) -> String {
    let functions = scenario.functions.iter().map(|one| &one.name);
    let names = functions
        .filter(|name| **name != function.name)
        .chain(scenario.queues.iter().map(|one| &one.name))
        .chain(scenario.topics.iter().map(|one| &one.name))
        .chain(scenario.events.iter().map(|one| &one.name))
        .chain(scenario.workflows.iter().map(|one| &one.name))
        .chain(scenario.tables.iter().map(|one| &one.name))
        .filter(|name| callers(name, scenario).len() == 1);
    let of = "the name of another function, or of a queue, topic, event, workflow or table";
    super::one_of(names, of)
}
