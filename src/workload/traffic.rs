//! Requests a month, from the traffic that the scenario gives.

use super::shape::Week;
use crate::quantity::{Figure, HOURS_PER_DAY, HOURS_PER_WEEK, Overflow, SECONDS_PER_HOUR};
use crate::scenario::Traffic;
use crate::working::{Named as _, Quantity, Trace, Working};

/// The four ways to give the number of requests. A checked scenario has exactly one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// Requests in a month.
    Month(Figure),
    /// Requests in a day of 24 hours.
    Day(Figure),
    /// Requests in a second, the mean over the month.
    Second(Figure),
    /// Requests in a second at the busiest moment of the busiest hour.
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

    /// The ways that are given, in the order of [`Given::FIELDS`]; `None` for a way that is not.
    #[must_use]
    pub fn all(traffic: &Traffic) -> [Option<Self>; 4] {
        [
            traffic.requests_per_month.map(Self::Month),
            traffic.requests_per_day.map(Self::Day),
            traffic.requests_per_second.map(Self::Second),
            traffic.peak_requests_per_second.map(Self::Peak),
        ]
    }

    /// The way that is given, and its field; the first if several are given.
    #[must_use]
    pub fn find(traffic: &Traffic) -> Option<(&'static str, Self)> {
        let all = Self::FIELDS.into_iter().zip(Self::all(traffic));
        all.filter_map(|(field, given)| Some((field, given?)))
            .next()
    }
}

/// Requests a month before retries: requests a day × hours a month ÷ 24, or requests a second ×
/// 3,600 × hours a month. Requests a second at the peak are also divided by the burst and by the
/// ratio of the busiest hour to the mean hour. There is only one division; the result is exact if
/// the division ends. 0 if no way is given.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn requests_per_month<T: Trace>(
    on: T,
    traffic: &Traffic,
    hours: Figure,
) -> Result<Quantity<T>, Overflow> {
    let hours = hours.named("hours");
    let month = match Given::find(traffic) {
        Some((_, Given::Month(month))) => on.of(month, "requests a month"),
        Some((_, Given::Day(day))) => on.of(day, "requests a day") * hours / HOURS_PER_DAY,
        Some((_, Given::Second(second))) => {
            on.of(second, "requests a second") * SECONDS_PER_HOUR * hours
        }
        Some((_, Given::Peak(peak))) => {
            let week = Week::from_traffic(traffic)?;
            let busiest = on.of(week.max(), "weight of the busiest hour") * HOURS_PER_WEEK;
            on.of(peak, "requests a second at the peak")
                * SECONDS_PER_HOUR
                * hours
                * week.sum().named("weight of the week")
                / busiest.scaled(traffic.burst.named("burst"))
        }
        None => on.of(Figure::ZERO, "requests"),
    };
    month.step("", "requests")
}

/// How many times each request arrives, retries included: 1 + r + r² + … + rⁿ for n retries, if
/// each attempt fails at rate r.
pub fn attempts<T: Trace>(on: T, rate: Figure, retries: u32, label: &'static str) -> Working<T> {
    let one = || on.of(Figure::ONE, "");
    if rate.is_zero() || retries == 0 {
        return one();
    }
    // Horner: 1 + r × (1 + r × (…)).
    let mut sum = one() + rate.named(label);
    for _ in 1..retries {
        sum = one() + on.of(rate, label) * sum;
    }
    sum
}

/// The factor by which traffic has grown after some months: (1 + rate) to the power of the months.
/// Rounded to 28 digits if it has more.
///
/// # Errors
/// [`Overflow`] if the factor is too large.
pub fn growth(rate: Figure, months: u32) -> Result<Figure, Overflow> {
    let each = Figure::ONE.checked_add(rate)?;
    (0..months).try_fold(Figure::ONE, |factor, _| factor.checked_mul(each))
}

/// Requests of a month times the growth factor, rounded to a whole number, half to even, so that a
/// projected month has a number of requests that a person can write down. Not rounded if the factor
/// is 1.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn grown<T: Trace>(
    requests: Quantity<T>,
    factor: Figure,
    unit: &'static str,
) -> Result<Quantity<T>, Overflow> {
    if factor == Figure::ONE {
        return Ok(requests);
    }
    (requests * factor.named("growth"))
        .rounded()
        .step("grown", unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::working::Silent;
    use rust_decimal::Decimal;

    fn figure(text: &str) -> Figure {
        Figure::new(Decimal::from_str_exact(text).unwrap())
    }

    #[test]
    fn each_attempt_fails_at_the_same_rate() {
        let attempts = |rate: &str, retries| {
            let sent = attempts(Silent, figure(rate), retries, "retried");
            sent.figure().unwrap()
        };
        let sent = |rate: &str, retries| attempts(rate, retries).to_string();
        assert_eq!(sent("0", 10), "1");
        assert_eq!(sent("0.01", 1), "1.01");
        assert_eq!(sent("0.1", 3), "1.111");
        assert_eq!(sent("1", 10), "11");
        assert!(attempts("0.01", 10).is_exact());
        assert!(!attempts("0.0123", 10).is_exact());
    }

    #[test]
    fn growth_compounds() {
        let after = |requests: &str, rate: &str, months| {
            let factor = growth(figure(rate), months).unwrap();
            let month = Silent.of(figure(requests), "").step("", "").unwrap();
            let month = grown(month, factor, "requests").unwrap().figure();
            assert!(month.is_exact());
            month.to_string()
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
