//! Makes a price scale of the price dimensions of a term.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::units;
use crate::pricing::Tier;
use crate::quantity::{Figure, UnitPrice};

/// One step of a scale as the price list writes it: all text.
#[derive(Clone, Debug, Deserialize)]
pub struct Dimension {
    /// The unit that the price is for: `Requests`.
    #[serde(default)]
    pub unit: String,
    /// In a sentence.
    #[serde(default)]
    pub description: String,
    /// The lower bound, in the unit.
    #[serde(default, rename = "beginRange")]
    pub begin: Option<String>,
    /// The upper bound, in the unit; `Inf` for the last.
    #[serde(default, rename = "endRange")]
    pub end: Option<String>,
    /// The price.
    #[serde(rename = "pricePerUnit")]
    pub price: PerUnit,
}

/// The price of a unit. Text: a JSON number would be a binary float and is refused.
#[derive(Clone, Debug, Deserialize)]
pub struct PerUnit {
    /// In US dollars; absent in the lists of China.
    #[serde(default, rename = "USD")]
    pub usd: Option<String>,
}

/// A scale in our units, without the band that is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The tiers, the first from 0, the other bounds absolute.
    pub tiers: Vec<Tier>,
    /// The size of the band that AWS prices at 0, in our unit.
    pub free: Option<Figure>,
}

/// A step in our units.
struct Step {
    begin: Figure,
    end: Option<Figure>,
    price: Figure,
}

/// The scale of these dimensions, which come in any order.
///
/// # Errors
/// In words: an unknown unit, a figure that is not a number or does not convert exactly, a gap
/// between two steps, an end before infinity.
pub fn scale(dimensions: &[Dimension], unit: &str) -> Result<Scale, String> {
    let steps: Result<Vec<Step>, String> = dimensions.iter().map(|it| step(it, unit)).collect();
    let mut steps = steps?;
    steps.sort_by_key(|step| step.begin);
    contiguous(&steps)?;
    let paid = steps.iter().position(|step| !step.price.is_zero());
    let Some(paid) = paid else {
        // Metered, named and not charged for: a price of 0, not an allowance.
        let tier = Tier {
            from: Figure::ZERO,
            price: Some(UnitPrice::new(Decimal::ZERO)),
        };
        return Ok(Scale {
            tiers: vec![tier],
            free: None,
        });
    };
    let free = steps.get(paid).map(|step| step.begin);
    let tiers = steps.iter().skip(paid).enumerate().map(|(place, step)| {
        let from = if place == 0 { Figure::ZERO } else { step.begin };
        Tier {
            from,
            price: Some(UnitPrice::new(step.price.value())),
        }
    });
    Ok(Scale {
        tiers: tiers.collect(),
        free: free.filter(|size| !size.is_zero()),
    })
}

fn step(dimension: &Dimension, unit: &str) -> Result<Step, String> {
    let Some(count) = units::in_one(&dimension.unit, unit) else {
        return Err(format!(
            "the list's unit \"{}\" is not known as {unit}: known are {}",
            dimension.unit,
            units::known(unit)
        ));
    };
    let count = Figure::from(count);
    let Some(usd) = &dimension.price.usd else {
        return Err("no price in US dollars".to_owned());
    };
    let theirs = figure(usd, "price")?;
    let price = theirs
        .checked_div(count)
        .ok()
        .filter(|price| price.is_exact());
    let price = price.ok_or_else(|| {
        format!(
            "{usd} per {} is not an exact price per {unit}",
            dimension.unit
        )
    })?;
    let bound = |text: &str| {
        let theirs = figure(text, "tier bound")?;
        let ours = theirs
            .checked_mul(count)
            .ok()
            .filter(|bound| bound.is_exact());
        ours.ok_or_else(|| format!("the tier bound {text} does not fit"))
    };
    let begin = dimension.begin.as_deref().ok_or("no beginRange")?;
    let end = dimension.end.as_deref().ok_or("no endRange")?;
    Ok(Step {
        begin: bound(begin)?,
        end: match end {
            "Inf" => None,
            end => Some(bound(end)?),
        },
        price,
    })
}

/// A number from its text, exactly.
fn figure(text: &str, what: &str) -> Result<Figure, String> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    match Decimal::from_str_exact(text) {
        Ok(value) if plain => Ok(Figure::new(value.normalize())),
        _ => Err(format!("the {what} \"{text}\" is not a decimal")),
    }
}

fn contiguous(steps: &[Step]) -> Result<(), String> {
    let Some((first, last)) = steps.first().zip(steps.last()) else {
        return Err("no price dimension".to_owned());
    };
    if !first.begin.is_zero() {
        return Err(format!(
            "the scale begins at {}: expected 0, so a part of it is missing",
            first.begin
        ));
    }
    for pair in steps.windows(2) {
        if let [lower, upper] = pair
            && lower.end != Some(upper.begin)
        {
            let end = lower
                .end
                .map_or_else(|| "Inf".to_owned(), |end| end.to_string());
            return Err(format!(
                "a tier ends at {end} and the next begins at {}",
                upper.begin
            ));
        }
    }
    match last.end {
        Some(end) => Err(format!("the scale ends at {end}: what follows is missing")),
        None => Ok(()),
    }
}
