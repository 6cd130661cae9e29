//! Who invokes which function, and how often.
//!
//! A function is invoked by requests, or by what its `invoked_by` names: another function, a queue,
//! topic, event or workflow, the stream of a table, or the opening and closing of WebSocket
//! connections.

use super::traffic::attempts;
use crate::quantity::{Count, Figure, Overflow};
use crate::scenario::{
    Event, Function, Invocation, Operation, Queue, QueueKind, Scenario, Table, Topic, Workflow,
};

/// The route that API Gateway calls when a WebSocket connection opens, by AWS's own name.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html>
pub const CONNECT: &str = "$connect";
/// The route that it calls when one has closed.
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
    /// Messages of a queue, so many at once.
    Queue(&'s Queue),
    /// Messages of a topic.
    Topic(&'s Topic),
    /// Events, or a schedule.
    Event(&'s Event),
    /// Executions of a workflow.
    Workflow(&'s Workflow),
    /// Changes in a table.
    Stream(&'s Table),
}

/// Everything of this name that can invoke a function, in the order of the scenario's lists.
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
        // A FIFO topic delivers to queues alone.
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

/// Who invokes a function. A name that nothing has counts as requests; a checked scenario has none,
/// and none that two things have.
#[must_use]
pub fn caller<'s>(function: &Function, scenario: &'s Scenario) -> Caller<'s> {
    if function.invoked_by.is_empty() {
        return Caller::Requests;
    }
    let found = callers(&function.invoked_by, scenario);
    found.first().copied().unwrap_or(Caller::Requests)
}

/// How many times a function runs for each event, Lambda's own retries included: 1 + e + e² for an
/// asynchronous one that fails at rate e and is retried twice; 1 for any other.
///
/// # Errors
/// [`Overflow`] never for rates within 0 and 1.
pub fn runs_per_event(function: &Function) -> Result<Figure, Overflow> {
    match function.invocation {
        Invocation::Sync => Ok(Figure::ONE),
        Invocation::Async => attempts(function.async_error_rate, function.async_retries),
    }
}

/// Events of a month: those that something causes, and those of the clock.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn events(event: &Event, caused: Figure, hours: Figure) -> Result<Figure, Overflow> {
    caused.plus(event.per_hour.times(hours)?)
}

/// The successful and the failed ones of so many operations.
pub(super) fn by_outcome(
    operation: &Operation,
    times: Count,
) -> Result<(Figure, Figure), Overflow> {
    let failed = times.figure().times(operation.condition_failure_rate)?;
    Ok((times.figure().minus(failed)?, failed))
}

/// Records in the stream of a table: one for each item that an operation writes, and one for each that
/// expires. What changes nothing in an item leaves none, which is not known here.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn stream_records<'o>(
    table: &Table,
    operations: impl Iterator<Item = (&'o Operation, Count)>,
) -> Result<Figure, Overflow> {
    let mut sum = table.ttl_deletes_per_month;
    for (operation, times) in operations.filter(|(one, _)| one.table == table.name) {
        if operation.kind.writes() {
            let (good, _) = by_outcome(operation, times)?;
            sum = sum.plus(good.times(operation.items.into())?)?;
        }
    }
    Ok(sum)
}

/// How far a function is counted.
#[derive(Clone, Copy, Debug)]
enum State {
    Open,
    /// Being counted, so that whoever asks for it is part of a circle.
    Begun,
    Known(Count),
}

/// Counts the invocations of functions in a month, each once, whoever asks for it.
#[derive(Debug)]
pub struct Invocations<'s> {
    scenario: &'s Scenario,
    reaching: Count,
    growth: Figure,
    /// One for each function; none until one is invoked by something else than requests.
    known: Vec<State>,
}

impl<'s> Invocations<'s> {
    /// Of a scenario whose functions so many requests a month reach, after the traffic has grown by
    /// this factor.
    #[must_use]
    pub const fn new(scenario: &'s Scenario, reaching: Count, growth: Figure) -> Self {
        Self {
            scenario,
            reaching,
            growth,
            known: Vec::new(),
        }
    }

    /// Invocations a month of the function in this place, Lambda's own retries included: what its
    /// caller does × share × invocations each × runs per event; of a queue, in batches.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large, or functions invoke each other in a circle, which no
    /// checked scenario has.
    pub fn of(&mut self, place: usize) -> Result<Count, Overflow> {
        let scenario = self.scenario;
        let function = scenario.functions.get(place).ok_or(Overflow)?;
        if function.invoked_by.is_empty() {
            return invoked(function, self.reaching);
        }
        if self.known.is_empty() {
            self.known = vec![State::Open; scenario.functions.len()];
        }
        match self.known.get(place) {
            Some(State::Known(count)) => return Ok(*count),
            Some(State::Open) => {}
            _ => return Err(Overflow),
        }
        self.set(place, State::Begun);
        let (events, batch) = self.events(caller(function, scenario))?;
        let count = invoked(function, Count::of(events))?;
        // The division, which may not end, comes last.
        let count = match batch {
            1 => count,
            batch => Count::of(count.figure().over(batch.into())?),
        };
        self.set(place, State::Known(count));
        Ok(count)
    }

    fn set(&mut self, place: usize, state: State) {
        if let Some(known) = self.known.get_mut(place) {
            *known = state;
        }
    }

    /// How often a caller acts in a month, and how many of its acts make one invocation.
    fn events(&mut self, caller: Caller<'_>) -> Result<(Figure, u32), Overflow> {
        let hours = self.scenario.billing.hours_per_month;
        let one = |events| (events, 1);
        match caller {
            Caller::Requests => Ok(one(self.reaching.figure())),
            Caller::Connections => {
                let api = self.scenario.api.as_ref().ok_or(Overflow)?;
                let connections = super::connections(api, self.growth)?;
                connections.map(Count::figure).map(one).ok_or(Overflow)
            }
            Caller::Function(function) => self.named(&function.name).map(one),
            Caller::Queue(queue) => {
                let messages = self.caused(&queue.function, queue.per_request)?;
                Ok((messages, queue.receive_batch))
            }
            Caller::Topic(topic) => self.caused(&topic.function, topic.per_request).map(one),
            Caller::Event(event) => {
                let caused = self.caused(&event.function, event.per_request)?;
                events(event, caused, hours).map(one)
            }
            Caller::Workflow(workflow) => self
                .caused(&workflow.function, workflow.per_request)
                .map(one),
            Caller::Stream(table) => self.records(table).map(one),
        }
    }

    fn named(&mut self, name: &str) -> Result<Figure, Overflow> {
        let functions = &self.scenario.functions;
        match functions.iter().position(|one| one.name == name) {
            Some(place) => self.of(place).map(Count::figure),
            None => Ok(Figure::ZERO),
        }
    }

    fn caused(&mut self, function: &str, per_request: Figure) -> Result<Figure, Overflow> {
        let reaching = self.reaching.figure();
        super::causes::caused(reaching, function, per_request, |name| self.named(name))
    }

    fn records(&mut self, table: &Table) -> Result<Figure, Overflow> {
        let scenario = self.scenario;
        let mut done: Vec<(&Operation, Count)> = Vec::new();
        for operation in &scenario.operations {
            done.push((operation, self.reaching.times(operation.count)?));
        }
        for (place, function) in scenario.functions.iter().enumerate() {
            for operation in writes_to(table, function) {
                done.push((operation, self.of(place)?.times(operation.count)?));
            }
        }
        stream_records(table, done.into_iter())
    }
}

fn invoked(function: &Function, events: Count) -> Result<Count, Overflow> {
    events
        .times(function.share)?
        .times(function.invocations_per_request)?
        .times(runs_per_event(function)?)
}

/// What a function writes to a table.
fn writes_to<'f>(
    table: &'f Table,
    function: &'f Function,
) -> impl Iterator<Item = &'f Operation> + use<'f> {
    let operations = function.operations.iter();
    operations.filter(|one| one.table == table.name && one.kind.writes())
}

/// The functions whose invocations bring this one about, one step back.
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

/// The names of the functions that bring each other about in a circle through this one, itself first,
/// each brought about by the next; empty if there is none.
#[must_use]
pub fn circle<'s>(function: &'s Function, scenario: &'s Scenario) -> Vec<&'s str> {
    // Each function is entered once, from the one that it brings about: a shortest way back.
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
