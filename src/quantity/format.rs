//! Figures as people read them. The only place that groups digits or rounds for the eye.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Figure, Usd};

/// The digits with commas between thousands: `1,234,567.891`. Trailing zeros after the point go.
#[must_use]
pub fn grouped(figure: impl Into<Figure>) -> String {
    let mut text = String::with_capacity(16);
    write_grouped(&mut text, figure);
    text
}

/// Writes what [`grouped`] gives onto a text.
pub fn write_grouped(text: &mut String, figure: impl Into<Figure>) {
    write(text, figure.into().value(), ",");
}

/// Writes the digits without commas onto a text: `1234567.891`. Trailing zeros after the point go.
pub fn write_plain(text: &mut String, figure: impl Into<Figure>) {
    write(text, figure.into().value(), "");
}

/// Writes the digits of a decimal onto a text, with `comma` between thousands.
fn write(text: &mut String, value: Decimal, comma: &str) {
    if value.is_zero() {
        text.push('0');
        return;
    }
    if value.is_sign_negative() {
        text.push('−');
    }
    let mantissa = value.mantissa().unsigned_abs();
    let mut buffer = itoa::Buffer::new();
    // Writing 64 bits takes a fraction of the time that 128 bits take, and nearly all mantissas fit.
    let digits = match u64::try_from(mantissa) {
        Ok(mantissa) => buffer.format(mantissa),
        Err(_) => buffer.format(mantissa),
    };
    let places = usize::try_from(value.scale()).unwrap_or_default();
    let point = digits.len().saturating_sub(places);
    let (whole, fraction) = digits.split_at_checked(point).unwrap_or((digits, ""));
    write_whole(text, whole, comma);
    let kept = fraction.trim_end_matches('0');
    if !kept.is_empty() {
        text.push('.');
        for _ in fraction.len()..places {
            text.push('0');
        }
        text.push_str(kept);
    }
}

/// Writes the digits before the point; `0` if there are none.
fn write_whole(text: &mut String, digits: &str, comma: &str) {
    let first = digits.len().checked_rem(3).unwrap_or_default();
    let (first, mut rest) = digits.split_at_checked(first).unwrap_or(("", digits));
    text.push_str(match digits {
        "" => "0",
        _ => first,
    });
    let mut between = if first.is_empty() { "" } else { comma };
    while let Some((three, others)) = rest.split_at_checked(3) {
        text.push_str(between);
        text.push_str(three);
        (between, rest) = (comma, others);
    }
}

/// An amount in dollars and cents, rounded half a cent away from zero: `$1,234.57`.
/// An amount below half a cent that is not nothing reads `< $0.01`.
#[must_use]
pub fn dollars(amount: Usd) -> String {
    let cents = amount.to_cents();
    if cents.is_zero() && !amount.figure().is_zero() {
        return if amount.figure().value().is_sign_negative() {
            "> −$0.01".into()
        } else {
            "< $0.01".into()
        };
    }
    let sign = if cents.is_sign_negative() { "−" } else { "" };
    format!("{sign}${}", group(&cents.abs().to_string()))
}

/// An amount to the last digit: `$214.86544`.
#[must_use]
pub fn exact_dollars(amount: Usd) -> String {
    let mut text = String::with_capacity(16);
    write_exact_dollars(&mut text, amount);
    text
}

/// Writes what [`exact_dollars`] gives onto a text.
pub fn write_exact_dollars(text: &mut String, amount: Usd) {
    let value = amount.figure().value();
    if value.is_sign_negative() {
        text.push('−');
    }
    text.push('$');
    write_grouped(text, value.abs());
}

/// A value rounded to at most `places` decimals, for a figure that only illustrates: `11.4`.
#[must_use]
pub fn about(figure: impl Into<Figure>, places: u32) -> String {
    let value = figure.into().value();
    grouped(value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
}

/// A fraction as a percentage with at most one decimal: `0.614` → `61.4 %`.
#[must_use]
pub fn percent(fraction: Decimal) -> String {
    match fraction.checked_mul(Decimal::ONE_HUNDRED) {
        Some(value) => format!("{} %", about(value, 1)),
        None => "more than any percentage".into(),
    }
}

/// A quantity with its unit, rounded to three decimals for the eye: `1 key-month`, `5 requests`.
#[must_use]
pub fn measured(quantity: Decimal, unit: &str) -> String {
    let number = about(quantity, 3);
    if quantity == Decimal::ONE {
        format!("{number} {unit}")
    } else {
        format!("{number} {}", plural(unit))
    }
}

/// A unit's name for more than one: `requests`, `GB-months`; abbreviations stay as they are.
#[must_use]
pub fn plural(unit: &str) -> String {
    if unit.ends_with(|last: char| last.is_ascii_lowercase()) {
        format!("{unit}s")
    } else {
        unit.to_owned()
    }
}

/// The price of a block of units as AWS quotes it: `$1.00 per million requests`.
#[must_use]
pub fn unit_price(price: Decimal, block: Decimal, unit: &str) -> String {
    let quoted = price.checked_mul(block).unwrap_or(price);
    // Two decimals at least, as prices are read.
    let mut quoted = quoted.normalize();
    if quoted.scale() < 2 {
        quoted.rescale(2);
    }
    let dollars = format!("${}", group(&quoted.to_string()));
    if block == Decimal::ONE {
        return format!("{dollars} per {unit}");
    }
    let block = if block == Decimal::from(1_000_000) {
        "million".to_owned()
    } else {
        grouped(block)
    };
    format!("{dollars} per {block} {}", plural(unit))
}

fn group(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len().saturating_add(8));
    let from = match digits.strip_prefix('-') {
        Some(rest) => {
            text.push('−');
            let from = text.len();
            text.push_str(rest);
            from
        }
        None => {
            text.push_str(digits);
            0
        }
    };
    group_from(&mut text, from);
    text
}

/// Puts commas between the thousands of the number that the text ends with.
fn group_from(text: &mut String, from: usize) {
    let number = text.get(from..).unwrap_or_default();
    let whole = number.find('.').unwrap_or(number.len());
    // From the right, so that what is still to come keeps its place.
    let mut left = whole.saturating_sub(1);
    while left >= 3 {
        left = left.saturating_sub(3);
        text.insert(from.saturating_add(left).saturating_add(1), ',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Figure;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(decimal("0")), "0");
        assert_eq!(grouped(decimal("999")), "999");
        assert_eq!(grouped(decimal("1000")), "1,000");
        assert_eq!(grouped(decimal("-1234567.8910")), "−1,234,567.891");
        // 64 bits and one more; 10^19 fits them, 10^20 does not.
        assert_eq!(
            grouped(decimal("18446744073709551615")),
            "18,446,744,073,709,551,615"
        );
        assert_eq!(
            grouped(decimal("18446744073709551616")),
            "18,446,744,073,709,551,616"
        );
        assert_eq!(
            grouped(decimal("-0.0000000000000000012")),
            "−0.0000000000000000012"
        );
        assert_eq!(
            grouped(decimal("1000.00000000000000000012")),
            "1,000.00000000000000000012"
        );
        assert_eq!(
            grouped(decimal("0.00000000000000000012")),
            "0.00000000000000000012"
        );
        assert_eq!(grouped(decimal("1000.0010")), "1,000.001");
    }

    #[test]
    fn a_little_is_not_nothing() {
        let usd = |text| Usd::new(Figure::new(decimal(text)));
        assert_eq!(dollars(usd("0")), "$0.00");
        assert_eq!(dollars(usd("0.001")), "< $0.01");
        assert_eq!(dollars(usd("0.005")), "$0.01");
        assert_eq!(dollars(usd("41502.941")), "$41,502.94");
        assert_eq!(dollars(usd("-48.2")), "−$48.20");
        assert_eq!(exact_dollars(usd("0.0000030")), "$0.000003");
    }

    #[test]
    fn prices_are_quoted_by_the_block() {
        let price = |price, block, unit| unit_price(decimal(price), decimal(block), unit);
        assert_eq!(
            price("0.000001", "1000000", "request"),
            "$1.00 per million requests"
        );
        assert_eq!(
            price("0.000003", "10000", "request"),
            "$0.03 per 10,000 requests"
        );
        assert_eq!(
            price("0.0000166667", "1", "GB-second"),
            "$0.0000166667 per GB-second"
        );
        assert_eq!(plural("WRU"), "WRU");
        assert_eq!(plural("key-month"), "key-months");
    }

    #[test]
    fn percentages() {
        assert_eq!(percent(decimal("0.6144")), "61.4 %");
        assert_eq!(percent(decimal("1")), "100 %");
    }
}
