//! Decimal text to an exact figure. No float on the way.

use rust_decimal::Decimal;

use crate::quantity::Figure;

/// Longest text that is looked at.
const LENGTH_MAX: usize = 64;

/// Why a text is not a number that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// It does not have the form of a decimal number.
    Form,
    /// It has more digits than a figure keeps (28 after the point, 96 bits in all).
    Digits,
}

/// Reads a decimal: digits, optionally a sign, a point and an exponent, as JSON writes numbers.
///
/// # Errors
/// [`NotANumber`] if the text has another form, or more digits than can be kept exactly. Group
/// separators are not read: `1,000` could be a thousand or one.
///
/// ```
/// use reckoner::fields::number::decimal;
/// assert_eq!(decimal("2.50").unwrap().to_string(), "2.5");
/// assert_eq!(decimal("3e7").unwrap().to_string(), "30000000");
/// assert!(decimal("1,000").is_err());
/// ```
pub fn decimal(text: &str) -> Result<Figure, NotANumber> {
    if text.is_empty() || text.len() > LENGTH_MAX {
        return Err(NotANumber::Form);
    }
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return Err(NotANumber::Form),
        None => (mantissa, ""),
    };
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits_only(whole) || !digits_only(fraction) {
        return Err(NotANumber::Form);
    }
    let written = shifted(whole, fraction, exponent);
    Decimal::from_str_exact(&format!("{sign}{written}"))
        .map(Figure::new)
        .map_err(|_| NotANumber::Digits)
}

fn read_exponent(text: &str) -> Result<i32, NotANumber> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned.is_empty() || unsigned.len() > 2 || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NotANumber::Form);
    }
    text.parse().map_err(|_| NotANumber::Form)
}

/// The digits with the point moved by the exponent, without zeros that say nothing.
fn shifted(whole: &str, fraction: &str, exponent: i32) -> String {
    let mut digits = format!("{whole}{fraction}");
    let length = |text: &str| i32::try_from(text.len()).unwrap_or(i32::MAX);
    let point = length(whole).saturating_add(exponent);
    let before = usize::try_from(point.saturating_neg()).unwrap_or(0);
    digits.insert_str(0, &"0".repeat(before));
    let place = usize::try_from(point).unwrap_or(0);
    let after = place.saturating_sub(digits.len());
    digits.push_str(&"0".repeat(after));
    let (whole, fraction) = digits.split_at_checked(place).unwrap_or((&digits, ""));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_their_digits() {
        for (text, value) in [
            ("0", "0"),
            ("007", "7"),
            ("0.10", "0.1"),
            ("-0.5", "-0.5"),
            ("1e15", "1000000000000000"),
            ("1.25E+3", "1250"),
            ("12.5e-3", "0.0125"),
            ("1.0000000000000000000000000000000", "1"),
            (
                "0.1234567890123456789012345678",
                "0.1234567890123456789012345678",
            ),
        ] {
            assert_eq!(decimal(text).unwrap().to_string(), value, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", " 1", "1 ", "1,000", "1_000", "+1", ".5", "5.", "1.2.3", "1e", "1e999", "e5",
            "NaN", "inf", "0x10", "--1", "1e+-3", "٣",
        ] {
            assert_eq!(decimal(text), Err(NotANumber::Form), "{text}");
        }
        assert_eq!(
            decimal("0.12345678901234567890123456789"),
            Err(NotANumber::Digits)
        );
        assert_eq!(
            decimal("99999999999999999999999999999999"),
            Err(NotANumber::Digits)
        );
    }
}
