//! Who invokes which function, and how often.
//!
//! A function is invoked by requests, or by what its `invoked_by` names: another function, a queue,
//! topic, event or workflow, the stream of a table, or the opening and closing of WebSocket
//! connections.

use super::operation::times;
use super::traffic::attempts;
use crate::quantity::{Figure, Overflow};
use crate::scenario::{
    Event, Function, Invocation, Operation, Queue, QueueKind, Scenario, Table, Topic, Workflow,
};
use crate::working::{Named as _, Quantity, Rule, Trace, Working};

const RETRIED: Rule = Rule::new(
    "when an asynchronous invocation fails, Lambda runs it again, by default twice",
    "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html",
);

/// The route that API Gateway calls when a WebSocket connection opens, by AWS's own name.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html>
pub const CONNECT: &str = "$connect";
/// The route that API Gateway calls when a WebSocket connection has closed, by AWS's own name.
pub const DISCONNECT: &str = "$disconnect";

/// Where the invocations of a function come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<'s> {
    /// Requests.
    Requests,
    /// WebSocket connections that open, or that close.
    Connections,
    /// Another function.
    Function(&'s Function),
    /// Messages of a queue, which Lambda passes to the function in batches.
    Queue(&'s Queue),
    /// Messages of a topic.
    Topic(&'s Topic),
    /// Events, or a schedule.
    Event(&'s Event),
    /// Executions of a workflow.
    Workflow(&'s Workflow),
    /// Records in the stream of a table.
    Stream(&'s Table),
}

impl Caller<'_> {
    /// Whether it passes events to a function in batches.
    #[must_use]
    pub const fn passes_batches(&self) -> bool {
        matches!(self, Self::Queue(_) | Self::Stream(_))
    }

    /// How many events one invocation of a function takes together: messages of a queue or records of
    /// a stream by the function's batch size. Without one, as many messages as a request receives, and
    /// one record.
    const fn together(&self, function: &Function) -> u32 {
        match (self, function.batch_size) {
            (Self::Queue(_) | Self::Stream(_), Some(size)) => size,
            (Self::Queue(queue), None) => queue.receive_batch,
            _ => 1,
        }
    }
}

/// Everything that has this name and can invoke a function, in the order of the scenario's lists.
#[must_use]
pub fn callers<'s>(name: &str, scenario: &'s Scenario) -> Vec<Caller<'s>> {
    if name == CONNECT || name == DISCONNECT {
        return vec![Caller::Connections];
    }
    let mut found = Vec::new();
    let mut say = |of: &str, caller: Caller<'s>| {
        if of == name {
            found.push(caller);
        }
    };
    for one in &scenario.functions {
        say(&one.name, Caller::Function(one));
    }
    for one in &scenario.queues {
        say(&one.name, Caller::Queue(one));
    }
    for one in &scenario.topics {
        // A FIFO topic delivers to queues only.
        if one.kind == QueueKind::Standard {
            say(&one.name, Caller::Topic(one));
        }
    }
    for one in &scenario.events {
        say(&one.name, Caller::Event(one));
    }
    for one in &scenario.workflows {
        say(&one.name, Caller::Workflow(one));
    }
    for one in &scenario.tables {
        say(&one.name, Caller::Stream(one));
    }
    found
}

/// Who invokes a function. If nothing has the name in `invoked_by`, requests do. In a checked
/// scenario exactly one thing has that name.
#[must_use]
pub fn caller<'s>(function: &Function, scenario: &'s Scenario) -> Caller<'s> {
    if function.invoked_by.is_empty() {
        return Caller::Requests;
    }
    let found = callers(&function.invoked_by, scenario);
    found.first().copied().unwrap_or(Caller::Requests)
}

/// How many times a function runs for each event, Lambda's own retries included: 1 + e + e² for an
/// asynchronous function that fails at rate e and is retried twice; 1 for a synchronous function.
pub fn runs_per_event<T: Trace>(on: T, function: &Function) -> Working<T> {
    match function.invocation {
        Invocation::Sync => on.of(Figure::ONE, ""),
        Invocation::Async => {
            let (rate, retries) = (function.async_error_rate, function.async_retries);
            attempts(on, rate, retries, "failed and run again")
        }
    }
}

/// Whether Lambda runs events of a function again.
fn runs_again(function: &Function) -> bool {
    !function.async_error_rate.is_zero() && function.async_retries > 0
}

/// How often something happens in a month that happens `per_request` times for each `cause`. `name`
/// and `unit` name its step.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn caused<T: Trace>(
    cause: Quantity<T>,
    name: &str,
    per_request: Figure,
    unit: &'static str,
) -> Result<Quantity<T>, Overflow> {
    (cause * per_request.named("each")).step(name, unit)
}

/// Events of a month: events that requests or invocations cause, and events of a schedule.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn events<T: Trace>(
    cause: Quantity<T>,
    event: &Event,
    hours: Figure,
) -> Result<Quantity<T>, Overflow> {
    let caused = caused(cause, &event.name, event.per_request, "events")?;
    if event.per_hour.is_zero() {
        return Ok(caused);
    }
    let clock = caused.trace().of(event.per_hour, "an hour") * hours.named("hours");
    (caused + clock).step(&event.name, "events")
}

/// Records in the stream of a table in a month: one for each item that an operation writes, and one
/// for each item that expires. A write that changes nothing leaves no record; such writes are not
/// known and are counted too.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn stream_records<'o, T: Trace>(
    on: T,
    table: &Table,
    operations: impl Iterator<Item = (&'o Operation, Quantity<T>)>,
) -> Result<Quantity<T>, Overflow> {
    let mut sum = on.of(table.ttl_deletes_per_month, "expired");
    for (operation, times) in operations.filter(|(one, _)| one.table == table.name) {
        if operation.kind.writes() {
            let good = times.without(operation.condition_failure_rate.named("failed"));
            sum = sum + good.scaled(operation.items.named("items"));
        }
    }
    sum.step(format_args!("stream of {}", table.name), "records")
}

/// Counts the invocations of functions in a month. A function is counted after the functions that
/// invoke it, directly or through others.
#[derive(Debug)]
pub(super) struct Invocations<'s, T> {
    scenario: &'s Scenario,
    reaching: Quantity<T>,
    connections: Option<Quantity<T>>,
    known: Vec<(&'s str, Quantity<T>)>,
}

impl<'s, T: Trace> Invocations<'s, T> {
    /// Counts for a scenario with `reaching` requests a month that reach functions, and with
    /// `connections` WebSocket connections a month.
    pub(super) const fn new(
        scenario: &'s Scenario,
        reaching: Quantity<T>,
        connections: Option<Quantity<T>>,
    ) -> Self {
        Self {
            scenario,
            reaching,
            connections,
            known: Vec::new(),
        }
    }

    /// Invocations a month of a function, Lambda's own retries included: events of its caller ×
    /// share × invocations each × runs per event; for a queue, divided by the batch size. The
    /// functions that invoke this function must have been counted before.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large.
    pub(super) fn count(&mut self, function: &'s Function) -> Result<Quantity<T>, Overflow> {
        let caller = caller(function, self.scenario);
        let events = self.events(caller)?;
        let runs = runs_per_event(events.trace(), function);
        let all = (events * function.share.named("share"))
            .scaled(function.invocations_per_request.named("each"))
            .scaled(runs);
        // The division, which may not end, comes last.
        let all = match caller.together(function) {
            1 => all,
            batch => all / batch.named("together"),
        };
        let count = all.step(&function.name, "invocations")?;
        let count = match function.invocation {
            Invocation::Async if runs_again(function) => count.by(RETRIED),
            Invocation::Async | Invocation::Sync => count,
        };
        self.known.push((&function.name, count));
        Ok(count)
    }

    /// Invocations of the function of this name; `None` if no such function has been counted.
    fn known(&self, name: &str) -> Option<Quantity<T>> {
        let mut known = self.known.iter();
        known.find(|(of, _)| *of == name).map(|(_, count)| *count)
    }

    /// The requests of a month, or the invocations of `function` if it is not empty.
    fn cause(&self, function: &str) -> Result<Quantity<T>, Overflow> {
        if function.is_empty() {
            return Ok(self.reaching);
        }
        match self.known(function) {
            Some(count) => Ok(count),
            None => none(self.reaching.trace(), function, "invocations"),
        }
    }

    /// The events of a caller in a month.
    fn events(&self, caller: Caller<'_>) -> Result<Quantity<T>, Overflow> {
        let hours = self.scenario.billing.hours_per_month;
        let caused = |name, function: &str, per_request, unit| {
            caused(self.cause(function)?, name, per_request, unit)
        };
        match caller {
            Caller::Requests => Ok(self.reaching),
            Caller::Connections => match self.connections {
                Some(connections) => Ok(connections),
                None => none(self.reaching.trace(), "", "connections"),
            },
            Caller::Function(one) => self.cause(&one.name),
            Caller::Queue(one) => caused(&one.name, &one.function, one.per_request, "messages"),
            Caller::Topic(one) => caused(&one.name, &one.function, one.per_request, "messages"),
            Caller::Event(one) => events(self.cause(&one.function)?, one, hours),
            Caller::Workflow(one) => {
                caused(&one.name, &one.function, one.per_request, "executions")
            }
            Caller::Stream(table) => self.records(table),
        }
    }

    fn records(&self, table: &Table) -> Result<Quantity<T>, Overflow> {
        let scenario = self.scenario;
        let mut done: Vec<(&Operation, Quantity<T>)> = Vec::new();
        for operation in &scenario.operations {
            done.push((operation, times(self.reaching, operation, None)?));
        }
        for function in &scenario.functions {
            for operation in writes_to(table, function) {
                let cause = self.cause(&function.name)?;
                done.push((operation, times(cause, operation, Some(function))?));
            }
        }
        stream_records(self.reaching.trace(), table, done.into_iter())
    }
}

/// A quantity of 0, for a name that nothing has.
pub(super) fn none<T: Trace>(
    on: T,
    name: &str,
    unit: &'static str,
) -> Result<Quantity<T>, Overflow> {
    on.of(Figure::ZERO, unit).step(name, unit)
}

/// The indices of the functions, each after the functions that invoke it. Functions that invoke
/// each other in a circle come last; a checked scenario has no circle.
pub(super) fn order(scenario: &Scenario) -> Vec<usize> {
    let functions = &scenario.functions;
    let mut left: Vec<usize> = (0..functions.len()).collect();
    if functions.iter().all(|one| one.invoked_by.is_empty()) {
        return left;
    }
    let mut order: Vec<usize> = Vec::with_capacity(functions.len());
    let mut placed: Vec<&str> = Vec::with_capacity(functions.len());
    loop {
        let before = order.len();
        left.retain(|index| {
            let Some(function) = functions.get(*index) else {
                return false;
            };
            let causes = causes(function, scenario);
            let follows = causes
                .iter()
                .all(|cause| placed.contains(&cause.name.as_str()));
            if follows {
                order.push(*index);
                placed.push(&function.name);
            }
            !follows
        });
        if order.len() == before {
            order.append(&mut left);
            return order;
        }
    }
}

/// The operations of a function that write to a table.
fn writes_to<'f>(
    table: &'f Table,
    function: &'f Function,
) -> impl Iterator<Item = &'f Operation> + use<'f> {
    let operations = function.operations.iter();
    operations.filter(|one| one.table == table.name && one.kind.writes())
}

/// The functions that invoke this function, directly or through a queue, topic, event, workflow or
/// stream.
fn causes<'s>(function: &Function, scenario: &'s Scenario) -> Vec<&'s Function> {
    let named = |name: &str| {
        let found = scenario.functions.iter().find(|one| one.name == name);
        found.into_iter().collect()
    };
    match caller(function, scenario) {
        Caller::Requests | Caller::Connections => Vec::new(),
        Caller::Function(caller) => vec![caller],
        Caller::Queue(queue) => named(&queue.function),
        Caller::Topic(topic) => named(&topic.function),
        Caller::Event(event) => named(&event.function),
        Caller::Workflow(workflow) => named(&workflow.function),
        Caller::Stream(table) => {
            let writers = scenario.functions.iter();
            let writers = writers.filter(|one| writes_to(table, one).next().is_some());
            writers.collect()
        }
    }
}

/// The names of functions that invoke each other in a circle, this function first: each is invoked
/// by the next, and the last by the first. Empty if this function is in no circle.
#[must_use]
pub fn circle<'s>(function: &'s Function, scenario: &'s Scenario) -> Vec<&'s str> {
    // A search in breadth enters each function once, so the circle that it finds is a shortest one.
    let mut entered: Vec<(&Function, usize)> = vec![(function, 0)];
    let mut at = 0;
    while let Some((next, _)) = entered.get(at).copied() {
        for cause in causes(next, scenario) {
            if cause.name == function.name {
                return way(&entered, at);
            }
            if !entered.iter().any(|(known, _)| known.name == cause.name) {
                entered.push((cause, at));
            }
        }
        at = at.saturating_add(1);
    }
    Vec::new()
}

/// The names on the way from the first entered function to the one at index `from`.
fn way<'s>(entered: &[(&'s Function, usize)], from: usize) -> Vec<&'s str> {
    let mut names = Vec::new();
    let mut at = from;
    while let Some((function, before)) = entered.get(at).copied() {
        names.push(function.name.as_str());
        if at == 0 {
            break;
        }
        at = before;
    }
    names.reverse();
    names
}
