//! The result: the total, the cost of each service, what is missing, and links to this scenario.

use super::markup::Markup;
use super::missing::Missing;
use super::outcome::{Bill, Outcome, Share};
use super::{FILE_PATH, FORM_ID, input_id};
use crate::fields::Faults;
use crate::scenario::link::{Unlinkable, readable};

/// The result beside the form.
#[must_use]
pub fn summary(outcome: &Outcome) -> String {
    let mut html = Markup::default();
    html.tag("<p class=\"as-of\">")
        .text(&outcome.as_of)
        .tag("</p>");
    match &outcome.bill {
        Some(bill) => total(bill, &mut html),
        None if outcome.faults.is_empty() => elsewhere(outcome, &mut html),
        None => faults(&outcome.faults, &mut html),
    }
    match outcome.address() {
        Ok(address) => links(&address, &outcome.query, &mut html),
        Err(why) => file(why, outcome.faults.is_empty(), &mut html),
    }
    html.finish()
}

fn links(address: &str, query: &str, html: &mut Markup) {
    html.tag("<p class=\"links\"><a class=\"permalink\" href=\"")
        .text(address);
    html.tag("\">Link to this scenario</a>");
    // This address is longer, so the server may not read it though it reads the other.
    let estimate = format!("/api/v1/estimate?{query}");
    if readable(&estimate).is_none() {
        html.tag(" · <a href=\"").text(&estimate);
        html.tag("\">as JSON</a>");
    }
    html.tag("</p>");
}

/// In place of links that the server would not read: why there is none, and the scenario as a file if it
/// has no fault. The button sends the form itself, so it works without a script.
fn file(why: Unlinkable, sound: bool, html: &mut Markup) {
    html.tag("<p class=\"links\">").text(&why.to_string());
    if sound {
        html.tag(" <button type=\"submit\" form=\"").tag(FORM_ID);
        html.tag("\" formmethod=\"post\" formaction=\"")
            .tag(FILE_PATH);
        html.tag("\">Save the scenario as JSON</button>");
    }
    html.tag("</p>");
}

/// The words that lead to the alternatives to a changed scenario.
pub const CHOICES: &str = "Compare the alternatives to the changed scenario";
/// The words that lead to the sizing of a changed scenario.
pub const SIZING: &str = "Size the changed scenario";

/// Replaces what only the server computes, once the user has changed the scenario: a link to the page of
/// the changed scenario.
#[must_use]
pub fn elsewhere_link(outcome: &Outcome, words: &'static str) -> String {
    let mut html = Markup::default();
    match outcome.address() {
        // Without a fragment: with one, the browser would not load the page anew.
        Ok(address) => html
            .tag("<p><a href=\"")
            .text(&address)
            .tag("\">")
            .tag(words)
            .tag("</a></p>"),
        Err(_) => {
            html.tag("<p>The changed scenario has no page of its own that could show this.</p>")
        }
    };
    html.finish()
}

/// In the browser alone: the inputs ask for prices that are not in the page yet.
fn elsewhere(outcome: &Outcome, html: &mut Markup) {
    html.tag("<p class=\"notice\">This region and day have other prices. ");
    match outcome.address() {
        Ok(address) => html
            .tag("They load once you leave the field, or <a href=\"")
            .text(&address)
            .tag("\">load them now</a>.</p>"),
        Err(_) => html.tag("They cannot be loaded for a scenario without a link.</p>"),
    };
}

fn total(bill: &Bill, html: &mut Markup) {
    if let Some(total) = &bill.total {
        html.tag(match bill.missing {
            Some(_) => "<p class=\"total partial\"><strong>",
            None => "<p class=\"total\"><strong>",
        });
        html.text(total).tag("</strong> a month</p>");
    }
    if let Some(missing) = &bill.missing {
        html.tag("<p class=\"missing\">")
            .text(&missing.words)
            .tag("</p>");
    }
    if let Some(exact) = &bill.exact {
        html.tag("<p class=\"exact\">").text(exact).tag("</p>");
    }
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
    if let Some(missing) = &bill.missing {
        gaps(missing, html);
    }
    shares(&bill.shares, html);
    for note in &bill.notes {
        html.tag("<p class=\"note\">").text(note).tag("</p>");
    }
}

fn gaps(missing: &Missing, html: &mut Markup) {
    html.tag("<div class=\"gaps\"><p>Missing:</p><ul>");
    for (service, lines) in &missing.services {
        html.tag("<li>").text(service).tag(": ");
        html.text(&lines.join(" · ")).tag("</li>");
    }
    html.tag("</ul></div>");
}

/// What each service costs, and its part of the total if the total is complete.
fn shares(shares: &[Share], html: &mut Markup) {
    let Some(first) = shares.first() else {
        return;
    };
    html.tag(
        "<table class=\"shares\"><caption class=\"hidden\">Cost by service</caption>\
         <thead class=\"hidden\"><tr><th scope=\"col\">Service</th><th scope=\"col\">Cost a month</th>",
    );
    if first.part.is_some() {
        html.tag("<th scope=\"col\">Part of the total</th><td></td>");
    }
    html.tag("</tr></thead><tbody>");
    for share in shares {
        html.tag("<tr><th scope=\"row\">").text(&share.service);
        html.tag("</th><td class=\"number\">").text(&share.amount);
        if let Some(part) = &share.part {
            html.tag("</td><td class=\"number\">").text(&part.percent);
            html.tag(
                "</td><td class=\"bar\" aria-hidden=\"true\">\
                 <svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\"><rect height=\"10\" width=\"",
            );
            html.text(&part.thousandths.to_string())
                .tag("\"></rect></svg>");
        }
        html.tag("</td></tr>");
    }
    html.tag("</tbody></table>");
}

fn faults(faults: &Faults, html: &mut Markup) {
    html.tag("<div class=\"faults\"><p>");
    match &**faults {
        // A fault of no single input.
        [one] if one.path.is_empty() => html.tag("This cannot be estimated:"),
        [_] => html.tag("One input cannot be used:"),
        _ => html
            .text(&faults.len().saturating_add(faults.more()).to_string())
            .tag(" inputs cannot be used:"),
    };
    html.tag("</p><ul>");
    for fault in faults {
        html.tag("<li>");
        if !fault.path.is_empty() {
            html.tag("<a href=\"#").text(&input_id(&fault.path));
            html.tag("\">").text(&fault.path).tag("</a>: ");
        }
        html.text(&fault.message).tag("</li>");
    }
    if faults.more() > 0 {
        html.tag("<li>and ").text(&faults.more().to_string());
        html.tag(" more</li>");
    }
    html.tag("</ul></div>");
}
