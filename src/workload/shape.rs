//! How a month's requests are spread over a week of 168 hours, Monday 0:00 first.
//!
//! An hour's part of the week is its weight divided by the sum of all weights, an exact fraction.

use crate::quantity::{Figure, HOURS_PER_WEEK, Overflow, WEEK};
use crate::scenario::{Shape, Traffic};

/// The weight of each hour of the week, Monday 0:00 first. Weights of a custom shape are in the
/// traffic; here a custom shape is flat.
#[must_use]
pub fn weights(shape: Shape) -> [u32; WEEK] {
    core::array::from_fn(|hour| {
        let day = hour.checked_div(24).unwrap_or(0);
        let hour = hour.checked_rem(24).unwrap_or(0);
        let weekend = day >= 5;
        match shape {
            Shape::Flat | Shape::Custom => 1,
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
            Shape::CampaignSpike => match (day, hour) {
                (3, 18) => 100,
                (3, 19) => 60,
                (3, 20) => 40,
                (3, 21 | 22) => 20,
                (_, 8..=23) => 2,
                _ => 1,
            },
        }
    })
}

/// Hours of the week that have the same weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The weight of each of them.
    pub weight: Figure,
    /// How many they are.
    pub hours: u32,
}

/// A representative week: the weight of each hour. Hours of the same weight are kept together, as what
/// is computed for one of them holds for all.
#[derive(Clone, Debug)]
pub struct Week {
    /// The different weights, from the smallest to the largest.
    alike: Vec<Alike>,
    /// For each hour, Monday 0:00 first, the place of its weight among the different ones.
    places: [u8; WEEK],
    sum: Figure,
}

impl Week {
    /// The week of this traffic. A custom shape with 24 weights has the same weights on every day.
    ///
    /// # Errors
    /// [`Overflow`] if the sum of the weights is too large. Weights within the field's bounds fit.
    pub fn from_traffic(traffic: &Traffic) -> Result<Self, Overflow> {
        let custom = match (traffic.shape, &traffic.weights) {
            (Shape::Custom, Some(given)) => given.figures(),
            _ => &[],
        };
        if custom.is_empty() {
            let weights = weights(traffic.shape);
            Self::from_hours(|hour| weights.get(hour).copied().unwrap_or(0))
        } else {
            Self::from_hours(|hour| {
                let at = hour.checked_rem(custom.len()).unwrap_or(0);
                custom.get(at).copied().unwrap_or(Figure::ZERO)
            })
        }
    }

    fn from_hours<W: Copy + Ord + Into<Figure>>(
        weight: impl Fn(usize) -> W,
    ) -> Result<Self, Overflow> {
        let mut different: Vec<(W, u32)> = Vec::with_capacity(8);
        for hour in 0..WEEK {
            let weight = weight(hour);
            match different.binary_search_by(|(other, _)| other.cmp(&weight)) {
                Ok(at) => {
                    if let Some((_, hours)) = different.get_mut(at) {
                        *hours = hours.saturating_add(1);
                    }
                }
                Err(at) => different.insert(at, (weight, 1)),
            }
        }
        let places = core::array::from_fn(|hour| {
            let weight = weight(hour);
            let found = different.binary_search_by(|(other, _)| other.cmp(&weight));
            // There are at most 168 different weights.
            u8::try_from(found.unwrap_or_default()).unwrap_or_default()
        });
        let mut sum = Figure::ZERO;
        let mut alike = Vec::with_capacity(different.len());
        for (weight, hours) in different {
            let weight = weight.into();
            sum = sum.checked_add(weight.checked_mul(hours.into())?)?;
            alike.push(Alike { weight, hours });
        }
        Ok(Self { alike, places, sum })
    }

    /// The different weights, from the smallest to the largest. An hour's part of the week is its weight
    /// divided by the [`sum`](Week::sum) of the weights.
    #[must_use]
    pub fn alike(&self) -> &[Alike] {
        &self.alike
    }

    /// For each hour, Monday 0:00 first, the place of its weight in [`alike`](Week::alike).
    #[must_use]
    pub const fn places(&self) -> &[u8; WEEK] {
        &self.places
    }

    /// The weight of an hour, counted from 0 for Monday 0:00; 0 for an index of 168 or more.
    #[must_use]
    pub fn weight(&self, hour: usize) -> Figure {
        let place = self.places.get(hour).copied();
        let alike = place.and_then(|place| self.alike.get(usize::from(place)));
        alike.map_or(Figure::ZERO, |alike| alike.weight)
    }

    /// The sum of the weights.
    #[must_use]
    pub const fn sum(&self) -> Figure {
        self.sum
    }

    /// The largest weight.
    #[must_use]
    pub fn max(&self) -> Figure {
        self.alike.last().map_or(Figure::ZERO, |alike| alike.weight)
    }

    /// The busiest hour's mean divided by the week's mean: 1 for a flat week. The only division
    /// comes last.
    ///
    /// # Errors
    /// [`Overflow`] if all weights are 0. No checked scenario has such weights.
    pub fn peak_over_mean(&self) -> Result<Figure, Overflow> {
        self.max()
            .checked_mul(HOURS_PER_WEEK.into())?
            .checked_div(self.sum)
    }

    /// The part of a month's quantity that one occurrence of this hour of the week has: month × 168
    /// ÷ hours a month × weight ÷ sum of the weights. The only division comes last. `hour` is an
    /// index from 0 for Monday 0:00; 0 for an index of 168 or more.
    ///
    /// # Errors
    /// [`Overflow`] if the figure is too large.
    pub fn in_hour(&self, hour: usize, month: Figure, hours: Figure) -> Result<Figure, Overflow> {
        month
            .checked_mul(self.weight(hour))?
            .checked_mul(HOURS_PER_WEEK.into())?
            .checked_div(self.sum.checked_mul(hours)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::read::read_section;
    use crate::fields::{Choice, Faults, Node, Place};

    fn traffic(fields: &[(&str, &str)]) -> Traffic {
        let fields = fields
            .iter()
            .map(|(name, text)| ((*name).into(), Node::Text((*text).into())));
        let mut faults = Faults::default();
        let traffic = read_section(&Node::Map(fields.collect()), &Place::ROOT, &mut faults);
        faults.into_result(traffic).unwrap()
    }

    fn week(shape: &str) -> Week {
        Week::from_traffic(&traffic(&[("shape", shape)])).unwrap()
    }

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
        assert_eq!(week("flat").peak_over_mean().unwrap(), Figure::ONE);
        assert!(week("nightly-batch").peak_over_mean().unwrap() > Figure::whole(8));
        assert!(week("campaign-spike").peak_over_mean().unwrap() > Figure::whole(20));
    }

    #[test]
    fn hours_of_the_same_weight_are_together() {
        for shape in Shape::ALL {
            let week = week(shape.word());
            let weights = weights(*shape).map(Figure::from);
            for (hour, weight) in weights.iter().enumerate() {
                assert_eq!(week.weight(hour), *weight, "{shape:?}");
            }
            let hours = |of: &Alike| {
                weights
                    .iter()
                    .filter(|weight| **weight == of.weight)
                    .count()
            };
            for alike in week.alike() {
                assert_eq!(alike.hours as usize, hours(alike), "{shape:?}");
            }
            assert!(week.alike().is_sorted_by(|a, b| a.weight < b.weight));
        }
        assert_eq!(week("flat").alike().len(), 1);
        assert_eq!(week("flat").weight(168), Figure::ZERO);
    }

    #[test]
    fn the_hours_of_a_week_add_up_to_its_share_of_the_month() {
        let mut weights = ["1"; 24];
        weights[12] = "25.5";
        let text = weights.join(",");
        let week =
            Week::from_traffic(&traffic(&[("shape", "custom"), ("weights", &text)])).unwrap();
        assert_eq!(week.weight(12 + 24 * 6).to_string(), "25.5");
        // 339.5 of weight: a whole number of requests an hour for 679 × 10^6 in 672 hours.
        let month = Figure::whole(679_000_000);
        let mut sum = Figure::ZERO;
        for hour in 0..WEEK {
            sum = sum
                .checked_add(week.in_hour(hour, month, Figure::whole(672)).unwrap())
                .unwrap();
        }
        assert_eq!(sum.to_string(), "169750000");
        assert!(sum.is_exact());
        assert!(week.peak_over_mean().unwrap() > Figure::whole(12));
    }
}
