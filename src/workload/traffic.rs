//! From what the user says of the traffic to requests a month.

use super::shape::Week;
use crate::quantity::{Count, Figure, Overflow};
use crate::scenario::Traffic;

/// Seconds in an hour.
const SECONDS_PER_HOUR: u32 = 3600;
/// Hours in a day.
const HOURS_PER_DAY: u32 = 24;

/// The four ways to say how many requests there are. A scenario has exactly one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// In a month.
    Month(Figure),
    /// In a day of 24 hours.
    Day(Figure),
    /// In a second, the mean over the month.
    Second(Figure),
    /// In a second, at the busiest moment of the busiest hour.
    Peak(Figure),
}

impl Given {
    /// The fields of the four ways, in the order of [`Given::all`].
    pub const FIELDS: [&'static str; 4] = [
        "requests_per_month",
        "requests_per_day",
        "requests_per_second",
        "peak_requests_per_second",
    ];

    /// Which of the four ways are given, each in its place.
    #[must_use]
    pub fn all(traffic: &Traffic) -> [Option<Self>; 4] {
        [
            traffic.requests_per_month.map(Self::Month),
            traffic.requests_per_day.map(Self::Day),
            traffic.requests_per_second.map(Self::Second),
            traffic.peak_requests_per_second.map(Self::Peak),
        ]
    }

    /// The one that is given, and its field.
    #[must_use]
    pub fn of(traffic: &Traffic) -> Option<(&'static str, Self)> {
        let all = Self::FIELDS.into_iter().zip(Self::all(traffic));
        all.filter_map(|(field, given)| Some((field, given?)))
            .next()
    }
}

/// Requests a month before retries: a day's × hours a month ÷ 24, a second's × 3,600 × hours a
/// month, a peak's the same after division by the shape's peak over its mean and by the burst.
/// Exact where the division ends, and there is only one. None given are none.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn requests_per_month(traffic: &Traffic, hours: Figure) -> Result<Count, Overflow> {
    let seconds = || hours.times(SECONDS_PER_HOUR.into());
    let month = match Given::of(traffic) {
        Some((_, Given::Month(month))) => month,
        Some((_, Given::Day(day))) => day.times(hours)?.over(HOURS_PER_DAY.into())?,
        Some((_, Given::Second(second))) => second.times(seconds()?)?,
        Some((_, Given::Peak(peak))) => {
            Week::of(traffic)?.mean_of_peak(peak.times(seconds()?)?, traffic.burst)?
        }
        None => Figure::ZERO,
    };
    Ok(Count::of(month))
}

/// How many times each request arrives, retries included: 1 + r + r² + … + rⁿ for n retries, as each
/// attempt fails at the same rate.
///
/// # Errors
/// [`Overflow`] never for rates within 0 and 1; digits past the 28th are rounded, and the figure
/// knows.
pub fn attempts(rate: Figure, retries: u32) -> Result<Figure, Overflow> {
    let mut sum = Figure::ONE;
    if rate.is_zero() {
        return Ok(sum);
    }
    // Horner: 1 + r × (1 + r × (…)).
    for _ in 0..retries {
        sum = Figure::ONE.plus(rate.times(sum)?)?;
    }
    Ok(sum)
}

/// What growth multiplies traffic by after so many months: (1 + rate) to their power. Exact while it
/// fits 28 digits.
///
/// # Errors
/// [`Overflow`] if the factor is too large.
pub fn growth(rate: Figure, months: u32) -> Result<Figure, Overflow> {
    let each = Figure::ONE.plus(rate)?;
    (0..months).try_fold(Figure::ONE, |factor, _| factor.times(each))
}

/// What a month's requests have grown to by this factor, rounded to whole requests, half to even: the
/// months to come are projected for a number of requests that one can write down. As they are where
/// the factor is 1.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn grown(requests: Count, factor: Figure) -> Result<Count, Overflow> {
    if factor == Figure::ONE {
        return Ok(requests);
    }
    Ok(Count::of(requests.figure().times(factor)?.rounded()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn figure(text: &str) -> Figure {
        Figure::of(Decimal::from_str_exact(text).unwrap())
    }

    #[test]
    fn each_attempt_fails_at_the_same_rate() {
        let sent = |rate: &str, retries| attempts(figure(rate), retries).unwrap().to_string();
        assert_eq!(sent("0", 10), "1");
        assert_eq!(sent("0.01", 1), "1.01");
        assert_eq!(sent("0.1", 3), "1.111");
        assert_eq!(sent("1", 10), "11");
        assert!(attempts(figure("0.01"), 10).unwrap().is_exact());
        assert!(!attempts(figure("0.0123"), 10).unwrap().is_exact());
    }

    #[test]
    fn growth_compounds() {
        let after = |requests: &str, rate: &str, months| {
            let factor = growth(figure(rate), months).unwrap();
            let month = grown(Count::of(figure(requests)), factor).unwrap();
            assert!(month.figure().is_exact());
            month.figure().to_string()
        };
        assert_eq!(after("1000000.5", "0.1", 0), "1000000.5");
        assert_eq!(after("1000000", "0.1", 2), "1210000");
        assert_eq!(after("1000000", "-0.5", 3), "125000");
        // 1.05 to the power of 35 has 70 places: 5516015.368… requests.
        assert_eq!(after("1000000", "0.05", 35), "5516015");
        assert_eq!(after("5", "-0.5", 1), "2");
        assert_eq!(after("7", "-0.5", 1), "4");
    }
}
