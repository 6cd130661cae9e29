//! An API: what its kind has, and what belongs together.

use crate::fields::{Choice as _, FaultCode, Faults, Place};
use crate::quantity::Figure;
use crate::scenario::{Api, ApiKind, Authorizer, BUFFERED_KB, Endpoint, Scenario};

/// Checks an API's fields against its kind and against each other.
pub fn api(scenario: &Scenario, faults: &mut Faults) {
    let Some(api) = &scenario.api else {
        return;
    };
    let place = Place::root().at("api");
    if faults.touch(&place.at("kind")) {
        return;
    }
    kinds(api, &place, faults);
    authorizer(api, &place, faults);
    cache(api, &place, faults);
    let refused = api.throttled_rate.plus(api.unauthorized_rate);
    if refused.is_ok_and(|refused| refused > Figure::ONE) {
        let given = Some(api.unauthorized_rate.to_string());
        let allowed = "at most 1 together with throttled_rate";
        faults.add(
            &place.at("unauthorized_rate"),
            FaultCode::Conflict,
            given,
            allowed,
        );
    }
}

/// What only some kinds of API have.
fn kinds(api: &Api, place: &Place, faults: &mut Faults) {
    let mut only = |field: &str, is_set: bool, kinds: &[ApiKind], allowed: &str| {
        if is_set && !kinds.contains(&api.kind) {
            let given = Some(format!("beside kind {}", api.kind.word()));
            faults.add(&place.at(field), FaultCode::Conflict, given, allowed);
        }
    };
    let rest = [ApiKind::Rest];
    let calls = [ApiKind::Http, ApiKind::Rest];
    let socket = [ApiKind::Websocket];
    let rest_only = "only for a REST API";
    let socket_only = "only for a WebSocket API";
    let jwt = "only for an HTTP API";
    let is = |authorizer| api.authorizer == authorizer;
    only("authorizer", is(Authorizer::Jwt), &[ApiKind::Http], jwt);
    only("authorizer", is(Authorizer::Cognito), &rest, rest_only);
    let endpoint = api.endpoint != Endpoint::Regional;
    only("endpoint", endpoint, &rest, rest_only);
    only("cache_gb", api.cache_gb.is_some(), &rest, rest_only);
    let execution = api.execution_log_kb.is_some();
    let logged = [ApiKind::Rest, ApiKind::Websocket];
    let allowed = "only for a REST or a WebSocket API";
    only("execution_log_kb", execution, &logged, allowed);
    let allowed = "only for an HTTP or a REST API; a WebSocket API has message_kb";
    only("request_kb", api.request_kb.is_some(), &calls, allowed);
    only("response_kb", api.response_kb.is_some(), &calls, allowed);
    let streams = api.response_kb > Some(BUFFERED_KB.into());
    let allowed = "at most 10240 KB, as only a REST API streams responses";
    only("response_kb", streams, &rest, allowed);
    let messages = !api.messages_per_request.is_zero();
    only("messages_per_request", messages, &socket, socket_only);
    let minutes = api.connection_minutes_per_month.is_some();
    for (field, is_set) in [
        ("message_kb", api.message_kb.is_some()),
        ("connections_per_month", api.connections_per_month.is_some()),
        ("connection_minutes", api.connection_minutes.is_some()),
        ("connection_minutes_per_month", minutes),
    ] {
        only(field, is_set, &socket, socket_only);
    }
    if minutes && api.connection_minutes.is_some() {
        faults.add(
            &place.at("connection_minutes_per_month"),
            FaultCode::Conflict,
            Some("beside connection_minutes".to_owned()),
            "one of connection_minutes_per_month, or connections_per_month and connection_minutes",
        );
    }
}

fn authorizer(api: &Api, place: &Place, faults: &mut Faults) {
    if faults.touch(&place.at("authorizer")) || faults.touch(&place.at("authorizer_function")) {
        return;
    }
    let field = place.at("authorizer_function");
    match (&api.authorizer_function, api.authorizer) {
        (Some(function), Authorizer::Lambda) => {
            if function.init_ms.is_none() && !function.cold_start_rate.is_zero() {
                let allowed = "the time that a cold start initialises, as cold_start_rate is not 0";
                faults.add(&field.at("init_ms"), FaultCode::Required, None, allowed);
            }
            if api.kind == ApiKind::Websocket && !function.cache_hit_rate.is_zero() {
                let given = Some(function.cache_hit_rate.to_string());
                let allowed =
                    "0 for a WebSocket API, whose authorizer runs once for each connection";
                let field = field.at("cache_hit_rate");
                faults.add(&field, FaultCode::Conflict, given, allowed);
            }
        }
        (Some(_), _) => {
            let allowed = "only where authorizer is lambda";
            faults.add(&field, FaultCode::Conflict, None, allowed);
        }
        (None, Authorizer::Lambda) => {
            let allowed = "the authorizer's function: its memory_mb and duration_ms";
            faults.add(&field, FaultCode::Required, None, allowed);
        }
        (None, _) => {}
    }
}

fn cache(api: &Api, place: &Place, faults: &mut Faults) {
    if api.cache_gb.is_none() && !api.cache_hit_rate.is_zero() {
        let given = Some(api.cache_hit_rate.to_string());
        let allowed = "0 without a cache; cache_gb gives a REST API one";
        let field = place.at("cache_hit_rate");
        faults.add(&field, FaultCode::Conflict, given, allowed);
    }
}
