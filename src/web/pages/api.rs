//! `/api`: explains the JSON interface and the problems that it answers with.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::problems::{self, ProblemType};

/// The members of a problem document and of each of its errors, with their meaning.
const MEMBERS: [(&str, &str); 6] = [
    (
        "type",
        "The address of one of the types below. It is about:blank if the status says everything.",
    ),
    (
        "title",
        "The type in words, the same for every problem of the type.",
    ),
    ("status", "The status of the response, as a number."),
    ("detail", "What went wrong this time, in words."),
    ("instance", "The path of the request."),
    (
        "errors",
        "Every fault of the request. Each has a code for programs and a detail in words and, where \
         there is one, its place (pointer into the body, or parameter of the query string), what was \
         given, and what is allowed.",
    ),
];

/// The statuses whose problems have no type of their own, with their meaning.
const STATUSES: [(&str, &str); 7] = [
    (
        "400 Bad Request",
        "The body or the address is not UTF-8 text.",
    ),
    (
        "404 Not Found",
        "The interface has no such address, or the price book has no such region.",
    ),
    (
        "405 Method Not Allowed",
        "The address does not accept this method. The header Allow names those that it accepts.",
    ),
    (
        "413 Payload Too Large",
        "The body is larger than the server accepts.",
    ),
    (
        "415 Unsupported Media Type",
        "The body is neither application/json nor application/toml.",
    ),
    (
        "500 Internal Server Error",
        "The server has a defect. Its log has the reason under the response's x-request-id.",
    ),
    (
        "504 Gateway Timeout",
        "The answer took longer than the server allows.",
    ),
];

/// The page of the JSON interface.
#[component]
pub fn Api() -> impl IntoView {
    let types = problems::ALL.iter().map(problem).collect_view();
    view! {
        <Title text="API" />
        <h1>"API"</h1>
        <p>
            "The JSON interface answers with everything that the pages show. Its addresses begin with "
            <code>"/api/v1/"</code> ". The page and the interface read the same query string of a scenario."
        </p>
        <h2 id="problems">"Problems"</h2>
        <p>
            "A request that fails is answered with a problem document, "
            <code>"application/problem+json"</code> ", as "
            <a href="https://www.rfc-editor.org/rfc/rfc9457">"RFC 9457"</a> " describes it:"
        </p>
        {list(&MEMBERS)}
        {types}
        <h3 id="about-blank">"Problems without a type of their own"</h3>
        <p>"Their type is about:blank, and their status says what happened:"</p>
        {list(&STATUSES)}
    }
}

/// One type of problem, with its anchor.
fn problem(problem: &ProblemType) -> AnyView {
    let rows = [
        ("Type", problem.uri()),
        ("Status", problem.status.to_owned()),
        ("When", problem.when.to_owned()),
        ("What to do", problem.remedy.to_owned()),
    ];
    let rows = rows.map(|(name, text)| view! { <dt>{name}</dt> <dd>{text}</dd> });
    view! {
        <h3 id=problem.id>{problem.title}</h3>
        <dl class="terms">{rows.into_iter().collect_view()}</dl>
    }
    .into_any()
}

/// Names in code with their meaning.
fn list(terms: &[(&'static str, &'static str)]) -> AnyView {
    let terms = terms.iter().map(|(name, meaning)| {
        view! {
            <dt>
                <code>{*name}</code>
            </dt>
            <dd>{*meaning}</dd>
        }
    });
    view! { <dl class="terms">{terms.collect_view()}</dl> }.into_any()
}
