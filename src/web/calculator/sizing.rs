//! What each part must sustain, and what breaks first: rendered on the server only, as text like the form.

use super::markup::Markup;
use crate::quantity::format;
use crate::sizing::{Limit, LimitFrom, Rate, Sizing};

/// The limits that the page lists; the interface has all.
const LIMITS_SHOWN: usize = 30;

/// What breaks first in one sentence, and the table of limits.
#[must_use]
pub fn sizing(sizing: &Sizing<'_>) -> String {
    let mut html = Markup::default();
    first(sizing.first.as_ref(), &mut html);
    if sizing.limits.is_empty() {
        return html.finish();
    }
    html.tag(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"sizing\" tabindex=\"0\">\
         <table class=\"sizing\"><caption class=\"hidden\">Limits and the demand on them, the least headroom first</caption>\
         <thead><tr><th scope=\"col\">Limit</th>\
         <th scope=\"col\" class=\"number\">Mean</th>\
         <th scope=\"col\" class=\"number\">Peak</th>\
         <th scope=\"col\" class=\"number\">Limit</th>\
         <th scope=\"col\" class=\"number\">Headroom</th>\
         <th scope=\"col\">What to do</th></tr></thead><tbody>",
    );
    for limit in sizing.limits.iter().take(LIMITS_SHOWN) {
        row(limit, &mut html);
    }
    html.tag("</tbody></table></div>");
    left_out(sizing.limits.len(), &mut html);
    assumed(sizing, &mut html);
    html.finish()
}

/// `At 3.4 × today's traffic the first limit is reached: concurrent executions over all functions (account).`
fn first(limit: Option<&Limit<'_>>, html: &mut Markup) {
    html.tag("<p class=\"first\">");
    let Some((limit, headroom)) = limit.and_then(|limit| Some((limit, limit.headroom?))) else {
        html.tag("No limit is known that more of this traffic would reach.</p>");
        return;
    };
    if limit.is_exceeded() {
        html.tag("Today's peak already exceeds a limit: ");
    } else {
        html.tag("At ")
            .text(&format::about(headroom, 1))
            .tag(" × today's traffic the first limit is reached: ");
    }
    html.text(limit.name)
        .tag(" (")
        .text(&limit.part)
        .tag("). ")
        .text(&limit.remedy);
    if let Some(month) = limit.binds_in_month.filter(|_| !limit.is_exceeded()) {
        html.text(&format!(" As the traffic grows, that is in month {month}."));
    }
    html.tag("</p>");
}

fn row(limit: &Limit<'_>, html: &mut Markup) {
    html.tag("<tr><th scope=\"row\">").text(limit.name);
    html.tag(" <span class=\"aside\">").text(&limit.part);
    if let Some(reference) = limit.reference {
        html.tag(" · ").link(&reference.href, "source");
    }
    html.tag("</span></th>");
    demand(limit.demand, html);
    html.tag("<td class=\"number\">");
    match limit.limit {
        Some(most) => html.text(&format::about(most, 3)),
        None => html.tag("none known"),
    };
    html.tag(" <span class=\"aside\">")
        .text(limit.unit)
        .tag(match limit.limit_from {
            LimitFrom::Default => ", AWS's default",
            LimitFrom::Account => ", your account's",
            LimitFrom::Scenario => ", as you chose",
        })
        .tag("</span></td><td class=\"number\">");
    match limit.headroom {
        Some(headroom) => html.text(&format::about(headroom, 2)).tag(" ×"),
        None => html.tag("–"),
    };
    html.tag("</td><td>").text(&limit.remedy);
    match limit.binds_in_month {
        Some(_) if limit.is_exceeded() => html.tag(" <span class=\"missing\">Exceeded now.</span>"),
        Some(month) => html
            .tag(" <span class=\"aside\">")
            .text(&format!("Reached in month {month}."))
            .tag("</span>"),
        None => html,
    };
    html.tag("</td></tr>");
}

fn demand(demand: Rate, html: &mut Markup) {
    for figure in [demand.mean, demand.peak] {
        html.tag("<td class=\"number\">")
            .text(&format::about(figure, 3))
            .tag("</td>");
    }
}

fn left_out(count: usize, html: &mut Markup) {
    let more = count.saturating_sub(LIMITS_SHOWN);
    if more > 0 {
        html.tag("<p class=\"aside\">").text(&format!(
            "{more} further limits have more headroom, or no demand."
        ));
        html.tag("</p>");
    }
}

fn assumed(sizing: &Sizing<'_>, html: &mut Markup) {
    for one in &sizing.assumptions {
        let value = format::about(one.value, 3);
        html.tag("<p class=\"aside\">Assumed: ")
            .text(&one.name)
            .tag(" ")
            .text(&value)
            .tag(" ")
            .text(&one.unit)
            .tag(", ")
            .text(one.why)
            .tag("</p>");
    }
}
