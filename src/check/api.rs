//! An API: what its kind has, and which fields belong together.

use crate::fields::{Choice as _, Faults, Place, Wrong};
use crate::quantity::{Figure, format};
use crate::scenario::{Api, ApiKind, Authorizer, BUFFERED_KB, Endpoint, Scenario};

/// Checks an API's fields against its kind and against each other.
pub(super) fn api(scenario: &Scenario, faults: &mut Faults) {
    let Some(api) = &scenario.api else {
        return;
    };
    let place = Place::ROOT.at("api");
    if faults.touch(&place.at("kind")) {
        return;
    }
    kinds(api, &place, faults);
    response(api, &place, faults);
    connections(api, &place, faults);
    authorizer(api, &place, faults);
    cache(api, &place, faults);
    let refused = api.throttled_rate.checked_add(api.unauthorized_rate);
    if refused.is_ok_and(|refused| refused > Figure::ONE) {
        let message =
            "must be at most 1 together with throttled_rate: both are shares of the same requests.";
        let wrong = Wrong::conflict(message)
            .advice("Lower one of them.")
            .given(api.unauthorized_rate)
            .allowed("at most 1 together with throttled_rate");
        faults.add_once(&place.at("unauthorized_rate"), wrong);
    }
}

/// A fault of a field that the API's kind does not have.
fn other_kind(api: &Api, allowed: &str, rest: &str) -> Wrong {
    let kind = api.kind.word();
    let message = format!("can be given {allowed}, but kind is {kind}. {rest}");
    Wrong::conflict(message)
        .given(format_args!("beside kind {kind}"))
        .allowed(allowed)
}

/// What only some kinds of API have.
fn kinds(api: &Api, place: &Place<'_>, faults: &mut Faults) {
    let mut only = |field: &str, is_set: bool, kinds: &[ApiKind], allowed: &str| {
        if is_set && !kinds.contains(&api.kind) {
            let wrong = other_kind(api, allowed, "Leave it out or change kind.");
            faults.add_once(&place.at(field), wrong);
        }
    };
    let rest = [ApiKind::Rest];
    let calls = [ApiKind::Http, ApiKind::Rest];
    let socket = [ApiKind::Websocket];
    let rest_only = "only for a REST API";
    let socket_only = "only for a WebSocket API";
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
    let messages = !api.messages_per_request.is_zero();
    only("messages_per_request", messages, &socket, socket_only);
    for (field, is_set) in [
        ("message_kb", api.message_kb.is_some()),
        ("connections_per_month", api.connections_per_month.is_some()),
        ("connection_minutes", api.connection_minutes.is_some()),
        (
            "connection_minutes_per_month",
            api.connection_minutes_per_month.is_some(),
        ),
    ] {
        only(field, is_set, &socket, socket_only);
    }
}

/// Only a REST API streams responses; any other buffers them whole.
fn response(api: &Api, place: &Place<'_>, faults: &mut Faults) {
    if api.kind == ApiKind::Http && api.response_kb > Some(BUFFERED_KB.into()) {
        let most = format::grouped(BUFFERED_KB);
        let message =
            format!("must be at most {most} KB: only a REST API streams larger responses.");
        let wrong = Wrong::conflict(message)
            .given(format_args!("beside kind {}", api.kind.word()))
            .allowed_by(|| {
                format!("at most {BUFFERED_KB} KB, as only a REST API streams responses")
            });
        faults.add_once(&place.at("response_kb"), wrong);
    }
}

fn connections(api: &Api, place: &Place<'_>, faults: &mut Faults) {
    if api.connection_minutes_per_month.is_some() && api.connection_minutes.is_some() {
        let allowed =
            "one of connection_minutes_per_month, or connections_per_month and connection_minutes";
        let message = format!("cannot be given together with connection_minutes. Give {allowed}.");
        let wrong = Wrong::conflict(message)
            .given("beside connection_minutes")
            .allowed(allowed);
        faults.add_once(&place.at("connection_minutes_per_month"), wrong);
    }
}

fn authorizer(api: &Api, place: &Place<'_>, faults: &mut Faults) {
    let field = place.at("authorizer");
    let (kind, allowed) = match api.authorizer {
        Authorizer::Jwt => (ApiKind::Http, "only for an HTTP API"),
        Authorizer::Cognito => (ApiKind::Rest, "only for a REST API"),
        _ => (api.kind, ""),
    };
    if kind != api.kind {
        let message = format!(
            "can be {} {allowed}, but kind is {}.",
            api.authorizer.word(),
            api.kind.word()
        );
        let wrong = Wrong::conflict(message)
            .advice("Choose another authorizer or change kind.")
            .given(format_args!("beside kind {}", api.kind.word()))
            .allowed(allowed);
        faults.add_once(&field, wrong);
    }
    if !faults.touch(&field) && !faults.touch(&place.at("authorizer_function")) {
        authorizer_function(api, &place.at("authorizer_function"), faults);
    }
}

fn authorizer_function(api: &Api, place: &Place<'_>, faults: &mut Faults) {
    let (place, wrong) = match (&api.authorizer_function, api.authorizer) {
        (Some(function), Authorizer::Lambda) => {
            if function.init_ms.is_none() && !function.cold_start_rate.is_zero() {
                faults.add_once(&place.at("init_ms"), super::functions::init_missing());
            }
            if api.kind != ApiKind::Websocket || function.cache_hit_rate.is_zero() {
                return;
            }
            let message = "must be 0 for a WebSocket API: its authorizer runs once for each connection, and no answer is cached.";
            let wrong = Wrong::conflict(message)
                .given(function.cache_hit_rate)
                .allowed("0 for a WebSocket API, whose authorizer runs once for each connection");
            (place.at("cache_hit_rate"), wrong)
        }
        (Some(_), _) => {
            let message = "can be given only if authorizer is lambda.";
            let wrong = Wrong::conflict(message)
                .advice("Leave it out, or set authorizer to lambda.")
                .allowed("only where authorizer is lambda");
            (*place, wrong)
        }
        (None, Authorizer::Lambda) => {
            let message = "is missing. It is needed because authorizer is lambda.";
            let wrong = Wrong::required(message)
                .advice("Give the function's memory_mb and duration_ms.")
                .allowed("the authorizer's function: its memory_mb and duration_ms");
            (*place, wrong)
        }
        (None, _) => return,
    };
    faults.add_once(&place, wrong);
}

fn cache(api: &Api, place: &Place<'_>, faults: &mut Faults) {
    if api.cache_gb.is_none() && !api.cache_hit_rate.is_zero() {
        let message = "must be 0 without a cache.";
        let wrong = Wrong::conflict(message)
            .advice("Give cache_gb, which a REST API can have.")
            .given(api.cache_hit_rate)
            .allowed("0 without a cache; cache_gb gives a REST API one");
        faults.add_once(&place.at("cache_hit_rate"), wrong);
    }
}
