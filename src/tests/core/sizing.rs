//! Sizing: published examples as cases, both sides of limits, and properties of any scenario.

mod properties;

use std::collections::BTreeMap;

use reckoner::compare::answer::ProjectionAnswer;
use reckoner::compare::projection;
use reckoner::sizing::size;
use reckoner::workload::Workload;
use serde::Deserialize;
use serde_json::Value;

use crate::sources::{Token, sources, tokens};
use crate::support::{DAY, prices, scenario};

/// A scenario of the parts that are given, and what its sizing says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    example: String,
    source: String,
    requests_per_second: String,
    #[serde(default)]
    traffic: String,
    api: Option<String>,
    /// The fields of a function `f`.
    function: Option<String>,
    /// The fields of an operation on the table `t`.
    operation: Option<String>,
    /// The fields of that table.
    #[serde(default)]
    table: String,
    /// Whatever else the scenario has.
    #[serde(default)]
    more: String,
    /// By a path into the answer, or by part and quota of a limit and its member.
    expected: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

impl Case {
    fn scenario(&self) -> String {
        let rate = &self.requests_per_second;
        let mut text = format!(
            "[traffic]\nrequests_per_second = \"{rate}\"\n{}\n",
            self.traffic
        );
        if let Some(api) = &self.api {
            text += &format!("[api]\n{api}\n");
        }
        if let Some(function) = &self.function {
            text += &format!("[[functions]]\nname = \"f\"\nmemory_mb = 128\n{function}\n");
        }
        if let Some(operation) = &self.operation {
            text += &format!("[[operations]]\ntable = \"t\"\n{operation}\n");
            text += &format!("[[tables]]\nname = \"t\"\n{}\n", self.table);
        }
        text + &self.more
    }

    /// What differs from the expected.
    fn faults(&self) -> Vec<String> {
        let sizing = sized(&self.scenario());
        let expected = self.expected.iter();
        let wrong = expected.filter_map(|(path, expected)| {
            let found = look_up(&sizing, path);
            let found = found.map_or_else(|| "nothing".to_owned(), written);
            (found != *expected).then(|| format!("{path} is {found}, expected {expected}"))
        });
        wrong.collect()
    }
}

/// The sizing of a scenario, as the interface answers with it.
pub fn sized(text: &str) -> Value {
    let scenario = scenario(text);
    let workload = Workload::derive(&scenario).unwrap();
    serde_json::to_value(size(&workload, prices().quotas()).unwrap()).unwrap()
}

/// A value of the answer: by a path of names and places, or a limit's member by part, quota and path.
fn look_up<'v>(sizing: &'v Value, path: &str) -> Option<&'v Value> {
    let at = |value: &'v Value, path: &str| value.pointer(&format!("/{}", path.replace('.', "/")));
    let Some((limit, member)) = path.rsplit_once(' ') else {
        return at(sizing, path);
    };
    let (part, quota) = limit.rsplit_once(' ')?;
    let limits = sizing["limits"].as_array()?;
    let mut of_part = limits.iter().filter(|limit| limit["part"] == part);
    at(
        of_part.find(|limit| written(&limit["quota"]) == quota)?,
        member,
    )
}

/// A value as the cases have it.
fn written(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[test]
fn every_published_example_comes_out_exactly() {
    let files = [
        include_str!("sizing/cases/lambda.toml"),
        include_str!("sizing/cases/dynamodb.toml"),
        include_str!("sizing/cases/others.toml"),
    ];
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files {
        let cases: Cases = toml::from_str(file).unwrap();
        for case in cases.case {
            count += 1;
            assert!(case.source.starts_with("https://"), "{}", case.example);
            let faults = case.faults();
            if !faults.is_empty() {
                wrong.push(format!("{}:\n  {}", case.example, faults.join("\n  ")));
            }
        }
    }
    assert!(count > 60, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_limit_binds_in_the_first_month_that_exceeds_it() {
    let month = |rate: &str, growth: &str| {
        let text = format!(
            "[traffic]\nrequests_per_second = \"{rate}\"\ngrowth_rate = \"{growth}\"\n[api]\nkind = \"http\"\n"
        );
        let sizing = sized(&text);
        written(look_up(&sizing, "api apigateway.throttle.rate binds_in_month").unwrap())
    };
    // 8,000 in the month of the scenario, then 9,000, 10,125.
    assert_eq!(month("8000", "0.125"), "3");
    // 5,000, then exactly the limit, then more.
    assert_eq!(month("5000", "1"), "3");
    assert_eq!(month("5001", "1"), "2");
    assert_eq!(month("10001", "-0.1"), "1");
    assert_eq!(month("9999", "-0.1"), "null");
    assert_eq!(month("9999", "0"), "null");
    // In the last month the traffic is 1.01 to the power of 35, which is 1.4166, of the first.
    assert_eq!(month("7100", "0.01"), "36");
    assert_eq!(month("7050", "0.01"), "null");
}

#[test]
fn a_projection_tells_the_month_in_which_each_limit_is_exceeded() {
    let scenario = scenario(
        "[traffic]\nrequests_per_second = 5001\ngrowth_rate = 1\n[api]\nkind = \"http\"\n",
    );
    let workload = Workload::derive(&scenario).unwrap();
    let sizing = size(&workload, prices().quotas()).unwrap();
    let projection = projection(&scenario, &prices(), 1);
    let answer = ProjectionAnswer::new(&scenario, &projection, Some(&sizing), DAY);
    let answer = serde_json::to_value(answer).unwrap();
    let expected = serde_json::json!([{
        "part": "api", "quota": "apigateway.throttle.rate", "binds_in_month": 2,
        "name": "Steady request rate over all HTTP, REST, WebSocket and callback APIs",
    }]);
    assert_eq!(answer["limits"], expected);
}

#[test]
fn only_the_percentile_is_computed_with_floats() {
    let sources = sources();
    let floats = sources.iter().filter(|(file, text)| {
        let is_float = |token: &Token<'_>| matches!(token, Token::Word("f64" | "f32"));
        file.starts_with("sizing/") && tokens(text).iter().any(is_float)
    });
    let files: Vec<&str> = floats.map(|(file, _)| file.as_str()).collect();
    assert_eq!(files, ["sizing/percentile.rs"]);
}

#[test]
fn a_day_before_a_quota_was_known_has_no_limit_and_says_so() {
    let scenario = scenario(
        "[traffic]\nrequests_per_second = 1\nburst = 2\n[[functions]]\nname = \"f\"\nmemory_mb = 128\nduration_ms = 1000",
    );
    let workload = Workload::derive(&scenario).unwrap();
    let before = reckoner::pricing::Date::known(2023, 11, 25);
    let quotas = crate::support::BOOK.quotas().as_of("us-east-1", before);
    let sizing = serde_json::to_value(size(&workload, quotas).unwrap()).unwrap();
    let limit = |member| {
        written(look_up(&sizing, &format!("function f lambda.scaling_rate {member}")).unwrap())
    };
    assert_eq!(limit("limit"), "null");
    assert_eq!(limit("headroom"), "null");
    assert_eq!(limit("demand.peak"), "1");
}
