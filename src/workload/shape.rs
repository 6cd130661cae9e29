//! How a month's requests lie over a week of 168 hours, Monday 0:00 first.
//!
//! Weights are whole numbers, so that an hour's part of the week is an exact fraction.

use crate::quantity::{Figure, Overflow};
use crate::scenario::Shape;

/// Hours in a week.
pub const HOURS_PER_WEEK: usize = 168;

/// The weight of each hour of the week.
#[must_use]
pub fn weights(shape: Shape) -> [u32; HOURS_PER_WEEK] {
    core::array::from_fn(|hour| {
        let day = hour.checked_div(24).unwrap_or(0);
        let hour = hour.checked_rem(24).unwrap_or(0);
        let weekend = day >= 5;
        match shape {
            Shape::Flat => 1,
            Shape::BusinessHours => match (weekend, hour) {
                (false, 9..=11 | 13..=16) => 20,
                (false, 8 | 12 | 17) => 14,
                (false, 7 | 18 | 19) => 5,
                _ => 1,
            },
            Shape::EveningPeak => match hour {
                19..=21 => 20,
                18 | 22 => 14,
                12..=17 => 7,
                7..=11 | 23 => 5,
                _ => 1,
            },
            Shape::TwoPeaks => match hour {
                10..=12 | 19..=21 => 20,
                8 | 9 | 13..=18 | 22 => 10,
                7 | 23 => 4,
                _ => 1,
            },
            Shape::Weekend => match (weekend, hour) {
                (true, 10..=21) => 20,
                (true, 8 | 9 | 22 | 23) => 10,
                (false, 17..=22) => 5,
                _ => 1,
            },
            Shape::NightlyBatch => match hour {
                2 | 3 => 100,
                _ => 1,
            },
        }
    })
}

/// The busiest hour's mean over the week's mean: 1 for a flat week.
///
/// # Errors
/// [`Overflow`] never in practice.
pub fn peak_over_mean(shape: Shape) -> Result<Figure, Overflow> {
    let weights = weights(shape);
    let sum: u32 = weights
        .iter()
        .fold(0, |sum, weight| sum.saturating_add(*weight));
    let max = weights.iter().copied().max().unwrap_or(1);
    Figure::from(max)
        .times(Figure::whole(168))?
        .over(sum.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Choice;

    #[test]
    fn no_hour_of_any_shape_is_empty() {
        for shape in Shape::ALL {
            assert!(
                weights(*shape).iter().all(|weight| *weight > 0),
                "{shape:?}"
            );
        }
    }

    #[test]
    fn a_flat_week_has_no_peak() {
        assert_eq!(peak_over_mean(Shape::Flat).unwrap(), Figure::ONE);
        assert!(peak_over_mean(Shape::NightlyBatch).unwrap() > Figure::whole(8));
    }
}
