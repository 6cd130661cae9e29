//! Echoes beside the inputs of the services around the API.

use super::{idempotency, parameter_store, secrets_manager, sqs, waf};
use crate::quantity::{Figure, Overflow, format};
use crate::workload::Workload;

fn month(figure: Figure, unit: &str) -> String {
    format!("{} {unit} a month", format::about(figure.value(), 2))
}

/// What follows from the inputs of queues, topics, events, workflows, secrets, parameters, the
/// firewall, keys and the idempotency table.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echoes(
    workload: &Workload<'_>,
    echo: &mut dyn FnMut(String, String),
) -> Result<(), Overflow> {
    let scenario = workload.scenario;
    if let Some(section) = &scenario.idempotency {
        let (first, again) = idempotency::guarded(workload, section)?;
        let text = format!(
            "{} first, {} again",
            format::about(first.value(), 2),
            month(again, "requests")
        );
        echo("idempotency.share".into(), text);
    }
    for (at, key) in scenario.keys.iter().enumerate() {
        let count = workload.caused(&key.function, key.per_request)?;
        echo(format!("keys.{at}.per_request"), month(count, "requests"));
    }
    for (at, queue) in scenario.queues.iter().enumerate() {
        let found = sqs::requests(workload, queue)?;
        let path = |field: &str| format!("queues.{at}.{field}");
        echo(path("per_request"), month(found.messages, "messages"));
        echo(
            path("message_kb"),
            month(found.total()?, "metered requests"),
        );
        if queue.pollers > 0 {
            echo(
                path("pollers"),
                month(found.empty, "requests in vain at most"),
            );
        }
    }
    for (at, topic) in scenario.topics.iter().enumerate() {
        let count = workload.caused(&topic.function, topic.per_request)?;
        echo(format!("topics.{at}.per_request"), month(count, "messages"));
    }
    for (at, event) in scenario.events.iter().enumerate() {
        let count = workload.events(event)?;
        echo(format!("events.{at}.per_request"), month(count, "events"));
    }
    for (at, workflow) in scenario.workflows.iter().enumerate() {
        let count = workload.caused(&workflow.function, workflow.per_request)?;
        echo(
            format!("workflows.{at}.per_request"),
            month(count, "executions"),
        );
    }
    for (at, secret) in scenario.secrets.iter().enumerate() {
        let count = secrets_manager::calls(workload, secret)?;
        echo(format!("secrets.{at}.per_request"), month(count, "calls"));
    }
    for (at, parameter) in scenario.parameters.iter().enumerate() {
        let count = parameter_store::calls(workload, parameter)?;
        echo(
            format!("parameters.{at}.per_request"),
            month(count, "billed calls"),
        );
    }
    if scenario.waf.is_some() {
        echo(
            "waf.request_share".into(),
            month(waf::inspected(workload)?, "requests"),
        );
    }
    Ok(())
}
