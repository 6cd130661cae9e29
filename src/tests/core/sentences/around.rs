//! Functions, tables, and what surrounds the API.

use super::{assert_sentences, faults};
use reckoner::fields::Faults;

#[test]
fn a_function() {
    let ways = "exactly one of duration_ms, duration_points, or wait_ms and cpu_ms_at_1769";
    assert_sentences(&[
        (
            "functions.0.duration_ms=",
            &format!("functions.0.duration_ms: is missing. Give {ways}."),
        ),
        (
            "functions.0.wait_ms=1",
            &format!(
                "functions.0.wait_ms: cannot be given together with duration_ms. Give {ways}."
            ),
        ),
        (
            "functions.0.duration_ms=&functions.0.duration_points=128:1,256:1",
            "functions.0.duration_points: must have a point at the function's memory, 512 MB, or points on both sides of it.",
        ),
        (
            "functions.0.duration_ms=&functions.0.cpu_ms_at_1769=900000",
            "functions.0.cpu_ms_at_1769: makes the function run 3,109,570.3125 ms at this memory. Lambda stops it after 900,000 ms: give less, or more memory.",
        ),
        (
            "functions.0.cold_start_rate=0.5",
            "functions.0.init_ms: is missing. It is needed because cold_start_rate is more than 0.",
        ),
        (
            "functions.0.event_kb=1",
            "functions.0.event_kb: can be given only if invocation is async. Leave it out, or set invocation to async.",
        ),
        (
            "functions.0.provisioned_share=0.5",
            "functions.0.provisioned_share: can be given only together with provisioned_concurrency. Leave it out, or give provisioned_concurrency.",
        ),
        (
            "functions.0.provisioned_concurrency=1&functions.0.provisioned_hours_per_month=731",
            "functions.0.provisioned_hours_per_month: must be at most 730, the hours of the month; 731 was given. Change billing.hours_per_month for a longer month.",
        ),
        (
            "functions.0.provisioned_concurrency=1&functions.0.provisioned_hours_per_month=7&functions.0.provisioned_schedule.from_hour=1&functions.0.provisioned_schedule.to_hour=2",
            "functions.0.provisioned_hours_per_month: cannot be given together with provisioned_schedule. Give one of the two.",
        ),
        (
            "functions.0.provisioned_concurrency=1&functions.0.provisioned_schedule.from_hour=9&functions.0.provisioned_schedule.to_hour=9",
            "functions.0.provisioned_schedule.to_hour: must be after from_hour, which is 9; 9 was given.",
        ),
    ]);
}

#[test]
fn who_invokes_a_function() {
    let queue = "functions.0.invoked_by=q&queues.0.name=q&queues.0.message_kb=1";
    let topic = "functions.0.invoked_by=n&topics.0.name=n&topics.0.message_kb=1&topics.0.kind=fifo";
    let b = "functions.1.name=b&functions.1.memory_mb=512&functions.1.duration_ms=1";
    let circle = faults(&format!(
        "{b}&functions.0.invoked_by=b&functions.1.invoked_by=a"
    ));
    let circle: Vec<String> = circle.iter().map(ToString::to_string).collect();
    assert_eq!(
        circle,
        [
            "functions.0.invoked_by: functions invoke each other in a circle without an end: a → b → a. Each round is 1 times the one before. Lower a share or a count, or change invoked_by.",
            "functions.1.invoked_by: functions invoke each other in a circle without an end: b → a → b. Each round is 1 times the one before. Lower a share or a count, or change invoked_by.",
        ]
    );
    assert_sentences(&[
        (
            "functions.0.invoked_by=a",
            "functions.0.invoked_by: makes the function invoke itself without an end: each round is 1 times the one before. Lower a share or a count, or change invoked_by.",
        ),
        (
            "functions.0.invoked_by=c",
            "functions.0.invoked_by: \"c\" is not the name of another function, or of a queue, topic, event, workflow or table. Use one of: t.",
        ),
        (
            "functions.0.invoked_by=$connect",
            "functions.0.invoked_by: can be $connect only if api.kind is websocket.",
        ),
        (
            "functions.0.invoked_by=$connect&api.kind=websocket",
            "api.connections_per_month: is missing. It is needed because $connect invokes a function.",
        ),
        (
            &format!("{queue}&functions.0.invocation=async"),
            "functions.0.invocation: must be sync: Lambda waits for the function that a queue or a stream invokes.",
        ),
        (
            topic,
            "functions.0.invoked_by: cannot be a FIFO topic, which delivers to queues only. Subscribe a queue and name the queue.",
        ),
        (
            &format!("{queue}&topics.0.name=q&topics.0.message_kb=1"),
            "functions.0.invoked_by: \"q\" is the name of several functions, queues, topics, events, workflows or tables. Rename all but one.",
        ),
    ]);
}

#[test]
fn a_table_and_its_operations() {
    let query = "operations.0.table=t&operations.0.kind=query&operations.0.item_kb=1";
    let put = "operations.0.table=t&operations.0.kind=put&operations.0.item_kb=1";
    let batch = "operations.0.table=t&operations.0.kind=batch-write&operations.0.item_kb=1";
    let index = "tables.0.indexes.0.name=g&tables.0.indexes.0.projected_kb=1";
    assert_sentences(&[
        (
            "tables.0.item_count=5",
            "tables.0.item_count: cannot be given together with storage_gb: storage is computed from one of the two. Leave one out.",
        ),
        (
            "tables.0.storage_gb=&tables.0.item_count=5",
            "tables.0.item_kb: is missing. It is needed because item_count is given.",
        ),
        (
            "tables.0.class=standard-ia&tables.0.capacity.reserved_read_units=1",
            "tables.0.capacity.reserved_read_units: must be 0: reserved capacity covers only tables of class standard. Leave it out or change class.",
        ),
        (
            &format!("{index}&tables.0.indexes.0.kind=lsi&tables.0.indexes.0.read_units=1"),
            "tables.0.indexes.0.read_units: cannot be given for a local index, which uses the table's capacity. Leave it out.",
        ),
        (
            &format!("{put}&{index}&operations.0.index=g"),
            "operations.0.index: can be given only for query and scan. Leave it out or change kind.",
        ),
        (
            &format!("{query}&{index}&operations.0.index=x"),
            "operations.0.index: \"x\" is not the name of an index of the table. Use one of: g.",
        ),
        (
            &format!("{query}&operations.0.index=x"),
            "operations.0.index: \"x\" is not the name of an index of the table.",
        ),
        (
            &format!("{query}&{index}&operations.0.index=g&operations.0.consistency=strong"),
            "operations.0.consistency: must be eventual: a global index has no strongly consistent reads. Read the table or a local index instead.",
        ),
        (
            &format!("{query}&operations.0.transactional=true"),
            "operations.0.transactional: must be false: a transaction only gets, puts, updates and deletes items by their keys. Leave it out or change kind.",
        ),
        (
            &format!("{query}&operations.0.condition_failure_rate=0.5"),
            "operations.0.condition_failure_rate: must be 0 for an operation that only reads: only writes have conditions.",
        ),
        (
            &format!("{batch}&operations.0.condition_failure_rate=0.5"),
            "operations.0.condition_failure_rate: must be 0 for a batch write, which has no conditions.",
        ),
        (
            &format!("{batch}&operations.0.items=26"),
            "operations.0.items: must be at most 25 for one operation of this kind; 26 was given. Divide it into several operations.",
        ),
    ]);
}

#[test]
fn fields_without_effect_and_limits_of_tables() {
    let of =
        |kind| format!("operations.0.table=t&operations.0.kind={kind}&operations.0.item_kb=400");
    let local: String = (0..6)
        .map(|at| {
            let place = format!("tables.0.indexes.{at}");
            format!("{place}.name=l{at}&{place}.kind=lsi&{place}.projected_kb=1&")
        })
        .collect();
    let global = "tables.0.indexes.0.name=g&tables.0.indexes.0.projected_kb=1";
    assert_sentences(&[
        (
            "tables.0.capacity.read_units=5",
            "tables.0.capacity.read_units: can be given only if capacity.mode is provisioned: an on-demand table has no capacity. Leave it out, or set capacity.mode to provisioned.",
        ),
        (
            &format!("{global}&tables.0.indexes.0.write_units=5"),
            "tables.0.indexes.0.write_units: can be given only if capacity.mode is provisioned: an on-demand table has no capacity. Leave it out, or set capacity.mode to provisioned.",
        ),
        (
            &format!("{}&operations.0.existing_item_kb=1", of("get")),
            "operations.0.existing_item_kb: can be given only for an operation that writes. Leave it out: item_kb is the size of the item.",
        ),
        (
            &format!("{}&operations.0.consistency=strong", of("put")),
            "operations.0.consistency: can be strong only for an operation that reads. Leave it out.",
        ),
        (
            &format!(
                "{}&operations.0.condition_failure_rate=0.1",
                of("condition-check")
            ),
            "operations.0.condition_failure_rate: must be 0 for a condition check, which is billed alike whether it holds or fails.",
        ),
        (
            local.trim_end_matches('&'),
            "tables.0.indexes.5.kind: must be gsi: a table has at most 5 local indexes.",
        ),
        (
            &format!(
                "{}&operations.0.transactional=true&operations.0.items=11",
                of("put")
            ),
            "operations.0.items: makes the items weigh more than 4,096 KB together. Divide it into several operations.",
        ),
        (
            &format!("{}&operations.0.items=11", of("condition-check")),
            "operations.0.items: makes the items weigh more than 4,096 KB together. Divide it into several operations.",
        ),
        (
            &format!("{}&operations.0.items=41", of("batch-get")),
            "operations.0.items: makes the items weigh more than 16,384 KB together. Divide it into several operations.",
        ),
        (
            &format!("{}&operations.0.items=10001", of("put")),
            "operations.0.items: must be at most 10,000 for one operation of this kind; 10001 was given. Divide it into several operations.",
        ),
    ]);
    for fits in [
        format!(
            "{}&operations.0.transactional=true&operations.0.items=10",
            of("put")
        ),
        format!("{}&operations.0.items=40", of("batch-get")),
        format!("{}&operations.0.items=4000000", of("scan")),
    ] {
        assert_eq!(faults(&fits), Faults::default(), "{fits}");
    }
}

#[test]
fn batches_events_and_container_images() {
    let image = "functions.0.package=image&functions.0.snap_start=java";
    let queue = "functions.0.invoked_by=q&queues.0.name=q&queues.0.message_kb=1";
    assert_sentences(&[
        (
            "functions.0.batch_size=5",
            "functions.0.batch_size: can be given only if a queue or a table's stream invokes the function. Leave it out.",
        ),
        (
            "events.0.name=e",
            "events.0.event_kb: is missing. It is needed because kind is custom.",
        ),
        (
            "events.0.name=e&events.0.kind=pipe",
            "events.0.event_kb: is missing. It is needed because kind is pipe.",
        ),
        (
            &format!("prices=2026-06-30&{image}"),
            "functions.0.snap_start: must be off because of a container image before 2026-07-01, which SnapStart does not support. Change one of the two.",
        ),
        (
            "functions.0.package=custom-runtime&functions.0.snap_start=java",
            "functions.0.snap_start: must be off because of the package custom-runtime, which SnapStart does not support. Change one of the two.",
        ),
    ]);
    for fits in [
        image,
        &format!("prices=2026-07-01&{image}"),
        &format!("{queue}&functions.0.batch_size=10000"),
        "functions.0.invoked_by=t&functions.0.batch_size=10000",
        "events.0.name=e&events.0.kind=rule",
        "events.0.name=e&events.0.kind=scheduler",
    ] {
        assert_eq!(faults(fits), Faults::default(), "{fits}");
    }
}

#[test]
fn what_surrounds_the_api() {
    let queue = "queues.0.name=q&queues.0.message_kb=200";
    let secret = "secrets.0.name=s";
    assert_sentences(&[
        (
            &format!("{queue}&queues.0.function=g"),
            "queues.0.function: \"g\" is not the name of a function. Use one of: a.",
        ),
        (
            &format!("{queue}&queues.1.name=q&queues.1.message_kb=1"),
            "queues.1.name: \"q\" is the name of another item of this list. Rename one.",
        ),
        (
            &format!("{queue}&queues.0.send_batch=6"),
            "queues.0.send_batch: makes a batch heavier than 1,024 KB. Put fewer messages into a batch, or make message_kb smaller.",
        ),
        (
            &format!("{queue}&queues.0.kind=fifo&queues.0.fair=true"),
            "queues.0.fair: must be false: only standard queues are fair. Leave it out, or set kind to standard.",
        ),
        (
            "topics.0.name=n&topics.0.kind=fifo&topics.0.message_kb=1&topics.0.functions=1",
            "topics.0.functions: must be 0: a FIFO topic delivers to queues only. Leave it out, or set kind to standard.",
        ),
        (
            &format!("{secret}&secrets.0.cache_seconds=5"),
            "secrets.0.callers: is missing. It is needed because cache_seconds is given.",
        ),
        (
            &format!("{secret}&secrets.0.callers=5"),
            "secrets.0.cache_seconds: is missing. It is needed because callers is given.",
        ),
        (
            &format!("{secret}&secrets.0.encryption=aws-owned"),
            "secrets.0.encryption: must be aws-managed or customer-managed: a secret is always encrypted with a KMS key.",
        ),
        (
            &format!(
                "{secret}&secrets.0.encryption=customer-managed&secrets.0.key=k&keys.0.name=k&keys.0.kind=rsa-2048"
            ),
            "secrets.0.key: must be a symmetric key: \"k\" is not, and services encrypt with symmetric keys only.",
        ),
        (
            "logs.class=infrequent-access&monitoring.embedded_metrics=1",
            "logs.class: must be standard: CloudWatch extracts embedded metrics from that class only. Change the class, or leave out embedded metrics.",
        ),
        (
            "logs.class=standard&logs.insights_queries_per_month=1",
            "logs.scanned_gb_per_query: is missing. It is needed because insights_queries_per_month is more than 0.",
        ),
        (
            "monitoring.embedded_kb=1",
            "logs: is missing. It is needed because monitoring.embedded_kb is written to logs.",
        ),
        (
            "logs.retention_days=2",
            "logs.retention_days: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; 2 was given.",
        ),
    ]);
}
