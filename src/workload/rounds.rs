//! In which order functions and streams are counted, and which of them go round in a loop.
//!
//! What leads to a function is counted before the function. Where that is impossible, because functions
//! lead to each other, one of them is picked: without it the rest of the loop has an order again.

use super::triggers::{Caller, triggers};
use crate::scenario::{Function, Operation, Scenario, Table};

/// How many loops may lie within each other. Each level is counted three times.
const DEPTH_MAX: usize = 4;

/// What is counted: a function's invocations or the records in a table's stream, by its index in the
/// scenario's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The function at this index.
    Function(usize),
    /// The stream of the table at this index.
    Stream(usize),
}

/// A step of counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// Something that does not lead to itself.
    Once(Counted),
    /// A loop.
    Loop {
        /// What every round passes through.
        through: Counted,
        /// The rest of the loop, in the order in which one round is counted.
        inside: Vec<Self>,
    },
    /// What leads to itself in more ways than can be told apart.
    Tangled(Vec<Counted>),
}

impl Round {
    /// Everything that is counted in this step.
    #[must_use]
    pub fn members(&self) -> Vec<Counted> {
        match self {
            Self::Once(counted) => vec![*counted],
            Self::Tangled(members) => members.clone(),
            Self::Loop { through, inside } => {
                let mut members = vec![*through];
                members.extend(inside.iter().flat_map(Self::members));
                members
            }
        }
    }
}

/// The operations of a function that write to a table.
pub(super) fn writes_to<'f>(
    table: &'f Table,
    function: &'f Function,
) -> impl Iterator<Item = &'f Operation> + use<'f> {
    let operations = function.operations.iter();
    operations.filter(|one| one.table == table.name && one.kind.writes())
}

/// What leads to what.
struct Graph {
    functions: usize,
    /// For each function, and then for each table's stream, the places of what leads to it directly;
    /// `None` for a stream that invokes nothing.
    causes: Vec<Option<Vec<usize>>>,
}

impl Graph {
    fn of(scenario: &Scenario) -> Self {
        let functions = scenario.functions.len();
        let place = |name: &str| scenario.functions.iter().position(|one| one.name == name);
        let mut causes: Vec<Option<Vec<usize>>> = Vec::with_capacity(functions);
        let mut streams: Vec<Option<Vec<usize>>> = vec![None; scenario.tables.len()];
        for function in &scenario.functions {
            let mut places = Vec::new();
            for caller in triggers(function, scenario) {
                places.extend(match caller {
                    Caller::Requests | Caller::Connections => None,
                    Caller::Function(one) => place(&one.name),
                    Caller::Queue(one) => place(&one.function),
                    Caller::Topic(one) => place(&one.function),
                    Caller::Event(one) => place(&one.function),
                    Caller::Workflow(one) => place(&one.function),
                    Caller::Stream(table) => {
                        let mut tables = scenario.tables.iter();
                        let at = tables.position(|one| one.name == table.name);
                        if let Some(stream) = at.and_then(|at| streams.get_mut(at)) {
                            stream.get_or_insert_with(|| writers(table, scenario));
                        }
                        at.map(|at| functions.saturating_add(at))
                    }
                });
            }
            causes.push(Some(places));
        }
        causes.extend(streams);
        Self { functions, causes }
    }

    fn counted(&self, place: usize) -> Counted {
        match place.checked_sub(self.functions) {
            None => Counted::Function(place),
            Some(table) => Counted::Stream(table),
        }
    }

    fn causes(&self, place: usize) -> &[usize] {
        let causes = self.causes.get(place).and_then(Option::as_ref);
        causes.map_or(&[], Vec::as_slice)
    }

    /// Groups of these places whose members lead to each other, each group after what leads to it.
    fn groups(&self, places: &[usize]) -> Vec<Vec<usize>> {
        let mut search = Search {
            graph: self,
            state: vec![State::Out; self.causes.len()],
            stack: Vec::new(),
            next: 0,
            groups: Vec::new(),
        };
        for place in places {
            search.set(*place, State::New);
        }
        for place in places {
            if search.state.get(*place) == Some(&State::New) {
                search.enter(*place);
            }
        }
        search.groups
    }

    fn is_loop(&self, group: &[usize]) -> bool {
        match group {
            [one] => self.causes(*one).contains(one),
            _ => true,
        }
    }

    fn rounds(&self, places: &[usize], depth: usize) -> Vec<Round> {
        let groups = self.groups(places);
        let rounds = groups.into_iter().map(|group| match group.as_slice() {
            [one] if !self.is_loop(&group) => Round::Once(self.counted(*one)),
            _ if depth >= DEPTH_MAX => {
                Round::Tangled(group.iter().map(|place| self.counted(*place)).collect())
            }
            _ => self.round(&group, depth),
        });
        rounds.collect()
    }

    /// A loop, through the member without which the rest has an order, if there is one. Streams come
    /// first, as several functions may pass through one.
    fn round(&self, group: &[usize], depth: usize) -> Round {
        let without = |place: usize| -> Vec<usize> {
            group.iter().copied().filter(|one| *one != place).collect()
        };
        let mut members = group.to_vec();
        members.sort_unstable_by_key(|place| (*place < self.functions, *place));
        let opens = members.iter().copied().find(|place| {
            let rest = self.groups(&without(*place));
            rest.iter().all(|group| !self.is_loop(group))
        });
        let through = opens.or_else(|| members.first().copied()).unwrap_or(0);
        Round::Loop {
            through: self.counted(through),
            inside: self.rounds(&without(through), depth.saturating_add(1)),
        }
    }
}

/// The places of the functions that write to a table.
fn writers(table: &Table, scenario: &Scenario) -> Vec<usize> {
    let functions = scenario.functions.iter().enumerate();
    let writers = functions.filter(|(_, one)| writes_to(table, one).next().is_some());
    writers.map(|(place, _)| place).collect()
}

/// Whether a place has been entered in a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It is not searched.
    Out,
    New,
    /// It is on the stack; it was entered as the first number, and leads back to the second.
    Open(usize, usize),
    Done,
}

/// Tarjan's search for groups whose members lead to each other.
/// <https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm>
struct Search<'g> {
    graph: &'g Graph,
    state: Vec<State>,
    stack: Vec<usize>,
    next: usize,
    groups: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn set(&mut self, place: usize, state: State) {
        if let Some(known) = self.state.get_mut(place) {
            *known = state;
        }
    }

    fn state(&self, place: usize) -> State {
        self.state.get(place).copied().unwrap_or(State::Out)
    }

    /// Enters a place, and gives the earliest place on the stack that it leads back to.
    fn enter(&mut self, place: usize) -> usize {
        let number = self.next;
        self.next = number.saturating_add(1);
        self.set(place, State::Open(number, number));
        self.stack.push(place);
        let mut back = number;
        for cause in self.graph.causes(place) {
            back = back.min(match self.state(*cause) {
                State::New => self.enter(*cause),
                State::Open(_, earlier) => earlier,
                State::Out | State::Done => back,
            });
        }
        self.set(place, State::Open(number, back));
        if back == number {
            let mut group = Vec::new();
            while let Some(member) = self.stack.pop() {
                self.set(member, State::Done);
                group.push(member);
                if member == place {
                    break;
                }
            }
            group.reverse();
            self.groups.push(group);
        }
        back
    }
}

/// The steps in which the functions of a scenario are counted, and the streams that invoke some.
pub(super) fn rounds(scenario: &Scenario) -> Vec<Round> {
    let functions = 0..scenario.functions.len();
    if scenario
        .functions
        .iter()
        .all(|one| one.invoked_by.is_empty())
    {
        return functions
            .map(|at| Round::Once(Counted::Function(at)))
            .collect();
    }
    let graph = Graph::of(scenario);
    let places = graph.causes.iter().enumerate();
    let places: Vec<usize> = places
        .filter_map(|(place, causes)| causes.as_ref().map(|_| place))
        .collect();
    graph.rounds(&places, 0)
}

/// The names of functions that lead to each other in a circle, this function first: each is invoked
/// by the next, and the last by the first. Empty if this function is in no circle.
#[must_use]
pub fn circle(at: usize, scenario: &Scenario) -> Vec<&str> {
    let graph = Graph::of(scenario);
    // A search in breadth enters each place once, so the circle that it finds is a shortest one.
    let mut entered: Vec<(usize, usize)> = vec![(at, 0)];
    let mut next = 0_usize;
    while let Some((place, _)) = entered.get(next).copied() {
        for cause in graph.causes(place) {
            if *cause == at {
                return way(&entered, next, scenario);
            }
            if !entered.iter().any(|(known, _)| known == cause) {
                entered.push((*cause, next));
            }
        }
        next = next.saturating_add(1);
    }
    Vec::new()
}

/// The names of the functions on the way from the first entered place to the one at index `from`.
fn way<'s>(entered: &[(usize, usize)], from: usize, scenario: &'s Scenario) -> Vec<&'s str> {
    let mut names = Vec::new();
    let mut at = from;
    while let Some((place, before)) = entered.get(at).copied() {
        names.extend(scenario.functions.get(place).map(|one| one.name.as_str()));
        if at == 0 {
            break;
        }
        at = before;
    }
    names.reverse();
    names
}
