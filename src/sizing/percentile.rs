//! The 99.9th percentile of a Poisson distribution: how many invocations run at the same time in all but
//! one moment of a thousand, if they arrive independently of each other.
//!
//! The only file of the room that computes with floats. No money and no metered quantity comes from it.

#![expect(
    clippy::float_arithmetic,
    reason = "a percentile needs the exponential function or a root; it touches no money"
)]

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use crate::quantity::Figure;

/// The share of moments that the percentile covers.
const COVERED: f64 = 0.999;
/// The same, in standard deviations of a normal distribution.
const DEVIATIONS: f64 = 3.090_232_306_167_813_5;
/// Up to this mean the distribution is summed; `exp` of a larger one is too small for a float.
const SUMMED_MAX: f64 = 700.0;

/// The smallest whole number of which a Poisson distribution of this mean is at most that with a
/// probability of 99.9 %.
///
/// Up to a mean of 700 the distribution is summed, and the result is exact; above, it is the Cornish-Fisher
/// expansion of third order, which is at most 1 off. A mean that no float holds gives the mean itself.
pub(super) fn p999(mean: Figure) -> Figure {
    let Some(lambda) = mean.value().to_f64().filter(|mean| *mean > 0.0) else {
        return Figure::ZERO;
    };
    let most = if lambda <= SUMMED_MAX {
        summed(lambda)
    } else {
        expanded(lambda)
    };
    // No percentile above one half is below the mean's whole part.
    let found = Decimal::from_f64(most).map_or(mean, Figure::new);
    found.rounded().inexact()
}

/// The percentile by summing the distribution from 0.
fn summed(lambda: f64) -> f64 {
    let mut count = 0.0;
    let mut each = (-lambda).exp();
    let mut sum = each;
    while sum < COVERED {
        count += 1.0;
        each *= lambda / count;
        sum += each;
    }
    count
}

/// The percentile by the expansion around the normal distribution, with the correction for whole numbers.
fn expanded(lambda: f64) -> f64 {
    let root = lambda.sqrt();
    let z = DEVIATIONS;
    let skew = (z * z - 1.0) / 6.0;
    let next = (z * z * z - 3.0 * z) / 24.0 - (2.0 * z * z * z - 5.0 * z) / 36.0;
    (lambda + root * z + skew + next / root - 0.5).ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(mean: &str) -> u64 {
        let mean = Figure::new(mean.parse().unwrap());
        p999(mean).value().to_u64().unwrap()
    }

    /// Quantiles that were computed with 60 digits, by summing the distribution.
    const EXACT: &[(&str, u64)] = &[
        ("0.001", 0),
        ("0.01", 1),
        ("0.1", 2),
        ("0.5", 4),
        ("1", 5),
        ("1.5", 6),
        ("2", 8),
        ("3", 10),
        ("4", 11),
        ("5", 13),
        ("7.5", 17),
        ("10", 21),
        ("12.5", 25),
        ("20", 35),
        ("25", 42),
        ("50", 73),
        ("75", 103),
        ("100", 132),
        ("150", 189),
        ("200", 245),
        ("294.1", 348),
        ("300", 355),
        ("400", 463),
        ("500", 571),
        ("600", 677),
        ("650", 730),
        ("699.9", 783),
        ("700", 783),
        ("700.1", 783),
        ("701", 784),
        ("750", 836),
        ("800", 889),
        ("900", 994),
        ("1000", 1099),
        ("1250", 1361),
        ("1500", 1621),
        ("2000", 2140),
        ("3000", 3171),
        ("5000", 5220),
        ("7500", 7769),
        ("10000", 10310),
        ("20000", 20438),
        ("50000", 50692),
        ("100000", 100979),
    ];

    #[test]
    fn it_is_exact_where_the_distribution_is_summed() {
        let summed = EXACT
            .iter()
            .filter(|(mean, _)| mean.parse::<f64>().unwrap() <= SUMMED_MAX);
        for (mean, exact) in summed.clone() {
            assert_eq!(of(mean), *exact, "{mean}");
        }
        assert!(summed.count() > 20);
    }

    #[test]
    fn it_is_at_most_one_off_where_it_is_expanded() {
        let expanded = EXACT
            .iter()
            .filter(|(mean, _)| mean.parse::<f64>().unwrap() > SUMMED_MAX);
        for (mean, exact) in expanded.clone() {
            assert!(
                of(mean).abs_diff(*exact) <= 1,
                "{mean}: {} {exact}",
                of(mean)
            );
        }
        assert!(expanded.count() > 10);
    }

    #[test]
    fn it_never_falls_with_the_mean() {
        let mut last = 0;
        for tenths in 0..12_000_u32 {
            let now = of(&format!("{}.{}", tenths / 10, tenths % 10));
            assert!(now >= last, "{tenths}");
            last = now;
        }
    }

    #[test]
    fn nothing_and_too_much_have_a_percentile() {
        assert_eq!(of("0"), 0);
        let most = Figure::new(Decimal::MAX);
        assert!(p999(most) >= Figure::whole(u64::MAX));
    }
}
