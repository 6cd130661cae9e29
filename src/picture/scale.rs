//! From a value to its place along an axis, and the values that an axis names.

use rust_decimal::Decimal;

use crate::quantity::{Figure, Overflow};

/// The most values that an axis names, 0 included.
pub const TICKS_MAX: usize = 5;

/// What the largest value of an axis begins with.
const TOPS: [u32; 9] = [10, 15, 20, 25, 30, 40, 50, 60, 80];
/// What the distance between two named values begins with.
const STEPS: [u32; 4] = [10, 20, 25, 50];
/// The tens by which the numbers above are too large.
const TENS: u32 = 10;

/// One of the candidates times a power of ten: the smallest that is enough.
fn round_figure(candidates: &[u32], enough: impl Fn(Figure) -> bool) -> Option<Figure> {
    let powers = -28_i32..=27;
    powers
        .flat_map(|power| {
            candidates
                .iter()
                .filter_map(move |digits| scaled(*digits, power))
        })
        .find(|candidate| enough(*candidate))
}

/// `digits` ÷ 10 × 10^`power`, if that is a figure.
fn scaled(digits: u32, power: i32) -> Option<Figure> {
    let ten = Figure::from(TENS);
    let mut figure = Figure::from(digits);
    let times = power.checked_sub(1)?;
    for _ in 0..times.unsigned_abs() {
        figure = if times > 0 {
            figure.checked_mul(ten)
        } else {
            figure.checked_div(ten)
        }
        .ok()?;
    }
    (figure.is_exact() && !figure.is_zero()).then_some(figure)
}

/// The end of an axis that shows values up to `most`: the next round number (1, 1.5, 2, 2.5, 3, 4,
/// 5, 6 or 8 times a power of ten) that is at least `most`; 1 where nothing is above 0.
#[must_use]
pub fn top(most: Figure) -> Figure {
    if most <= Figure::ZERO {
        return Figure::ONE;
    }
    round_figure(&TOPS, |candidate| candidate >= most).unwrap_or(most)
}

/// The values that an axis from 0 to `top` names: round ones at equal distances, 0 first, at most
/// [`TICKS_MAX`].
#[must_use]
pub fn ticks(top: Figure) -> Vec<Figure> {
    let most = u32::try_from(TICKS_MAX).unwrap_or(u32::MAX);
    let reaches = |step: Figure| {
        step.checked_mul(Figure::from(most))
            .is_ok_and(|end| end > top)
    };
    let Some(step) = round_figure(&STEPS, reaches) else {
        return vec![Figure::ZERO];
    };
    let mut ticks = vec![Figure::ZERO];
    let mut next = step;
    while next <= top && ticks.len() < TICKS_MAX {
        ticks.push(next);
        match next.checked_add(step) {
            Ok(sum) => next = sum,
            Err(Overflow) => break,
        }
    }
    ticks
}

/// How values lie along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From 0 to this value, evenly.
    Linear(Figure),
    /// From the first value to the second, each doubling as wide as the other. Both are above 0.
    Doublings(Figure, Figure),
}

/// Decimal places of a share.
const PLACES: u32 = 4;
/// Halvings by which the place within a doubling is found: 2^-16 of a doubling.
const HALVINGS: u32 = 16;

impl Scale {
    /// The place of a value between 0 and 1, with at most four decimal places; values beyond the ends
    /// are at the ends.
    #[must_use]
    pub fn share(self, value: Figure) -> Decimal {
        let share = match self {
            Self::Linear(end) => value.checked_div(end).map(Figure::value),
            Self::Doublings(first, last) => doublings(first, last)
                .and_then(|whole| doublings(first, value.max(first))?.checked_div(whole))
                .map(Figure::value),
        };
        let share = share.unwrap_or_default();
        share
            .clamp(Decimal::ZERO, Decimal::ONE)
            .round_dp(PLACES)
            .normalize()
    }
}

/// How often `first` doubles until it is `last`, to 2^-[`HALVINGS`]: the logarithm to the base 2,
/// found by squaring. It only places a mark in a picture.
fn doublings(first: Figure, last: Figure) -> Result<Figure, Overflow> {
    let two = Figure::from(2);
    let mut ratio = last.checked_div(first)?;
    let mut count = Figure::ZERO;
    while ratio >= two {
        ratio = ratio.checked_div(two)?;
        count = count.checked_add(Figure::ONE)?;
    }
    let mut part = Figure::ONE;
    for _ in 0..HALVINGS {
        part = part.checked_div(two)?;
        ratio = ratio.checked_mul(ratio)?;
        if ratio >= two {
            ratio = ratio.checked_div(two)?;
            count = count.checked_add(part)?;
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> Figure {
        Figure::new(text.parse().unwrap())
    }

    fn texts(figures: &[Figure]) -> Vec<String> {
        figures.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_axis_ends_at_the_next_round_number() {
        for (most, end) in [
            ("0", "1"),
            ("-3", "1"),
            ("1", "1"),
            ("1.01", "1.5"),
            ("2.6", "3"),
            ("81", "100"),
            ("80", "80"),
            ("0.00000104", "0.0000015"),
            ("36.27", "40"),
            ("7000000000000", "8000000000000"),
        ] {
            assert_eq!(top(figure(most)).to_string(), end, "{most}");
        }
    }

    #[test]
    fn an_axis_names_round_values_from_zero() {
        for (top, named) in [
            ("1", "0 0.25 0.5 0.75 1"),
            ("1.5", "0 0.5 1 1.5"),
            ("2", "0 0.5 1 1.5 2"),
            ("2.5", "0 1 2"),
            ("3", "0 1 2 3"),
            ("4", "0 1 2 3 4"),
            ("50", "0 20 40"),
            ("60", "0 20 40 60"),
            ("800", "0 200 400 600 800"),
        ] {
            assert_eq!(texts(&ticks(figure(top))).join(" "), named, "{top}");
        }
    }

    #[test]
    fn memory_doubles_evenly() {
        let scale = Scale::Doublings(figure("128"), figure("8192"));
        let at = |memory: &str| scale.share(figure(memory)).to_string();
        assert_eq!(at("128"), "0");
        assert_eq!(at("256"), "0.1667");
        assert_eq!(at("1024"), "0.5");
        assert_eq!(at("8192"), "1");
        assert_eq!(at("10240"), "1");
        assert_eq!(at("64"), "0");
        // log2(1769 ÷ 128) ÷ 6 = 0.63145…
        assert_eq!(at("1769"), "0.6315");
    }

    #[test]
    fn values_lie_within_their_axis() {
        let scale = Scale::Linear(figure("40"));
        for (value, share) in [("0", "0"), ("10", "0.25"), ("50", "1"), ("-1", "0")] {
            assert_eq!(
                scale.share(figure(value)),
                share.parse().unwrap(),
                "{value}"
            );
        }
    }
}
