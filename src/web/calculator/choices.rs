//! The alternatives and the next 36 months: rendered on the server only, as text like the form.

use super::markup::Markup;
use crate::compare::{Alternative, Alternatives, Projection, Verdict};
use crate::pricing::Date;
use crate::quantity::{Usd, format};
use crate::scenario::link;

/// The months that the page shows of a projection.
const MONTHS_SHOWN: [u32; 5] = [1, 6, 12, 24, 36];

/// What a scenario costs with one choice changed, the cheapest first, and what it costs in the next 36
/// months. Links are pinned to this day.
#[must_use]
pub fn choices(alternatives: &Alternatives, projection: &Projection, as_of: Date) -> String {
    let mut html = Markup::default();
    html.tag(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"choices\" tabindex=\"0\">\
         <table class=\"choices\"><caption class=\"hidden\">This scenario with one choice changed</caption>\
         <thead><tr><th scope=\"col\">One choice changed</th>\
         <th scope=\"col\" class=\"number\">Cost a month</th>\
         <th scope=\"col\" class=\"number\">Difference</th>\
         <th scope=\"col\">What the cheaper one gives up</th></tr></thead><tbody>",
    );
    let mut told: Vec<_> = alternatives.told.iter().collect();
    told.sort_by_key(|one| (!one.gaps.is_empty(), one.monthly));
    for one in told {
        alternative(one, as_of, &mut html);
    }
    html.tag("</tbody></table></div>");
    left_out(alternatives, &mut html);
    months(projection, &mut html);
    html.finish()
}

/// What the table leaves out: `40 of 309 alternatives, those that move the total most.`
fn left_out(alternatives: &Alternatives, html: &mut Markup) {
    let Some(others) = alternatives.left_out else {
        return;
    };
    let (told, count) = (alternatives.told.len(), alternatives.count());
    html.tag("<p class=\"aside\">").text(&format!(
        "{told} of {count} alternatives, those that move the total most."
    ));
    if let Some(most) = others.moves_at_most {
        html.tag(" The others move it by ")
            .text(&format::dollars(most))
            .tag(" at most.");
    }
    if others.not_priced > 0 {
        let count = others.not_priced;
        html.text(&format!(
            " {count} of them, changes of the smaller functions and tables, are not computed."
        ));
    }
    html.tag("</p>");
}

/// A cost in words. An incomplete cost is the least that it can be; it is not known if nothing has a
/// price.
fn amount(cost: Usd, complete: bool, html: &mut Markup) {
    if complete {
        html.text(&format::dollars(cost));
        return;
    }
    html.tag("<span class=\"partial\">");
    if cost > Usd::ZERO {
        html.tag("at least ").text(&format::dollars(cost));
    } else {
        html.tag("not known");
    }
    html.tag("</span>");
}

/// How an alternative's cost differs, in words.
fn difference(one: &Alternative) -> String {
    match one.verdict {
        Verdict::Open => "not comparable".to_owned(),
        Verdict::Same => "none".to_owned(),
        _ if one.difference > Usd::ZERO => match format::dollars(one.difference) {
            little if little.starts_with('<') => "under +$0.01".to_owned(),
            more => format!("+{more}"),
        },
        _ => match format::dollars(one.difference) {
            little if little.starts_with('>') => "under −$0.01".to_owned(),
            less => less,
        },
    }
}

fn alternative(one: &Alternative, as_of: Date, html: &mut Markup) {
    html.tag(match one.verdict {
        Verdict::Cheaper => "<tr class=\"cheaper\"><th scope=\"row\">",
        _ => "<tr><th scope=\"row\">",
    });
    match link::page(&one.scenario, as_of) {
        Ok(link) => html
            .tag("<a")
            .attribute("href", &link)
            .tag(">")
            .text(one.label)
            .tag("</a>"),
        // The scenario is too large for an address.
        Err(_) => html.text(one.label),
    };
    html.tag(" <span class=\"aside\">")
        .text(&one.change)
        .tag("</span></th><td class=\"number\">");
    amount(one.monthly, one.complete, html);
    if one.upfront > Usd::ZERO {
        html.tag(" <span class=\"aside\">of which ")
            .text(&format::dollars(one.upfront))
            .tag(" is paid upfront</span>");
    }
    html.tag("</td><td class=\"number\">")
        .text(&difference(one))
        .tag("</td><td>")
        .text(one.gives_up);
    if !one.gaps.is_empty() {
        let gaps: Vec<_> = one.gaps.iter().map(|gap| gap.message.as_str()).collect();
        html.tag(" <span class=\"missing\">Not included: ")
            .text(&gaps.join("; "))
            .tag("</span>");
    }
    if let Some(note) = &one.note {
        html.tag(" <span class=\"aside\">")
            .text(note)
            .tag("</span>");
    }
    html.tag("</td></tr>");
}

fn months(projection: &Projection, html: &mut Markup) {
    html.tag(
        "<h3 id=\"months\">The next 36 months</h3>\
         <div class=\"scroll\" role=\"region\" aria-labelledby=\"months\" tabindex=\"0\">\
         <table class=\"months\"><caption class=\"hidden\">What the scenario costs in the next 36 months</caption>\
         <thead><tr><th scope=\"col\">Month</th><th scope=\"col\" class=\"number\">Requests</th>\
         <th scope=\"col\" class=\"number\">Cost</th>\
         <th scope=\"col\" class=\"number\">Total so far</th></tr></thead><tbody>",
    );
    // If something is missing from one month, it is missing from every later sum.
    let mut complete_so_far = true;
    for month in &projection.months {
        complete_so_far &= month.complete;
        if !MONTHS_SHOWN.contains(&month.month) {
            continue;
        }
        html.tag("<tr><th scope=\"row\">")
            .text(&month.month.to_string())
            .tag("</th><td class=\"number\">")
            .text(&format::about(month.requests, 0))
            .tag("</td><td class=\"number\">");
        amount(month.monthly, month.complete, html);
        html.tag("</td><td class=\"number\">");
        amount(month.cumulative, complete_so_far, html);
        html.tag("</td></tr>");
    }
    html.tag("</tbody></table></div>");
    if let Some(month) = projection.too_large_from {
        html.tag("<p class=\"missing\">").text(&format!(
            "From month {month} the figures are too large to compute."
        ));
        html.tag("</p>");
    }
}
