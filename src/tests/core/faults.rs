//! Fields that do not fit each other.

use reckoner::fields::FaultCode;

use crate::support::read_toml;

#[test]
fn fields_that_do_not_fit_are_faults() {
    let base = "[traffic]\nrequests_per_month = 1\n[[functions]]\nname = \"f\"\nmemory_mb = 128\nduration_ms = 1\n";
    let table = "[[tables]]\nname = \"t\"\nstorage_gb = 1\n";
    let index = "[[tables.indexes]]\nname = \"g\"\nprojected_kb = 1\n";
    let put = "[[operations]]\ntable = \"t\"\nkind = \"put\"\nitem_kb = 1\n";
    let query = "[[operations]]\ntable = \"t\"\nkind = \"query\"\nitem_kb = 1\n";
    let queue = "[[queues]]\nname = \"q\"\nmessage_kb = 200\n";
    let secret = "[[secrets]]\nname = \"s\"\n";
    for (text, path, code) in [
        (
            format!("{table}item_count = 5\n"),
            "tables.0.item_count",
            FaultCode::Conflict,
        ),
        (
            "[[tables]]\nname = \"t\"\nitem_count = 5\n".into(),
            "tables.0.item_kb",
            FaultCode::Required,
        ),
        (
            format!("{table}class = \"standard-ia\"\n[tables.capacity]\nreserved_read_units = 1\n"),
            "tables.0.capacity.reserved_read_units",
            FaultCode::Conflict,
        ),
        (
            format!("{table}{index}kind = \"lsi\"\nread_units = 1\n"),
            "tables.0.indexes.0.read_units",
            FaultCode::Conflict,
        ),
        (
            format!("{put}index = \"g\"\n{table}{index}"),
            "operations.0.index",
            FaultCode::Conflict,
        ),
        (
            format!("{query}index = \"x\"\n{table}{index}"),
            "operations.0.index",
            FaultCode::UnknownName,
        ),
        (
            format!("{query}index = \"g\"\nconsistency = \"strong\"\n{table}{index}"),
            "operations.0.consistency",
            FaultCode::Conflict,
        ),
        (
            format!("{query}transactional = true\n{table}"),
            "operations.0.transactional",
            FaultCode::Conflict,
        ),
        (
            format!("{}items = 26\n{table}", put.replace("put", "batch-write")),
            "operations.0.items",
            FaultCode::OutOfRange,
        ),
        (
            format!("{put}items = 101\ntransactional = true\n{table}"),
            "operations.0.items",
            FaultCode::OutOfRange,
        ),
        (
            format!("{queue}function = \"g\"\n"),
            "queues.0.function",
            FaultCode::UnknownName,
        ),
        (
            format!("{queue}{queue}"),
            "queues.1.name",
            FaultCode::Duplicate,
        ),
        (
            format!("{queue}send_batch = 6\n"),
            "queues.0.send_batch",
            FaultCode::OutOfRange,
        ),
        (
            "[[topics]]\nname = \"t\"\nkind = \"fifo\"\nmessage_kb = 1\nfunctions = 1\n".into(),
            "topics.0.functions",
            FaultCode::Conflict,
        ),
        (
            format!("{secret}cache_seconds = 5\n"),
            "secrets.0.callers",
            FaultCode::Required,
        ),
        (
            format!("{secret}encryption = \"aws-owned\"\n"),
            "secrets.0.encryption",
            FaultCode::Conflict,
        ),
        (
            format!(
                "{secret}encryption = \"customer-managed\"\nkey = \"k\"\n[[keys]]\nname = \"k\"\nkind = \"rsa-2048\"\n"
            ),
            "secrets.0.key",
            FaultCode::Conflict,
        ),
        (
            "[logs]\nclass = \"standard\"\ninsights_queries_per_month = 1\n".into(),
            "logs.scanned_gb_per_query",
            FaultCode::Required,
        ),
        (
            "[monitoring]\nembedded_kb = 1\n".into(),
            "logs",
            FaultCode::Required,
        ),
    ] {
        let faults = read_toml(&format!("{base}{text}")).unwrap_err();
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.path.as_str(), fault.code))
            .collect();
        assert_eq!(found, [(path, code)], "{text}");
    }
    let fits = format!("{base}{queue}send_batch = 5\n{query}index = \"g\"\n{table}{index}");
    assert!(read_toml(&fits).is_ok());
}
