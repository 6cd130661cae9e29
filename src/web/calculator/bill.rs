//! The bill, line by line. Each line opens to show its derivation.

use super::markup::Markup;
use super::outcome::{BillLine, Outcome};

/// The lines of the bill.
#[must_use]
pub fn bill(outcome: &Outcome) -> String {
    let mut html = Markup::default();
    match &outcome.bill {
        Some(bill) if bill.lines.is_empty() && bill.missing.is_some() => {
            html.tag("<p class=\"notice\">No line of this bill has a price.</p>");
        }
        Some(bill) => bill.lines.iter().for_each(|each| line(each, &mut html)),
        None => {
            html.tag("<p class=\"notice\">No bill for these inputs. The result says why.</p>");
        }
    }
    html.finish()
}

fn line(line: &BillLine, html: &mut Markup) {
    html.tag("<details class=\"line\" id=\"line-")
        .text(&line.id)
        .tag("\"><summary>");
    html.tag("<span class=\"what\"><span class=\"service\">")
        .text(&line.service);
    html.tag("</span> ").text(&line.description);
    html.tag("</span> <span class=\"quantity\">")
        .text(&line.quantity);
    html.tag("</span> <span class=\"price\">").text(&line.price);
    html.tag("</span> <span class=\"amount\">")
        .text(&line.amount);
    html.tag("</span></summary><div class=\"derivation\"><ol>");
    if line.steps.is_empty() {
        html.tag("<li class=\"underived\">Loading the derivation …</li>");
    }
    for step in &line.steps {
        html.tag("<li>").text(step.text);
        if let Some(rule) = step.rule {
            html.tag("<span class=\"rule\">")
                .text(rule.text)
                .tag(" (")
                .link(rule.href, "AWS")
                .tag(")</span>");
        }
        html.tag("</li>");
    }
    html.tag("</ol><p><span class=\"exact\">").text(&line.exact);
    html.tag("</span>");
    if let Some(list) = &line.list {
        html.tag(" after discounts; at list prices ").text(list);
    }
    html.tag(" · <code>")
        .text(&line.id)
        .tag("</code></p><p class=\"source\">Price ");
    html.text(&line.known)
        .tag(": ")
        .link(&line.reference.href, &line.reference.title);
    html.tag(", ")
        .text(&line.reference.when())
        .tag(" · ")
        .link(&line.page, "AWS's pricing page")
        .tag("</p></div></details>");
}
