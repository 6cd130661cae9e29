//! Lines of the bill, and the steps of their charge.

use core::fmt::Write as _;

use super::charge::{Charged, Free};
use crate::pricing::{CatalogPrice, Date, TierCharge, Version};
use crate::quantity::{Figure, Usd, format};
use crate::working::{Derivation, Rule};

/// A line of the bill: what one price id costs.
#[derive(Clone, Debug)]
pub struct Line<'p> {
    /// What is priced.
    pub price: &'p CatalogPrice,
    /// The version of the price that applies.
    pub version: &'p Version,
    /// The region of the price, if it is not the estimate's own.
    pub region: Option<Box<str>>,
    /// The AWS service's name.
    pub service: &'p str,
    /// The address of the service's pricing page.
    pub page: &'p str,
    /// The consumed quantity: what was metered.
    pub quantity: Figure,
    /// The part of `quantity` that allowances make free.
    pub free: Figure,
    /// The priced quantity: what is left to pay for.
    pub priced: Figure,
    /// The tiers that hold some of the priced quantity.
    pub tiers: Vec<TierCharge>,
    /// Over how many months the tiers' costs are spread: 1 for all but upfront payments.
    pub spread_months: u32,
    /// The cost of a month at list prices, unrounded.
    pub amount: Usd,
    /// `amount` after the user's discounts, unrounded; equal to `amount` without discounts.
    pub discounted: Usd,
    /// The steps that lead to `amount`; empty unless derivations were asked for.
    pub derivation: Derivation,
}

/// Why an allowance that several prices share is used up in this order.
const ORDER: Rule = Rule::new(
    "AWS publishes no order in which prices that share an allowance use it up; this estimate takes the order that leaves the dearer bill",
    "https://aws.amazon.com/free/",
);

impl<'p> Line<'p> {
    /// The line of a charged usage, with the tiers that hold some of it. With `explain`, its derivation
    /// ends in the amount at list prices.
    pub(super) fn new(charged: Charged<'_, 'p>, tiers: &[TierCharge], explain: bool) -> Self {
        let free = charged.free;
        let found = charged.found;
        let mut line = Self {
            price: found.price,
            version: charged.version,
            region: charged.usage.region.take(),
            service: found.service.map_or("", |service| service.name.as_str()),
            page: found.service.map_or("", |service| service.page.as_str()),
            quantity: charged.usage.quantity,
            free: charged.free_quantity(),
            priced: charged.priced,
            tiers: tiers.to_vec(),
            spread_months: charged.usage.spread_months,
            amount: charged.amount,
            discounted: charged.amount,
            derivation: core::mem::take(&mut charged.usage.derivation),
        };
        if cfg!(feature = "words") && explain {
            explain_charge(&mut line, free);
        }
        line
    }
}

/// Adds the steps from the metered quantity to the amount.
fn explain_charge(line: &mut Line<'_>, free: Option<Free<'_>>) {
    let units = format::plural(&line.price.unit);
    let derivation = &mut line.derivation;
    if let Some(Free { allowance, .. }) = free.filter(|free| !free.quantity.is_zero()) {
        derivation.equals(line.priced, &units, |text| {
            format::write_grouped(text, line.quantity);
            text.push_str(" − ");
            format::write_grouped(text, line.free);
            text.push_str(" free");
        });
        derivation.add(|text| text.extend([" to pay for: ", &allowance.description]));
        if allowance.prices.len() > 1 {
            derivation.by(ORDER);
        }
    }
    for tier in &line.tiers {
        match tier.priced {
            Some((price, cost)) => derivation.equals_dollars(cost, |text| {
                format::write_grouped(text, tier.quantity);
                // Put units such as "100 RCU" in brackets, so that the 100 is not read as a factor.
                if units.starts_with(|letter: char| letter.is_ascii_digit()) {
                    text.extend([" (of ", &units, ")"]);
                } else {
                    text.extend([" ", &units]);
                }
                text.push_str(" × $");
                format::write_plain(text, price.value());
                write_bounds(text, tier);
            }),
            None => derivation.say(|text| {
                format::write_grouped(text, tier.quantity);
                text.extend([" ", &units]);
                write_bounds(text, tier);
                text.push_str(": the price is not on record");
            }),
        }
    }
    if line.tiers.len() > 1 || line.spread_months > 1 {
        derivation.equals_dollars(line.amount, |text| {
            write_sum(text, &line.tiers, line.spread_months);
        });
    }
}

/// Writes the bounds of a tier in brackets, unless the tier is the only one.
fn write_bounds(text: &mut String, tier: &TierCharge) {
    match (tier.from.is_zero(), tier.to) {
        (true, None) => return,
        (true, Some(to)) => {
            text.push_str(" (first ");
            format::write_grouped(text, to);
        }
        (false, Some(to)) => {
            text.push_str(" (");
            format::write_grouped(text, tier.from);
            text.push_str(" to ");
            format::write_grouped(text, to);
        }
        (false, None) => {
            text.push_str(" (over ");
            format::write_grouped(text, tier.from);
        }
    }
    text.push(')');
}

/// Writes the formula that adds up the costs of tiers and spreads them over some months.
fn write_sum(text: &mut String, tiers: &[TierCharge], spread_months: u32) {
    let costs = tiers.iter().filter_map(|tier| tier.priced);
    let brackets = spread_months > 1 && costs.clone().count() != 1;
    if brackets {
        text.push('(');
    }
    for (at, (_, cost)) in costs.enumerate() {
        text.push_str(if at > 0 { " + $" } else { "$" });
        format::write_plain(text, cost.figure());
    }
    if brackets {
        text.push(')');
    }
    if spread_months > 1 {
        text.push_str(" ÷ ");
        format::write_plain(text, spread_months);
        text.push_str(" months");
    }
}

impl Line<'_> {
    /// The derivation with its last step: since when the price is known, whether it is assumed on the day
    /// of the estimate, and the page that states it.
    #[must_use]
    pub fn derivation_with_source(&self, day: Date) -> Derivation {
        let (version, reference) = (self.version, &self.version.reference);
        let mut derivation = self.derivation.clone();
        derivation.say(|text| {
            let _ = write!(
                text,
                "price {}: {}, {} ({})",
                version.known(day),
                reference.title,
                reference.href,
                reference.when()
            );
        });
        derivation
    }
}
