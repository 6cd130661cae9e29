//! The total, what it is made of, what is missing from it, and where it can be sent.

use super::input_id;
use super::markup::Markup;
use super::outcome::{Bill, Outcome, Share};
use crate::fields::Fault;

/// The result beside the form.
#[must_use]
pub fn summary(outcome: &Outcome) -> String {
    let mut html = Markup::default();
    html.tag("<p class=\"as-of\">")
        .text(&outcome.as_of)
        .tag("</p>");
    match &outcome.bill {
        Some(bill) => total(bill, &mut html),
        None if outcome.elsewhere => {
            html.tag("<p class=\"notice\">Press Calculate to load the prices of this region and day.</p>");
        }
        None => faults(&outcome.faults, &mut html),
    }
    html.tag("<p class=\"links\"><a class=\"permalink\" href=\"/?")
        .text(&outcome.query);
    html.tag("\">Link to this scenario</a> · <a href=\"/api/v1/estimate?")
        .text(&outcome.query);
    html.tag("\">as JSON</a></p>");
    html.finish()
}

/// What stands in the place of the alternatives once the scenario is another than the server saw:
/// they are the server's, and a link leads to those of the scenario as it is now.
#[must_use]
pub fn choices_elsewhere(outcome: &Outcome) -> String {
    let mut html = Markup::default();
    html.tag("<p><a href=\"/?").text(&outcome.query);
    // Without a fragment: with one, the browser would stay in the page as it is.
    html.tag("\">Compare the alternatives to the scenario as it is now</a></p>");
    html.finish()
}

fn total(bill: &Bill, html: &mut Markup) {
    html.tag("<p class=\"total\"><strong>")
        .text(&bill.total)
        .tag("</strong> a month</p>");
    html.tag("<p class=\"exact\">")
        .text(&bill.exact)
        .tag("</p>");
    if let Some(list) = &bill.list {
        html.tag("<p class=\"list-price\">after discounts; at list prices ")
            .text(list)
            .tag("</p>");
    }
    if let Some(each) = &bill.per_million {
        html.tag("<p class=\"per-million\">")
            .text(each)
            .tag(" per million requests</p>");
    }
    if !bill.complete {
        html.tag("<div class=\"gaps\"><p>Not complete. Not in this total:</p><ul>");
        for gap in &bill.gaps {
            html.tag("<li>").text(gap).tag("</li>");
        }
        html.tag("</ul></div>");
    }
    shares(&bill.shares, html);
    for note in &bill.notes {
        html.tag("<p class=\"note\">").text(note).tag("</p>");
    }
}

fn shares(shares: &[Share], html: &mut Markup) {
    html.tag(
        "<table class=\"shares\"><caption class=\"hidden\">Cost by service</caption>\
         <thead class=\"hidden\"><tr><th scope=\"col\">Service</th><th scope=\"col\">Cost a month</th>\
         <th scope=\"col\">Part of the total</th><td></td></tr></thead><tbody>",
    );
    for share in shares {
        html.tag("<tr><th scope=\"row\">").text(&share.service);
        html.tag("</th><td class=\"number\">").text(&share.amount);
        html.tag("</td><td class=\"number\">").text(&share.percent);
        html.tag(
            "</td><td class=\"bar\" aria-hidden=\"true\">\
             <svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\"><rect height=\"10\" width=\"",
        );
        html.text(&share.thousandths.to_string())
            .tag("\"></rect></svg></td></tr>");
    }
    html.tag("</tbody></table>");
}

fn faults(faults: &[Fault], html: &mut Markup) {
    html.tag("<div class=\"faults\"><p>");
    match faults.len() {
        1 => html.tag("One input cannot be used:"),
        count => html.text(&count.to_string()).tag(" inputs cannot be used:"),
    };
    html.tag("</p><ul>");
    for fault in faults {
        html.tag("<li><a href=\"#")
            .text(&input_id(&fault.path))
            .tag("\">")
            .text(&fault.path);
        html.tag("</a>: ").text(&fault.message).tag("</li>");
    }
    html.tag("</ul></div>");
}
