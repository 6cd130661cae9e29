//! Counts how often functions are invoked in a month, with the loops in which they invoke each other.

use core::fmt::{self, Display};

use super::calls::{RETRIED, caused, events, none, runs_again, runs_per_event, stream_records};
use super::operation::times;
use super::rounds::{Counted, Round, rounds, writes_to};
use super::triggers::{Caller, triggers};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Function, Invocation, Operation, Scenario, Table};
use crate::working::{Named as _, Quantity, Rule, Silent, Trace};

const LOOP: Rule = Rule::new(
    "a loop is counted to its end: a share of each round goes on to the next, so that all rounds together are the first one ÷ (1 − share)",
    "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
);

/// A loop that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looping {
    /// What goes round.
    pub members: Vec<Counted>,
    /// The share of each round that goes on to the next, from 0 to less than 1.
    pub share: Figure,
}

/// Counts the invocations of functions in a month.
#[derive(Debug)]
pub(super) struct Invocations<'s, T> {
    scenario: &'s Scenario,
    reaching: Quantity<T>,
    connections: Option<Quantity<T>>,
    /// Whether nothing comes from outside: neither requests nor schedules nor expiry.
    closed: bool,
    /// The end of the names of steps that are no final count.
    mark: &'static str,
    functions: Vec<Option<Quantity<T>>>,
    streams: Vec<Option<Quantity<T>>>,
    loops: Vec<Looping>,
}

impl<'s, T: Trace> Invocations<'s, T> {
    /// Counts for a scenario with `reaching` requests a month that reach functions, and with
    /// `connections` WebSocket connections a month.
    pub(super) fn new(
        scenario: &'s Scenario,
        reaching: Quantity<T>,
        connections: Option<Quantity<T>>,
    ) -> Self {
        Self {
            scenario,
            reaching,
            connections,
            closed: false,
            mark: "",
            functions: vec![None; scenario.functions.len()],
            streams: vec![None; scenario.tables.len()],
            loops: Vec::new(),
        }
    }

    /// Counts for a scenario in which nothing happens unless something is set.
    fn closed(scenario: &'s Scenario, on: T) -> Result<Self, Overflow> {
        let nothing = none(on, "", "requests")?;
        Ok(Self {
            closed: true,
            mark: ", for each",
            ..Self::new(scenario, nothing, None)
        })
    }

    /// Counts everything in these steps.
    ///
    /// # Errors
    /// [`Overflow`] if a quantity is too large, or a loop does not end.
    pub(super) fn run(&mut self, rounds: &[Round]) -> Result<(), Overflow> {
        for round in rounds {
            match round {
                Round::Once(counted) => {
                    let count = self.count(*counted)?;
                    self.set(*counted, Some(count));
                }
                Round::Loop { through, inside } => self.go_round(*through, inside)?,
                Round::Tangled(_) => return Err(Overflow),
            }
        }
        Ok(())
    }

    /// The invocations of the function at an index; 0 if it has not been counted.
    ///
    /// # Errors
    /// None, as 0 is not too large.
    pub(super) fn invocations(&self, at: usize) -> Result<Quantity<T>, Overflow> {
        match self.functions.get(at).copied().flatten() {
            Some(count) => Ok(count),
            None => none(self.reaching.trace(), "", "invocations"),
        }
    }

    /// The loops that were counted.
    pub(super) fn into_loops(self) -> Vec<Looping> {
        self.loops
    }

    fn set(&mut self, counted: Counted, count: Option<Quantity<T>>) {
        let slot = match counted {
            Counted::Function(at) => self.functions.get_mut(at),
            Counted::Stream(at) => self.streams.get_mut(at),
        };
        if let Some(slot) = slot {
            *slot = count;
        }
    }

    /// Counts a loop: the first round, what it leads to, and everything in it.
    fn go_round(&mut self, through: Counted, inside: &[Round]) -> Result<(), Overflow> {
        let mark = self.mark;
        self.set(through, None);
        if mark.is_empty() {
            self.mark = ", first round";
        }
        self.run(inside)?;
        let first = self.count(through)?;
        self.mark = mark;
        let share = share(self.scenario, first.trace(), through, inside)?;
        if share.figure() >= Figure::ONE {
            return Err(Overflow);
        }
        let (name, unit) = (named(through, self.scenario), unit(through));
        let rest = first.trace().of(Figure::ONE, "") - share.called("going on");
        let all = (first / rest).step(format_args!("{name}{mark}"), unit)?;
        self.set(through, Some(all.by(LOOP)));
        self.run(inside)?;
        if mark.is_empty() {
            let mut members = vec![through];
            members.extend(inside.iter().flat_map(Round::members));
            let share = share.figure();
            self.loops.push(Looping { members, share });
        }
        Ok(())
    }

    /// The invocations of a function, or the records of a stream. What leads to it must have been
    /// counted before; what has not been counted is 0.
    fn count(&self, counted: Counted) -> Result<Quantity<T>, Overflow> {
        let scenario = self.scenario;
        match counted {
            Counted::Function(at) => match scenario.functions.get(at) {
                Some(function) => self.invoked(function),
                None => none(self.reaching.trace(), "", "invocations"),
            },
            Counted::Stream(at) => match scenario.tables.get(at) {
                Some(table) => self.records(table),
                None => none(self.reaching.trace(), "", "records"),
            },
        }
    }

    /// Invocations a month of a function by everything that invokes it.
    fn invoked(&self, function: &'s Function) -> Result<Quantity<T>, Overflow> {
        let name = format_args!("{}{}", function.name, self.mark);
        let triggers = triggers(function, self.scenario);
        if let [caller] = triggers.as_slice() {
            return self.by(*caller, function, name);
        }
        let mut sum = None;
        for caller in triggers {
            let of = named_caller(caller);
            let name = format_args!("{}{}, by {of}", function.name, self.mark);
            let count = self.by(caller, function, name)?;
            sum = Some(match sum {
                None => count.expr(),
                Some(sum) => sum + count,
            });
        }
        match sum {
            Some(sum) => sum.step(name, "invocations"),
            None => none(self.reaching.trace(), &function.name, "invocations"),
        }
    }

    /// Invocations a month of a function by one caller, Lambda's own retries included: events of the
    /// caller × share × invocations each × runs per event; for a queue, divided by the batch size.
    fn by(
        &self,
        caller: Caller<'_>,
        function: &Function,
        name: impl Display,
    ) -> Result<Quantity<T>, Overflow> {
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
        let count = all.step(name, "invocations")?;
        Ok(match function.invocation {
            Invocation::Async if runs_again(function) => count.by(RETRIED),
            Invocation::Async | Invocation::Sync => count,
        })
    }

    /// The requests of a month, or the invocations of `function` if it is not empty.
    fn cause(&self, function: &str) -> Result<Quantity<T>, Overflow> {
        if function.is_empty() {
            return Ok(self.reaching);
        }
        let mut functions = self.scenario.functions.iter();
        let at = functions.position(|one| one.name == function);
        match at.and_then(|at| self.functions.get(at).copied().flatten()) {
            Some(count) => Ok(count),
            None => none(self.reaching.trace(), function, "invocations"),
        }
    }

    /// The events of a caller in a month.
    fn events(&self, caller: Caller<'_>) -> Result<Quantity<T>, Overflow> {
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
            Caller::Event(one) if self.closed => {
                caused(&one.name, &one.function, one.per_request, "events")
            }
            Caller::Event(one) => {
                let hours = self.scenario.billing.hours_per_month;
                events(self.cause(&one.function)?, one, hours)
            }
            Caller::Workflow(one) => {
                caused(&one.name, &one.function, one.per_request, "executions")
            }
            Caller::Stream(table) => self.stream(table),
        }
    }

    /// The records of a stream that has been counted, or 0.
    fn stream(&self, table: &Table) -> Result<Quantity<T>, Overflow> {
        let mut tables = self.scenario.tables.iter();
        let at = tables.position(|one| one.name == table.name);
        match at.and_then(|at| self.streams.get(at).copied().flatten()) {
            Some(records) => Ok(records),
            None => {
                let name = format!("stream of {}", table.name);
                none(self.reaching.trace(), &name, "records")
            }
        }
    }

    fn records(&self, table: &Table) -> Result<Quantity<T>, Overflow> {
        let scenario = self.scenario;
        let mut done: Vec<(&Operation, Quantity<T>)> = Vec::new();
        let direct = scenario.operations.iter().filter(|_| !self.closed);
        for operation in direct.filter(|one| one.table == table.name) {
            done.push((operation, times(self.reaching, operation, None)?));
        }
        for function in &scenario.functions {
            for operation in writes_to(table, function) {
                let cause = self.cause(&function.name)?;
                done.push((operation, times(cause, operation, Some(function))?));
            }
        }
        let expired = match self.closed {
            true => Figure::ZERO,
            false => table.ttl_deletes_per_month,
        };
        let expired = self.reaching.trace().of(expired, "expired");
        stream_records(expired, table, self.mark, done.into_iter())
    }
}

/// The share of a round that goes on: what one invocation, or one record, leads to in one round.
fn share<T: Trace>(
    scenario: &Scenario,
    on: T,
    through: Counted,
    inside: &[Round],
) -> Result<Quantity<T>, Overflow> {
    let mut round = Invocations::closed(scenario, on)?;
    let (name, unit) = (named(through, scenario), unit(through));
    let one = on
        .of(Figure::ONE, "")
        .step(format_args!("{name}, one"), unit)?;
    round.set(through, Some(one));
    round.run(inside)?;
    round.count(through)
}

/// The name of what is counted.
fn named(counted: Counted, scenario: &Scenario) -> impl Display {
    fmt::from_fn(move |f| match counted {
        Counted::Function(at) => match scenario.functions.get(at) {
            Some(function) => f.write_str(&function.name),
            None => Ok(()),
        },
        Counted::Stream(at) => match scenario.tables.get(at) {
            Some(table) => write!(f, "stream of {}", table.name),
            None => Ok(()),
        },
    })
}

const fn unit(counted: Counted) -> &'static str {
    match counted {
        Counted::Function(_) => "invocations",
        Counted::Stream(_) => "records",
    }
}

/// The name of a caller.
fn named_caller(caller: Caller<'_>) -> &str {
    match caller {
        Caller::Requests => "requests",
        Caller::Connections => "connections",
        Caller::Function(one) => &one.name,
        Caller::Queue(one) => &one.name,
        Caller::Topic(one) => &one.name,
        Caller::Event(one) => &one.name,
        Caller::Workflow(one) => &one.name,
        Caller::Stream(one) => &one.name,
    }
}

/// A loop that is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endless {
    /// What goes round.
    pub members: Vec<Counted>,
    /// The share of each round that goes on, 1 or more; `None` if it is too large to be kept, or if the
    /// loops are too many to be told apart.
    pub share: Option<Figure>,
}

/// The loops of a scenario that cannot be counted, as they do not end.
#[must_use]
pub fn endless(scenario: &Scenario) -> Vec<Endless> {
    let mut found = Vec::new();
    find_endless(scenario, &rounds(scenario), &mut found);
    found
}

fn find_endless(scenario: &Scenario, rounds: &[Round], found: &mut Vec<Endless>) {
    for round in rounds {
        let share = match round {
            Round::Once(_) => continue,
            Round::Tangled(_) => None,
            Round::Loop { through, inside } => {
                let before = found.len();
                find_endless(scenario, inside, found);
                if found.len() > before {
                    continue;
                }
                match share(scenario, Silent, *through, inside) {
                    Ok(share) if share.figure() < Figure::ONE => continue,
                    Ok(share) => Some(share.figure()),
                    Err(Overflow) => None,
                }
            }
        };
        found.push(Endless {
            members: round.members(),
            share,
        });
    }
}
