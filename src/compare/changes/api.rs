//! The kind of an API, HTTP or REST, and its cache.

use crate::compare::{Applied, Change, Scope};
use crate::quantity::{Figure, Overflow};
use crate::scenario::BUFFERED_KB;
use crate::scenario::{Api, ApiKind, Authorizer, Endpoint, Scenario};
use crate::workload::Checked;

const KINDS: &str =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html";
const HTTP: &str = "An HTTP API has no cache, no API keys and usage plans, no request validation, no AWS WAF, no X-Ray tracing, no response streaming, no execution logs and no edge-optimised or private endpoint, and an integration may take at most 30 seconds.";
const REST: &str = "A REST API has no JWT authorizer of its own, no automatic deployments and no CORS by configuration alone. A call of up to 10 MB counts as one request, while an HTTP API counts each 512 KB as a request.";

pub(super) const CHANGES: &[Change] = &[
    Change {
        key: "api-http",
        label: "HTTP API",
        gives_up: HTTP,
        staying: REST,
        source: KINDS,
        touches: &[
            "api.kind",
            "api.authorizer",
            "api.endpoint",
            "api.execution_log_kb",
        ],
        applies: to_http,
    },
    Change {
        key: "api-rest",
        label: "REST API",
        gives_up: REST,
        staying: HTTP,
        source: KINDS,
        touches: &["api.kind", "api.authorizer"],
        applies: to_rest,
    },
    Change {
        key: "api-cache-off",
        label: "No cache",
        gives_up: "Without the cache every request reaches the integration and takes its full time. A cache repeats an answer for 300 seconds by default and for at most 3,600 seconds.",
        staying: "With the cache an answer may be 300 seconds old by default, and each method has to declare the parameters on which its answer depends.",
        source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
        touches: &["api.cache_gb", "api.cache_hit_rate"],
        applies: without_cache,
    },
];

fn of_kind(scenario: &Scenario, kind: ApiKind) -> Option<&Api> {
    scenario.api.as_ref().filter(|api| api.kind == kind)
}

/// This API in place of the scenario's.
fn with(change: impl Into<String>, api: Api) -> Vec<Applied> {
    vec![Applied::new(Scope::Whole, change, move |scenario| {
        scenario.api = Some(api.clone());
    })]
}

/// An HTTP API in place of a REST API. There is no such alternative if the scenario needs what only REST
/// APIs have (cache, private endpoint, firewall, streamed responses, integrations with `DynamoDB` or
/// SNS). The text of the change names the settings that change or are removed.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html>
fn to_http(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let Some(api) = of_kind(scenario, ApiKind::Rest) else {
        return Ok(Vec::new());
    };
    let rest_only = api.cache_gb.is_some()
        || api.endpoint == Endpoint::Private
        || api.response_kb > Some(BUFFERED_KB.into());
    let mut functions = scenario.functions.iter();
    let streams = functions.any(|function| function.streamed_kb.is_some());
    let mut topics = scenario.topics.iter();
    let integrates = !scenario.operations.is_empty() || topics.any(|one| one.function.is_empty());
    if rest_only || scenario.waf.is_some() || streams || integrates {
        return Ok(Vec::new());
    }
    let mut change = "HTTP API instead of REST API".to_owned();
    let mut http = Api {
        kind: ApiKind::Http,
        ..api.clone()
    };
    if api.authorizer == Authorizer::Cognito {
        http.authorizer = Authorizer::Jwt;
        change.push_str(", with a JWT authorizer that checks the tokens of the user pool");
    }
    if api.endpoint == Endpoint::Edge {
        http.endpoint = Endpoint::Regional;
        change.push_str(", with a regional instead of an edge-optimised endpoint");
    }
    if http.execution_log_kb.take().is_some() {
        change.push_str(", without execution logs");
    }
    Ok(with(change, http))
}

/// A REST API in place of an HTTP API.
fn to_rest(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let Some(api) = of_kind(scenario, ApiKind::Http) else {
        return Ok(Vec::new());
    };
    let mut change = "REST API instead of HTTP API".to_owned();
    let mut rest = Api {
        kind: ApiKind::Rest,
        ..api.clone()
    };
    if api.authorizer == Authorizer::Jwt {
        rest.authorizer = Authorizer::Cognito;
        change.push_str(", with a Cognito user pool in place of the JWT authorizer");
    }
    Ok(with(change, rest))
}

fn without_cache(scenario: &Checked) -> Result<Vec<Applied>, Overflow> {
    let Some(api) = scenario.api.as_ref().filter(|api| api.cache_gb.is_some()) else {
        return Ok(Vec::new());
    };
    let uncached = Api {
        cache_gb: None,
        cache_hit_rate: Figure::ZERO,
        ..api.clone()
    };
    Ok(with("no cache in front of the API", uncached))
}
