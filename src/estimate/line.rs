//! Charges metered usage: free allowances first, then the tiers of the price.

use core::fmt::Write as _;

use super::conventions::Conventions;
use crate::metering::{Gap, GapKind, Usage};
use crate::pricing::{
    Allowance, AllowanceKind, CatalogPrice, Found, Prices, TierCharge, Version, tiers,
};
use crate::quantity::{Figure, Overflow, Usd, format};
use crate::scenario::FreeTier;
use crate::working::{Derivation, Rule};

/// A line of the bill: what one price id costs.
#[derive(Clone, Debug)]
pub struct Line<'p> {
    /// What is priced.
    pub price: &'p CatalogPrice,
    /// The version of the price that applies.
    pub version: &'p Version,
    /// The AWS service's name.
    pub service: &'p str,
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

/// Which allowances an account has.
const fn has(free_tier: FreeTier, kind: AllowanceKind) -> bool {
    match free_tier {
        FreeTier::None => false,
        FreeTier::AlwaysFree => matches!(kind, AllowanceKind::AlwaysFree),
        FreeTier::Legacy12Months => true,
    }
}

/// The free part of a usage.
#[derive(Clone, Copy, Debug)]
struct Free<'p> {
    allowance: &'p Allowance,
    quantity: Figure,
}

/// Usage before it is charged, with its price and its free part.
#[derive(Debug)]
struct Charging<'p> {
    usage: Usage,
    found: Option<Found<'p>>,
    free: Option<Free<'p>>,
}

/// Finds the free part of each usage. Allowances are account-wide: each allowance is applied once,
/// to all the prices that it covers, in the order in which it lists them.
fn take_free_parts<'p>(
    charging: &mut [Charging<'p>],
    prices: &'p dyn Prices,
    free_tier: FreeTier,
) -> Result<(), Overflow> {
    let mut covering = vec![false; prices.allowances().len()];
    for index in charging
        .iter()
        .filter_map(|one| one.found)
        .flat_map(|found| found.allowances)
    {
        if let Some(covers) = covering.get_mut(*index) {
            *covers = true;
        }
    }
    let held = covering
        .into_iter()
        .zip(prices.allowances())
        .filter(|(covers, _)| *covers)
        .map(|(_, allowance)| allowance)
        .filter(|a| a.holds_on(prices.as_of()) && has(free_tier, a.kind));
    for allowance in held {
        let mut left = allowance.quantity;
        for id in &allowance.prices {
            let Some(one) = charging.iter_mut().find(|one| one.usage.price_id == *id) else {
                continue;
            };
            let already = one.free.map_or(Figure::ZERO, |free| free.quantity);
            let quantity = left.min(one.usage.quantity.checked_sub(already)?);
            left = left.checked_sub(quantity)?;
            one.free = Some(Free {
                allowance,
                quantity: already.checked_add(quantity)?,
            });
        }
    }
    Ok(())
}

/// What charging the usage of a month gives.
#[derive(Debug)]
pub(super) struct Charged<'p> {
    /// The lines, in the order of the usage.
    pub(super) lines: Vec<Line<'p>>,
    /// What has no price on record, in the order of the usage.
    pub(super) gaps: Vec<Gap>,
}

impl<'p> Charged<'p> {
    /// Charges a usage, and adds its line or its gaps.
    fn add(
        &mut self,
        charging: Charging<'p>,
        prices: &'p dyn Prices,
        explain: bool,
    ) -> Result<(), Overflow> {
        match charge(charging, prices, explain)? {
            Ok(line) => {
                let unpriced = line.tiers.iter().filter(|tier| tier.priced.is_none());
                self.gaps
                    .extend(unpriced.map(|tier| tier_unknown(&line, tier, prices)));
                self.lines.push(line);
            }
            Err(gap) => self.gaps.push(gap),
        }
        Ok(())
    }
}

/// Charges all usage of a month.
///
/// # Errors
/// [`Overflow`] if an amount is too large.
pub(super) fn charge_all<'p>(
    usage: Vec<Usage>,
    prices: &'p dyn Prices,
    conventions: &Conventions,
) -> Result<Charged<'p>, Overflow> {
    let (free_tier, explain) = (conventions.free_tier, conventions.explain);
    let mut charged = Charged {
        lines: Vec::with_capacity(usage.len()),
        gaps: Vec::new(),
    };
    let found = usage.into_iter().map(|usage| Charging {
        found: prices.find(&usage.price_id),
        usage,
        free: None,
    });
    // Only allowances connect one price with another: without them each usage is charged at once.
    if free_tier == FreeTier::None {
        for one in found {
            charged.add(one, prices, explain)?;
        }
        return Ok(charged);
    }
    let mut all: Vec<Charging<'p>> = found.collect();
    take_free_parts(&mut all, prices, free_tier)?;
    for one in all {
        charged.add(one, prices, explain)?;
    }
    Ok(charged)
}

/// The line of a usage, or its gap if it has no price.
fn charge<'p>(
    charging: Charging<'p>,
    prices: &'p dyn Prices,
    explain: bool,
) -> Result<Result<Line<'p>, Gap>, Overflow> {
    let Charging { usage, found, free } = charging;
    let Some(found) = found else {
        return Ok(Err(not_on_record(&usage, None, prices)));
    };
    let Some(version) = found.version else {
        return Ok(Err(not_on_record(&usage, Some(&found.price.unit), prices)));
    };
    let free_quantity = free.map_or(Figure::ZERO, |free| free.quantity);
    let priced = usage.quantity.checked_sub(free_quantity)?;
    // If AWS's own scale has the free part as its first tier, the priced quantity begins above it.
    let in_scale = free.is_some_and(|free| free.allowance.in_scale);
    let (start, end) = if in_scale {
        (free_quantity, usage.quantity)
    } else {
        (Figure::ZERO, priced)
    };
    let charged = tiers::charge(&version.tiers, start, end)?;
    // This division may have to round, so it comes last.
    let amount = match usage.spread_months {
        0 | 1 => charged.amount,
        months => Usd::new(charged.amount.figure().checked_div(months.into())?),
    };
    let mut line = Line {
        price: found.price,
        version,
        service: found.service.map_or("", |service| service.name.as_str()),
        quantity: usage.quantity,
        free: free_quantity,
        priced,
        tiers: charged.tiers,
        spread_months: usage.spread_months,
        amount,
        discounted: amount,
        derivation: usage.derivation,
    };
    if cfg!(feature = "words") && explain {
        explain_charge(&mut line, free);
    }
    Ok(Ok(line))
}

/// The gap of a tier whose price is not on record. The line leaves the tier's units out.
fn tier_unknown(line: &Line<'_>, tier: &TierCharge, prices: &dyn Prices) -> Gap {
    let price = line.price;
    Gap {
        kind: GapKind::TierUnknown,
        price_id: price.id.clone(),
        path: None,
        quantity: Some(tier.quantity.to_string()),
        unit: Some(price.unit.clone()),
        message: format!(
            "the price of {} above {} {} a month is not on record in {}",
            price.id,
            format::grouped(tier.from),
            format::plural(&price.unit),
            prices.region(),
        ),
    }
}

/// The gap of a usage whose price is not on record. `unit` is absent if the price book does not know
/// the id either.
fn not_on_record(usage: &Usage, unit: Option<&str>, prices: &dyn Prices) -> Gap {
    let message = if unit.is_some() {
        format!(
            "{} has no price on record in {} on {}",
            usage.price_id,
            prices.region(),
            prices.as_of()
        )
    } else {
        format!("{} is not an id of the price book", usage.price_id)
    };
    Gap {
        kind: if unit.is_some() {
            GapKind::PriceMissing
        } else {
            GapKind::UnknownId
        },
        price_id: usage.price_id.to_string(),
        path: None,
        quantity: Some(usage.quantity.to_string()),
        unit: unit.map(str::to_owned),
        message,
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
    /// The derivation with its last step: the first day on which the price is known to apply, and the
    /// page that states it.
    #[must_use]
    pub fn derivation_with_source(&self) -> Derivation {
        let (version, reference) = (self.version, &self.version.reference);
        let mut derivation = self.derivation.clone();
        derivation.say(|text| {
            let _ = write!(
                text,
                "price known from {}: {}, {} (read {})",
                version.from, reference.title, reference.href, reference.retrieved
            );
        });
        derivation
    }
}
