//! The calculator's page where it must not mislead: sums with gaps, addresses, other days.

use axum::http::StatusCode;

use crate::support::{Answer, app, get};

/// One request a month through an HTTP API to a function that reads a table.
const PLAIN: &str = "traffic.requests_per_month=1000000&api.kind=http&api.request_kb=1&api.response_kb=4\
    &functions.0.name=f&functions.0.memory_mb=128&functions.0.duration_ms=20&functions.0.log_kb=0.5\
    &functions.0.operations.0.table=t&functions.0.operations.0.kind=get&functions.0.operations.0.item_kb=1\
    &tables.0.name=t&tables.0.storage_gb=1&logs.class=standard&logs.retention_days=30";

async fn page(query: &str) -> Answer {
    get(&app(), &format!("/?{query}")).await
}

/// The part of a page between two texts.
fn between<'p>(page: &'p Answer, start: &str, end: &str) -> &'p str {
    let html = page.text();
    let from = html.find(start).unwrap_or_else(|| panic!("no {start}"));
    let to = html[from..]
        .find(end)
        .unwrap_or_else(|| panic!("no {end} after {start}"));
    &html[from..from + to]
}

fn summary(page: &Answer) -> &str {
    between(page, "class=\"summary-live\"", "class=\"links\"")
}

fn location(page: &Answer) -> &str {
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    page.header("location")
}

#[tokio::test]
async fn a_sum_with_gaps_is_no_total() {
    let page = page(&format!("{PLAIN}&region=ap-southeast-2&prices=2025-01-01")).await;
    let summary = summary(&page);
    for part in [
        "<p class=\"total partial\"><strong>at least $",
        "lines have no price here</p>",
        "<li>AWS Lambda: Requests · Duration, x86_64</li>",
        "<li>Amazon API Gateway: HTTP API requests</li>",
    ] {
        assert!(summary.contains(part), "{part} in {summary}");
    }
    for part in [
        "exactly",
        "28 digits",
        "per million",
        " %",
        "<svg",
        "lambda.requests",
    ] {
        assert!(!summary.contains(part), "{part} in {summary}");
    }
    let choices = between(&page, "class=\"choices-live\"", "</main>");
    assert!(choices.contains("at least $"), "{choices}");
    assert!(!choices.contains("<td class=\"number\">$"), "{choices}");
}

#[tokio::test]
async fn the_lines_without_a_price_are_counted() {
    let page = page(&format!("{PLAIN}&region=ap-southeast-2&prices=2025-01-01")).await;
    let missing = between(&page, "<p class=\"missing\">", "</p>");
    let (gaps, rest) = missing["<p class=\"missing\">".len()..]
        .split_once(" of ")
        .unwrap();
    let lines = page.text().matches("<details class=\"line\"").count();
    let named: usize = between(&page, "class=\"gaps\"", "</div>")
        .split("<li>")
        .skip(1)
        .map(|service| service.split(" · ").count())
        .sum();
    let gaps: usize = gaps.parse().unwrap();
    assert_eq!(gaps, named);
    assert_eq!(rest, format!("{} lines have no price here", gaps + lines));
}

#[tokio::test]
async fn a_single_line_without_a_price_is_told_in_the_singular() {
    let page = page(
        "region=eu-west-1&traffic.requests_per_month=1000000&operations.0.table=t&operations.0.kind=get\
         &operations.0.item_kb=1&tables.0.name=t&tables.0.storage_gb=1&monitoring.dashboards=1",
    )
    .await;
    let missing = between(&page, "<p class=\"missing\">", "</p>");
    assert_eq!(
        missing,
        "<p class=\"missing\">1 of 3 lines has no price here"
    );
}

#[tokio::test]
async fn a_region_says_how_much_of_it_is_on_record() {
    let counts = |page: &Answer, region: &str| -> (usize, usize) {
        let words = between(page, &format!(">{region} · "), "</option>").to_owned();
        let count = words.rsplit_once(" · ").map(|(_, count)| count.to_owned());
        let (known, all) = count
            .as_deref()
            .and_then(|count| count.strip_suffix(" prices")?.split_once(" of "))
            .unwrap_or_else(|| panic!("no count in {words}"));
        (known.parse().unwrap(), all.parse().unwrap())
    };
    let late = page(PLAIN).await;
    let (sydney, all) = counts(&late, "ap-southeast-2");
    let (virginia, _) = counts(&late, "us-east-1");
    assert!(
        0 < sydney && sydney < virginia && virginia < all,
        "{sydney}, {virginia} of {all}"
    );
    let early = page(&format!("{PLAIN}&prices=2022-12-31")).await;
    assert_eq!(counts(&early, "ap-southeast-2"), (0, all));
}

#[tokio::test]
async fn an_input_left_out_makes_the_total_a_least_one() {
    let page = page(&PLAIN.replace("&functions.0.log_kb=0.5", "")).await;
    let summary = summary(&page);
    for part in [
        "at least $",
        "lines cannot be priced in full",
        "as the size of the logs of an invocation is not given",
    ] {
        assert!(summary.contains(part), "{part} in {summary}");
    }
}

#[tokio::test]
async fn where_nothing_has_a_price_there_is_no_figure() {
    let page = page(&format!("{PLAIN}&prices=2024-06-30")).await;
    let summary = summary(&page);
    assert!(
        summary.contains("No prices on 2024-06-30: the first are of 2024-07-01"),
        "{summary}"
    );
    assert!(!summary.contains('$'), "{summary}");
    let choices = between(&page, "class=\"choices-live\"", "</main>");
    assert!(!choices.contains("$0.00"), "{choices}");
    assert!(page.text().contains("No line of this bill has a price."));
}

#[tokio::test]
async fn a_complete_total_stays_exact() {
    let page = page(PLAIN).await;
    let summary = summary(&page);
    for part in [
        "<p class=\"total\"><strong>$",
        "per million requests",
        " %",
        "<svg",
    ] {
        assert!(summary.contains(part), "{part} in {summary}");
    }
    assert!(!summary.contains("at least"), "{summary}");
}

#[tokio::test]
async fn an_estimate_that_is_too_large_says_so() {
    // Each within its bounds, together more than a figure holds.
    let mut query =
        "traffic.requests_per_month=1e15&tables.0.name=t&tables.0.storage_gb=1&tables.0.replica_regions=40".to_owned();
    for index in 0..25 {
        query += &format!(
            "&tables.0.indexes.{index}.name=i{index}&tables.0.indexes.{index}.projected_kb=400\
             &tables.0.indexes.{index}.key_change_share=1"
        );
    }
    for function in 0..12 {
        let path = format!("functions.{function}");
        query += &format!(
            "&{path}.name=f{function}&{path}.memory_mb=128&{path}.duration_ms=1&{path}.invocations_per_request=100"
        );
        for operation in 0..20 {
            let path = format!("{path}.operations.{operation}");
            query += &format!(
                "&{path}.table=t&{path}.kind=put&{path}.item_kb=400&{path}.count=100&{path}.items=10000"
            );
        }
    }
    let page = page(&query).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let faults = between(&page, "class=\"faults\"", "</div>");
    assert!(faults.contains("This cannot be estimated:"), "{faults}");
    assert!(faults.contains("does not fit 28 digits"), "{faults}");
    assert!(!faults.contains("<a "), "{faults}");
}

#[tokio::test]
async fn a_day_after_the_last_says_whose_prices_answer() {
    let page = page(&format!("{PLAIN}&prices=2030-01-01")).await;
    let html = page.text();
    assert!(html.contains(
        "The last prices on record are of 2026-11-23. This page uses them, as there are none of 2030-01-01."
    ));
    assert!(html.contains("= the prices of 2026-11-23, the last on record"));
    assert!(html.contains("us-east-1 · prices of 2026-11-23, the last on record"));
    let today = self::page(&format!("{PLAIN}&prices=2026-11-23")).await;
    assert!(!today.text().contains("The last prices on record"));
    assert!(!today.text().contains("the last on record"));
}

#[tokio::test]
async fn an_edit_leads_to_the_new_part_at_a_brief_address() {
    let open = |page: &Answer| page.text().matches("<details class=\"fine\" open").count();
    let before = page(PLAIN).await;
    // What the form sends: every input that has a value, defaults too.
    let sent = format!(
        "version=1&region=us-east-1&prices=2026-11-23&billing.free_tier=none&billing.rounding=exact\
         &functions.0.share=1&functions.0.architecture=x86_64&functions.0.invocation=sync\
         &functions.0.ephemeral_storage_mb=512&functions.0.snap_start=off&tables.0.backup_gb=0&{PLAIN}"
    );
    let edited = page(&format!("{sent}&edit=add%3Afunctions")).await;
    let (address, place) = location(&edited).split_once('#').unwrap();
    assert_eq!(place, "input-functions.1.name");
    assert!(
        address.starts_with("/?version=1&region=us-east-1&prices=2026-11-23&traffic."),
        "{address}"
    );
    for default in ["share", "free_tier", "rounding", "sync", "backup_gb"] {
        assert!(!address.contains(default), "{default} in {address}");
    }
    let after = get(&app(), address).await;
    assert_eq!(after.status, StatusCode::OK);
    assert!(after.text().contains("id=\"input-functions.1.name\""));
    assert_eq!(open(&after), open(&before));
    // Without a redirect, defaults open nothing either.
    assert_eq!(open(&page(&sent).await), open(&before));
}

#[tokio::test]
async fn a_part_that_is_removed_leads_to_where_it_can_be_added() {
    for (edit, place) in [
        ("remove:logs", "add-logs"),
        ("remove:functions.0", "add-functions"),
    ] {
        let edited = page(&format!("{PLAIN}&edit={edit}")).await;
        let (address, at) = location(&edited).split_once('#').unwrap();
        assert_eq!(at, place);
        let after = get(&app(), address).await;
        assert!(after.text().contains(&format!("id=\"{place}\"")), "{place}");
    }
}

#[tokio::test]
async fn every_part_that_the_form_offers_can_be_added() {
    let empty = page("traffic.requests_per_month=1").await;
    let offers: Vec<_> = empty
        .text()
        .split("value=\"add:")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(offers.len() > 12, "{offers:?}");
    for offer in offers {
        let edited = page(&format!("traffic.requests_per_month=1&edit=add:{offer}")).await;
        let (address, place) = location(&edited)
            .split_once('#')
            .unwrap_or_else(|| panic!("{offer} leads nowhere"));
        let after = get(&app(), address).await;
        assert!(
            after.text().contains(&format!("id=\"{place}\"")),
            "{offer} leads to {place}, which is not there: {address}"
        );
    }
}

#[tokio::test]
async fn the_button_that_calculates_leads_to_a_brief_address() {
    let answer =
        page("version=1&name=&billing.free_tier=none&traffic.requests_per_month=5&edit=nothing")
            .await;
    assert_eq!(
        location(&answer),
        "/?version=1&region=us-east-1&prices=2026-11-23&traffic.requests_per_month=5"
    );
    // The day that was asked for stays, and so does what is wrong.
    let answer = page("prices=2030-01-01&traffic.requests_per_month=5&edit=nothing").await;
    assert!(location(&answer).contains("prices=2030-01-01"));
    let answer =
        page("billing.free_tier=none&traffic.requests_per_month=x&foo=bar&region=a&region=b&edit=nothing").await;
    assert_eq!(
        location(&answer),
        "/?traffic.requests_per_month=x&foo=bar&region=a&region=b"
    );
}

#[tokio::test]
async fn what_is_no_field_is_named_and_carried_along() {
    let answer = page(&format!("{PLAIN}&foo=b%22ar")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("foo</a>: is not a field"));
    let input = between(&answer, "id=\"input-foo\"", ">");
    assert!(
        input.contains("name=\"foo\" value=\"b&quot;ar\""),
        "{input}"
    );
    let twice = page(&format!("{PLAIN}&region=us-east-1&region=eu-west-1")).await;
    assert!(twice.text().contains("region</a>: is given twice"));
    let input = between(&twice, "id=\"stray-0\"", ">");
    assert!(
        input.contains("name=\"region\" value=\"eu-west-1\""),
        "{input}"
    );
    let plain = page(PLAIN).await;
    assert!(!plain.text().contains("Unknown fields of the address"));
}

#[tokio::test]
async fn what_no_box_or_calendar_can_hold_is_shown_as_typed() {
    let answer = page(&format!("{PLAIN}&prices=soon&tables.0.pitr=maybe")).await;
    let html = answer.text();
    for path in ["prices", "tables.0.pitr"] {
        let input = html.find(&format!("id=\"input-{path}\"")).unwrap();
        let start = html[..input].rfind('<').unwrap();
        let end = input + html[input..].find('>').unwrap();
        let input = &html[start..end];
        assert!(input.contains("type=\"text\""), "{input}");
        assert!(
            input.contains("value=\"soon\"") || input.contains("value=\"maybe\""),
            "{input}"
        );
    }
}

#[tokio::test]
async fn a_region_is_read_as_the_scenario_reads_it() {
    let spaced = page("traffic.requests_per_month=1e6&api.kind=http&region=%20eu-west-1").await;
    assert!(spaced.text().contains("eu-west-1 · prices of"));
    assert!(!spaced.text().contains("have other prices"));
}

#[tokio::test]
async fn a_missing_size_is_no_missing_price() {
    let answer = page("traffic.requests_per_month=1e6&tables.0.name=t").await;
    assert!(
        answer
            .text()
            .contains("Nothing can be priced: an input is missing")
    );
}

#[tokio::test]
async fn of_thousands_of_fields_without_an_input_the_first_are_kept_and_the_rest_is_counted() {
    use std::fmt::Write as _;
    let mut refused = "traffic.requests_per_month=1&a=1".to_owned();
    let mut unknown = "traffic.requests_per_month=1".to_owned();
    for at in 0..3_000 {
        let _ = write!(refused, "&a.{at}=1");
        let _ = write!(unknown, "&b{at}=1");
    }
    for (query, first, more) in [(refused, "a.0", 2_901), (unknown, "b0", 2_900)] {
        let answer = page(&query).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = answer.text();
        assert_eq!(text.matches(&format!("name=\"{first}\"")).count(), 1);
        let words = format!("The address has {more} more, which this form leaves out.");
        assert!(text.contains(&words), "{first}");
        // A page without a bill, and with a hundred inputs and faults of this kind.
        assert!(text.len() < 250_000, "{} bytes", text.len());
    }
}

#[tokio::test]
async fn a_page_carries_the_prices_of_the_regions_of_replicas() {
    let alone = page(PLAIN).await;
    let query = format!("{PLAIN}&tables.0.replicas.0=us-east-2&tables.0.replicas.1=us-west-2");
    let page = page(&query).await;
    assert_eq!(page.status, StatusCode::OK);
    let prices = |page: &Answer| between(page, "data-prices=\"", "\">").to_owned();
    let slices = |page: &Answer| prices(page).matches("slice\t").count();
    assert_eq!((slices(&alone), slices(&page)), (1, 3));
    let bill = between(&page, "class=\"bill-live\"", "</section>");
    for line in [
        "id=\"line-dynamodb.storage.standard\"",
        "id=\"line-dynamodb.storage.standard.us-east-2\"",
        "id=\"line-dynamodb.storage.standard.us-west-2\"",
    ] {
        assert!(bill.contains(line), "{line} in {bill}");
    }
    // The names have an input each, and one for a further name.
    for at in 0..3 {
        let input = format!("name=\"tables.0.replicas.{at}\"");
        assert!(page.text().contains(&input), "{input}");
    }
}
