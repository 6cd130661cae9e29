//! Functions: one way to say the duration, calls that come to an end, features that go together.

use super::names::unknown;
use crate::fields::node::{quoted, shortened};
use crate::fields::points::DURATION_MAX_MS;
use crate::fields::{FaultCode, Faults, Place, Wrong};
use crate::pricing::Date;
use crate::quantity::{Figure, format};
use crate::scenario::{
    ApiKind, EPHEMERAL_FREE_MB, Function, Invocation, Package, Scenario, SnapStart,
};
use crate::working::Silent;
use crate::workload::duration::duration_of;
use crate::workload::invocations::{Endless, endless};
use crate::workload::rounds::{Counted, circle};
use crate::workload::triggers::{Caller, callers, triggers};

/// Checks each function's fields against each other, and who invokes whom.
pub(super) fn functions(scenario: &Scenario, faults: &mut Faults) {
    let list = Place::ROOT.at("functions");
    for (at, function) in scenario.functions.iter().enumerate() {
        let place = list.at(at);
        duration(function, &place, faults);
        cold_starts(function, &place, faults);
        events(function, &place, faults);
        provisioned(function, scenario, &place, faults);
        snap_start(function, scenario, &place, faults);
        batch_size(function, scenario, &place, faults);
        invoked_by(function, scenario, &place, faults);
    }
    loops(scenario, faults);
}

fn duration(function: &Function, place: &Place<'_>, faults: &mut Faults) {
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
    let Some(&(first, _)) = given.next() else {
        let wrong = Wrong::required(format!("is missing. Give {FIELDS}."));
        faults.add_once(&place.at("duration_ms"), wrong.allowed(FIELDS));
        return;
    };
    let mut once = true;
    for &(second, _) in given {
        let message = format!("cannot be given together with {first}. Give {FIELDS}.");
        let wrong = Wrong::conflict(message).given(format_args!("beside {first}"));
        faults.add_once(&place.at(second), wrong.allowed(FIELDS));
        once = false;
    }
    let field = place.at(first);
    if !once || faults.touch(&field) || faults.touch(&place.at("memory_mb")) {
        return;
    }
    match duration_of(Silent, function) {
        Ok(Some(duration)) => {
            let ms = duration.ms();
            if !ms.is_ok_and(|ms| ms <= Figure::from(DURATION_MAX_MS)) {
                faults.add_once(&field, too_long(ms.ok()));
            }
        }
        _ => {
            let memory = format::grouped(function.memory_mb);
            let message = format!(
                "must have a point at the function's memory, {memory} MB, or points on both sides of it."
            );
            let wrong = Wrong::out_of_range(message)
                .given(format_args!("no point around {} MB", function.memory_mb))
                .allowed("points at, or on both sides of, the function's memory_mb");
            faults.add_once(&field, wrong);
        }
    }
}

/// The fault of a duration that Lambda would cut off.
fn too_long(ms: Option<Figure>) -> Wrong {
    let most = format::grouped(DURATION_MAX_MS);
    let runs = ms.map_or("longer".to_owned(), |ms| {
        format!("{} ms", format::grouped(ms))
    });
    let message = format!(
        "makes the function run {runs} at this memory. Lambda stops it after {most} ms: give less, or more memory."
    );
    let wrong = Wrong::out_of_range(message)
        .allowed_by(|| format!("at most {DURATION_MAX_MS} ms at this memory"));
    match ms {
        Some(ms) => wrong.given(format_args!("{ms} ms at this memory")),
        None => wrong,
    }
}

fn cold_starts(function: &Function, place: &Place<'_>, faults: &mut Faults) {
    if function.init_ms.is_none() && !function.cold_start_rate.is_zero() {
        faults.add_once(&place.at("init_ms"), init_missing());
    }
}

/// The fault of a function that starts cold and does not say for how long.
pub(super) fn init_missing() -> Wrong {
    Wrong::required("is missing. It is needed because cold_start_rate is more than 0.")
        .allowed("the time that a cold start initialises, as cold_start_rate is not 0")
}

fn events(function: &Function, place: &Place<'_>, faults: &mut Faults) {
    if function.invocation == Invocation::Async || faults.touch(&place.at("invocation")) {
        return;
    }
    for (field, is_set) in [
        ("event_kb", function.event_kb.is_some()),
        ("async_error_rate", !function.async_error_rate.is_zero()),
    ] {
        if is_set {
            let message = "can be given only if invocation is async.";
            let wrong = Wrong::conflict(message)
                .advice("Leave it out, or set invocation to async.")
                .allowed("only where invocation is async");
            faults.add_once(&place.at(field), wrong);
        }
    }
}

/// AWS does not provision more than it keeps for a function.
/// <https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html>
fn reserved(function: &Function, place: &Place<'_>, faults: &mut Faults) {
    let (Some(reserved), Some(provisioned)) = (
        function.reserved_concurrency,
        function.provisioned_concurrency,
    ) else {
        return;
    };
    if provisioned > reserved {
        let message = format!(
            "must be at least provisioned_concurrency, which is {provisioned}; {reserved} was given."
        );
        let wrong = Wrong::out_of_range(message)
            .given(reserved)
            .allowed_by(|| format!("at least provisioned_concurrency, which is {provisioned}"));
        faults.add_once(&place.at("reserved_concurrency"), wrong);
    }
}

fn provisioned(function: &Function, scenario: &Scenario, place: &Place<'_>, faults: &mut Faults) {
    if function.provisioned_concurrency.is_none() {
        for (field, is_set) in [
            (
                "provisioned_hours_per_month",
                function.provisioned_hours_per_month.is_some(),
            ),
            (
                "provisioned_schedule",
                function.provisioned_schedule.is_some(),
            ),
            ("provisioned_share", function.provisioned_share.is_some()),
        ] {
            if is_set {
                let message = "can be given only together with provisioned_concurrency.";
                let wrong = Wrong::conflict(message)
                    .advice("Leave it out, or give provisioned_concurrency.")
                    .allowed("only with provisioned_concurrency");
                faults.add_once(&place.at(field), wrong);
            }
        }
        return;
    }
    provisioned_hours(function, scenario, place, faults);
    reserved(function, place, faults);
    let schedule = place.at("provisioned_schedule");
    if let Some(given) = &function.provisioned_schedule
        && !faults.touch(&schedule)
        && given.to_hour <= given.from_hour
    {
        let message = format!(
            "must be after from_hour, which is {}; {} was given.",
            given.from_hour, given.to_hour
        );
        let wrong = Wrong::out_of_range(message)
            .given(given.to_hour)
            .allowed_by(|| format!("an hour after from_hour, which is {}", given.from_hour));
        faults.add_once(&schedule.at("to_hour"), wrong);
    }
}

fn provisioned_hours(
    function: &Function,
    scenario: &Scenario,
    place: &Place<'_>,
    faults: &mut Faults,
) {
    let Some(given) = function.provisioned_hours_per_month else {
        return;
    };
    let hours = place.at("provisioned_hours_per_month");
    if function.provisioned_schedule.is_some() {
        let message = "cannot be given together with provisioned_schedule.";
        let wrong = Wrong::conflict(message)
            .advice("Give one of the two.")
            .given("beside provisioned_schedule")
            .allowed("one of provisioned_hours_per_month and provisioned_schedule");
        faults.add_once(&hours, wrong);
    }
    let month = scenario.billing.hours_per_month;
    if given > month && !faults.touch(&Place::ROOT.at("billing")) {
        let message =
            format!("must be at most {month}, the hours of the month; {given} was given.");
        let wrong = Wrong::out_of_range(message)
            .advice("Change billing.hours_per_month for a longer month.")
            .given(given)
            .allowed_by(|| format!("at most the month's {month} hours"));
        faults.add_once(&hours, wrong);
    }
}

/// A batch has a size only where a queue or a stream passes one.
fn batch_size(function: &Function, scenario: &Scenario, place: &Place<'_>, faults: &mut Faults) {
    let Some(given) = function.batch_size else {
        return;
    };
    let triggers = triggers(function, scenario);
    let batches = triggers.iter().any(Caller::passes_batches);
    if !faults.touch(&place.at("invoked_by")) && !batches {
        let message = "can be given only if a queue or a table's stream invokes the function.";
        let wrong = Wrong::conflict(message)
            .advice("Leave it out.")
            .given(given)
            .allowed("nothing where neither a queue nor a stream invokes");
        faults.add_once(&place.at("batch_size"), wrong);
    }
}

/// The first month in which `SnapStart` takes container images.
const IMAGES_FROM: Date = Date::known(2026, 7, 1);

/// <https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html>: not with provisioned concurrency,
/// ephemeral storage above 512 MB or custom runtimes.
fn snap_start(function: &Function, scenario: &Scenario, place: &Place<'_>, faults: &mut Faults) {
    if function.snap_start == SnapStart::Off {
        return;
    }
    let what = if function.provisioned_concurrency.is_some() {
        "provisioned_concurrency".to_owned()
    } else if function.ephemeral_storage_mb > EPHEMERAL_FREE_MB {
        format!("ephemeral_storage_mb above {EPHEMERAL_FREE_MB}")
    } else if function.package == Package::CustomRuntime {
        "the package custom-runtime".to_owned()
    } else if function.package == Package::Image
        && scenario.prices.is_some_and(|day| day < IMAGES_FROM)
    {
        format!("a container image before {IMAGES_FROM}")
    } else {
        return;
    };
    let message = format!("must be off because of {what}, which SnapStart does not support.");
    let wrong = Wrong::conflict(message).advice("Change one of the two.");
    let wrong = wrong.given(format_args!("beside {what}"));
    let wrong = wrong.allowed_by(|| format!("off; SnapStart needs a managed runtime or a container image, {EPHEMERAL_FREE_MB} MB of ephemeral storage and no provisioned concurrency"));
    faults.add_once(&place.at("snap_start"), wrong);
}

fn invoked_by(function: &Function, scenario: &Scenario, place: &Place<'_>, faults: &mut Faults) {
    let field = place.at("invoked_by");
    if faults.touch(&field) {
        return;
    }
    if let Some(name) = function.invoked_by.repeated() {
        let name = quoted(name);
        let wrong = Wrong::new(FaultCode::Duplicate, format!("names {name} twice."));
        let wrong = wrong.advice("Name it once.").given(name);
        faults.add_once(&field, wrong.allowed("each name once"));
        return;
    }
    for name in function.invoked_by.as_slice() {
        trigger(name, function, scenario, place, faults);
    }
}

/// Checks one name of what invokes a function.
fn trigger(
    name: &str,
    function: &Function,
    scenario: &Scenario,
    place: &Place<'_>,
    faults: &mut Faults,
) {
    let (field, gateway) = (place.at("invoked_by"), Place::ROOT.at("api"));
    let api = scenario.api.as_ref();
    let websocket = api.filter(|api| api.kind == ApiKind::Websocket);
    let callers = callers(name, scenario);
    let (place, wrong) = match (callers.as_slice(), websocket) {
        ([], _) if scenario.topics.iter().any(|topic| topic.name == *name) => {
            let message = "cannot be a FIFO topic, which delivers to queues only.";
            let allowed = "not a FIFO topic, which delivers to queues alone";
            let wrong = Wrong::conflict(message)
                .advice("Subscribe a queue and name the queue.")
                .given(quoted(name));
            (field, wrong.allowed(allowed))
        }
        ([], _) => (field, nobody(name, function, scenario)),
        ([Caller::Queue(_) | Caller::Stream(_)], _) if function.invocation == Invocation::Async => {
            let message =
                "must be sync: Lambda waits for the function that a queue or a stream invokes.";
            let allowed = "sync where a queue or a stream invokes, as Lambda waits for the answer";
            let wrong = Wrong::conflict(message).allowed(allowed);
            (place.at("invocation"), wrong)
        }
        ([Caller::Connections], None) => {
            let message = format!("can be {name} only if api.kind is websocket.");
            let wrong = Wrong::conflict(message).given(quoted(name));
            (field, wrong.allowed("only where api.kind is websocket"))
        }
        ([Caller::Connections], Some(api)) => {
            if api.connections_per_month.is_some() {
                return;
            }
            let message = format!("is missing. It is needed because {name} invokes a function.");
            let wrong = Wrong::required(message)
                .allowed_by(|| format!("the number of connections, as {name} invokes a function"));
            (gateway.at("connections_per_month"), wrong)
        }
        ([_], _) => return,
        _ => {
            let message = format!(
                "{} is the name of several functions, queues, topics, events, workflows or tables.",
                quoted(name)
            );
            let allowed = "a name that one function, queue, topic, event, workflow or table has";
            let wrong = Wrong::conflict(message)
                .advice("Rename all but one.")
                .given(quoted(name));
            (field, wrong.allowed(allowed))
        }
    };
    faults.add_once(&place, wrong);
}

/// Checks that every loop of functions that invoke each other ends.
fn loops(scenario: &Scenario, faults: &mut Faults) {
    let list = Place::ROOT.at("functions");
    if faults.touch(&list) || faults.touch(&Place::ROOT.at("tables")) {
        return;
    }
    for Endless { members, share } in endless(scenario) {
        for member in members {
            let Counted::Function(at) = member else {
                continue;
            };
            let names = circle(at, scenario);
            if !names.is_empty() {
                faults.add_once(&list.at(at).at("invoked_by"), without_end(&names, share));
            }
        }
    }
}

/// The fault of functions that invoke each other without an end. `names` begins with the function at
/// fault, and each function is invoked by the next. `share` is how much of each round goes on.
fn without_end(names: &[&str], share: Option<Figure>) -> Wrong {
    let allowed = "a loop of which less goes on with each round";
    let goes_on = match share {
        Some(share) => format!("{} times", format::about(share, 4)),
        None => "larger than".to_owned(),
    };
    let message = match names {
        [_] => format!(
            "makes the function invoke itself without an end: each round is {goes_on} the one before."
        ),
        _ => {
            let first = names.iter().take(1);
            let round: Vec<&str> = first.chain(names.iter().rev()).copied().collect();
            let way = shortened(&round.join(" → "));
            format!(
                "functions invoke each other in a circle without an end: {way}. Each round is {goes_on} the one before."
            )
        }
    };
    Wrong::conflict(message)
        .advice("Lower a share or a count, or change invoked_by.")
        .given(format_args!("a circle: {}", names.join(" by ")))
        .allowed(allowed)
}

/// The fault of a caller that does not exist.
fn nobody(name: &str, function: &Function, scenario: &Scenario) -> Wrong {
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
    unknown(name, names, of)
}
