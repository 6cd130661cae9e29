//! Fields with spellings of their own: lists of numbers, hours and points.

use reckoner::fields::{Faults, Written, query};
use reckoner::scenario::link;
use serde_json::{Value, json};

use crate::support::{published, read_json, read_query, scenario_of};

#[test]
fn capacity_is_one_number_or_one_for_each_hour() {
    let with = |units: Value| {
        let value = json!({
            "traffic": { "requests_per_month": 1 },
            "tables": [{ "name": "t", "storage_gb": 1,
                "capacity": { "mode": "provisioned", "write_units": units } }],
        });
        read_json(&value.to_string())
    };
    let hours: Vec<u32> = (1..=24).collect();
    let text: Vec<_> = hours.iter().map(u32::to_string).collect();
    let many = with(json!(hours)).unwrap();
    assert_eq!(with(json!(text.join(", "))).unwrap(), many);
    assert_eq!(with(json!("7")).unwrap(), with(json!(7)).unwrap());
    for (scenario, written) in [
        (&many, "capacity.write_units=1,2,3,4,"),
        (&with(json!([7])).unwrap(), "capacity.write_units=7"),
    ] {
        let link = link::write(scenario);
        assert!(link.contains(written), "{link}");
        let node = query::parse(&link, &mut Faults::default());
        assert!(link::canonical(&node, published()).contains(written));
        assert_eq!(&read_query(&link).unwrap(), scenario);
    }
    for (units, path, code) in [
        (
            json!([1, 2]),
            "tables.0.capacity.write_units",
            "out_of_range",
        ),
        (json!(0), "tables.0.capacity.write_units", "out_of_range"),
        (
            json!("1.5"),
            "tables.0.capacity.write_units",
            "out_of_range",
        ),
        (json!({}), "tables.0.capacity.write_units", "wrong_type"),
        (
            json!([0_u32; 24].as_slice()),
            "tables.0.capacity.write_units",
            "out_of_range",
        ),
    ] {
        let faults = with(units).unwrap_err();
        let mut found = faults.iter().map(|f| (f.path.as_str(), f.code.word()));
        assert!(found.any(|fault| fault == (path, code)), "{faults:?}");
    }
}

#[test]
fn weights_and_points_are_read_from_every_spelling() {
    let text: Vec<String> = (0..24).map(|hour| format!("{hour}.5")).collect();
    let function =
        |points: Value| json!([{ "name": "f", "memory_mb": 200, "duration_points": points }]);
    let with = |weights: Value, points: Value| {
        scenario_of(&json!({
            "traffic": { "requests_per_month": 5, "shape": "custom", "weights": weights },
            "functions": function(points),
        }))
    };
    let one = with(json!(text.join(",")), json!("256:1050.5, 128:2100"));
    let other = with(
        json!(text),
        json!({ "stats": [{ "value": 128, "averageDuration": 2100 }, { "value": 256, "averageDuration": "1050.5" }] }),
    );
    assert_eq!(one, other);
    let link = link::write(&one);
    assert!(link.contains("&traffic.weights=0.5,1.5,2.5,"), "{link}");
    assert!(
        link.contains("duration_points=128%3A2100%2C256%3A1050.5"),
        "{link}"
    );
    assert_eq!(read_query(&link).unwrap(), one);
    let written = serde_json::to_value(Written {
        fields: &*one,
        pinned: None,
    })
    .unwrap();
    assert_eq!(scenario_of(&written), one);
}
