//! Charges metered usage: free allowances first, then the tiers of the price.

use crate::metering::{Gap, GapKind, Usage};
use crate::pricing::{
    Allowance, AllowanceKind, CatalogPrice, Found, Prices, TierCharge, Version, tiers,
};
use crate::quantity::{Figure, Overflow, Usd, format};
use crate::scenario::FreeTier;

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
pub(super) struct Free<'p> {
    pub(super) allowance: &'p Allowance,
    pub(super) quantity: Figure,
}

/// Usage before it is charged, with its price and its free part.
#[derive(Debug)]
pub(super) struct Charging<'p> {
    usage: Usage,
    found: Option<Found<'p>>,
    free: Option<Free<'p>>,
}

impl<'p> Charging<'p> {
    /// Usage and what a look-up of its price finds.
    pub(super) const fn new(usage: Usage, found: Option<Found<'p>>) -> Self {
        Self {
            usage,
            found,
            free: None,
        }
    }

    /// Looks the price of usage up.
    pub(super) fn at(usage: Usage, prices: &'p dyn Prices) -> Self {
        let found = found(&usage, prices);
        Self::new(usage, found)
    }
}

/// What a look-up of the price of usage finds, in its region.
pub(super) fn found<'p>(usage: &Usage, prices: &'p dyn Prices) -> Option<Found<'p>> {
    match &usage.region {
        None => prices.find(&usage.price_id),
        Some(region) => prices.find_in(region, &usage.price_id),
    }
}

/// Usage that is charged.
#[derive(Debug)]
pub(super) struct Charged<'u, 'p> {
    pub(super) usage: &'u mut Usage,
    pub(super) found: Found<'p>,
    pub(super) version: &'p Version,
    pub(super) free: Option<Free<'p>>,
    /// What is left to pay for.
    pub(super) priced: Figure,
    /// The cost of a month at list prices.
    pub(super) amount: Usd,
}

impl Charged<'_, '_> {
    /// The free part of the usage.
    pub(super) fn free_quantity(&self) -> Figure {
        self.free.map_or(Figure::ZERO, |free| free.quantity)
    }
}

/// Takes what is charged, usage by usage, with the tiers that hold some of the priced quantity.
pub(super) type Keep<'k, 'p> =
    &'k mut dyn FnMut(Charged<'_, 'p>, &[TierCharge]) -> Result<(), Overflow>;

/// Finds the free part of each usage. Allowances are account-wide: each allowance is applied once,
/// to all the prices that it covers, in the order in which it lists them.
fn take_free_parts<'p>(
    charging: &mut [Charging<'p>],
    prices: &'p dyn Prices,
    free_tier: FreeTier,
) -> Result<(), Overflow> {
    let covers = |one: &Charging<'_>, place: usize| {
        one.found
            .is_some_and(|found| found.allowances.contains(&place))
    };
    let found = charging.iter().filter_map(|one| one.found);
    let mut places: Vec<usize> = Vec::with_capacity(16);
    places.extend(found.flat_map(|found| found.allowances));
    places.sort_unstable();
    places.dedup();
    let all = places
        .into_iter()
        .filter_map(|place| Some((place, prices.allowances().get(place)?)));
    let held = all.filter(|(_, allowance)| {
        allowance.holds_on(prices.as_of()) && has(free_tier, allowance.kind)
    });
    for (place, allowance) in held {
        let mut left = allowance.quantity;
        for id in &allowance.prices {
            let is_of = |one: &Charging<'_>| covers(one, place) && one.usage.price_id == *id;
            let mut places = charging.iter().enumerate();
            let mut places = places.by_ref().filter(|(_, one)| is_of(one));
            let Some((first, _)) = places.next() else {
                continue;
            };
            // The same price in other regions.
            let more: Vec<usize> = places.map(|(at, _)| at).collect();
            for at in cheapest_first(first, more, charging) {
                let Some(one) = charging.get_mut(at) else {
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
    }
    Ok(())
}

/// The places of one price in several regions, the cheapest first: the order that leaves the dearer bill.
fn cheapest_first(first: usize, mut more: Vec<usize>, charging: &[Charging<'_>]) -> Vec<usize> {
    let price = |place: usize| {
        let found = charging.get(place).and_then(|one| one.found);
        let version = found.and_then(|found| found.version);
        let tiers = version.map_or(&[][..], |version| version.tiers.as_slice());
        tiers
            .iter()
            .find_map(|tier| tier.price)
            .map(|price| price.value())
    };
    more.insert(0, first);
    if more.len() > 1 {
        more.sort_by_key(|place| price(*place));
    }
    more
}

/// Charges all usage of a month: gives what has a price to `keep`, in the order of the usage, and adds
/// the rest to the gaps. Usage without a price of which nothing is left to pay for is no gap.
///
/// # Errors
/// [`Overflow`] if an amount is too large, or from `keep`.
pub(super) fn charge_all<'p>(
    usage: impl Iterator<Item = Charging<'p>>,
    prices: &'p dyn Prices,
    free_tier: FreeTier,
    gaps: &mut Vec<Gap>,
    keep: Keep<'_, 'p>,
) -> Result<(), Overflow> {
    let mut tiers = Vec::with_capacity(4);
    // Only allowances connect one price with another: without them each usage is charged at once.
    if free_tier == FreeTier::None {
        for mut one in usage {
            charge(&mut one, prices, &mut tiers, gaps, keep)?;
        }
        return Ok(());
    }
    let mut all: Vec<Charging<'p>> = usage.collect();
    take_free_parts(&mut all, prices, free_tier)?;
    for one in &mut all {
        charge(one, prices, &mut tiers, gaps, keep)?;
    }
    Ok(())
}

/// Charges one usage. `tiers` is emptied and filled again.
fn charge<'p>(
    charging: &mut Charging<'p>,
    prices: &'p dyn Prices,
    tiers: &mut Vec<TierCharge>,
    gaps: &mut Vec<Gap>,
    keep: Keep<'_, 'p>,
) -> Result<(), Overflow> {
    let Charging { usage, found, free } = charging;
    let (found, free) = (*found, *free);
    let Some(found) = found else {
        gaps.push(not_on_record(usage, None, prices));
        return Ok(());
    };
    let free_quantity = free.map_or(Figure::ZERO, |free| free.quantity);
    let priced = usage.quantity.checked_sub(free_quantity)?;
    let Some(version) = found.version else {
        // Nothing to pay for is nothing owed, whatever the price.
        if !priced.is_zero() {
            gaps.push(not_on_record(usage, Some(&found.price.unit), prices));
        }
        return Ok(());
    };
    // If AWS's own scale has the free part as its first tier, the priced quantity begins above it.
    let in_scale = free.is_some_and(|free| free.allowance.in_scale);
    let (start, end) = if in_scale {
        (free_quantity, usage.quantity)
    } else {
        (Figure::ZERO, priced)
    };
    tiers.clear();
    let amount = tiers::charge_onto(&version.tiers, start, end, tiers)?;
    // This division may have to round, so it comes last.
    let amount = match usage.spread_months {
        0 | 1 => amount,
        months => Usd::new(amount.figure().checked_div(months.into())?),
    };
    for tier in tiers.iter().filter(|tier| tier.priced.is_none()) {
        gaps.push(tier_unknown(found.price, usage, tier, prices));
    }
    let charged = Charged {
        usage,
        found,
        version,
        free,
        priced,
        amount,
    };
    keep(charged, tiers)
}

/// The gap of a tier whose price is not on record. The line leaves the tier's units out.
fn tier_unknown(
    price: &CatalogPrice,
    usage: &Usage,
    tier: &TierCharge,
    prices: &dyn Prices,
) -> Gap {
    Gap {
        kind: GapKind::TierUnknown,
        price_id: price.id.clone(),
        region: usage.region.as_deref().map(str::to_owned),
        path: None,
        quantity: Some(tier.quantity.to_string()),
        unit: Some(price.unit.clone()),
        message: format!(
            "the price of {} above {} {} a month is not on record in {}",
            price.id,
            format::grouped(tier.from),
            format::plural(&price.unit),
            usage.region.as_deref().unwrap_or(prices.region()),
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
            usage.region.as_deref().unwrap_or(prices.region()),
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
        region: usage.region.as_deref().map(str::to_owned),
        path: None,
        quantity: Some(usage.quantity.to_string()),
        unit: unit.map(str::to_owned),
        message,
    }
}
