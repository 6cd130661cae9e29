//! What invokes a function: requests, or what its `invoked_by` names.

use crate::scenario::{
    Event, Function, Queue, QueueKind, REQUESTS, Scenario, Table, Topic, Workflow,
};

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
    #[must_use]
    pub const fn together(&self, function: &Function) -> u32 {
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
    // A function of this name is what it was before requests had a word.
    if found.is_empty() && name == REQUESTS {
        found.push(Caller::Requests);
    }
    found
}

/// What invokes a function, in the order in which `invoked_by` names it: requests if it names nothing.
/// In a checked scenario each name is the name of exactly one thing.
#[must_use]
pub fn triggers<'s>(function: &Function, scenario: &'s Scenario) -> Vec<Caller<'s>> {
    if function.invoked_by.is_empty() {
        return vec![Caller::Requests];
    }
    let names = function.invoked_by.as_slice().iter();
    names
        .map(|name| callers(name, scenario))
        .map(|found| found.first().copied().unwrap_or(Caller::Requests))
        .collect()
}
