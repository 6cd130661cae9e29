//! Decimal text to an exact figure. No float on the way.

use rust_decimal::Decimal;

use crate::quantity::Figure;

/// Longest text that is looked at.
const LENGTH_MAX: usize = 64;
/// The first whole number that a decimal does not hold.
const MANTISSA_END: u128 = 1 << 96;

/// Why a text is not a number that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// It does not have the form of a decimal number.
    Form,
    /// It has more digits than a figure keeps (28 after the point, 96 bits in all).
    Digits,
}

/// Reads a decimal: digits, optionally a sign, a point and an exponent, as JSON writes numbers; or with
/// `k` for thousands or `M` for millions at its end, or with commas between groups of three digits. It
/// also runs when the program is compiled, which is how the table of fields gets its bounds.
///
/// # Errors
/// [`NotANumber`] if the text has another form, or more digits than can be kept exactly. A single comma
/// is not read: `1,000` could be a thousand or one.
///
/// ```
/// use reckoner::fields::number::decimal;
/// assert_eq!(decimal("2.50").unwrap().to_string(), "2.5");
/// assert_eq!(decimal("3e7").unwrap().to_string(), "30000000");
/// assert_eq!(decimal("1.5M").unwrap(), decimal("1,500,000").unwrap());
/// assert!(decimal("1,000").is_err());
/// ```
pub const fn decimal(text: &str) -> Result<Figure, NotANumber> {
    if text.len() > LENGTH_MAX {
        return Err(NotANumber::Form);
    }
    let (negative, unsigned) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        all => (false, all),
    };
    let (number, rest) = match Digits::NONE.and(unsigned) {
        (_, rest) if rest.len() == unsigned.len() => return Err(NotANumber::Form),
        read => read,
    };
    let (mut number, rest) = number.and_groups(rest, unsigned.len().abs_diff(rest.len()));
    let rest = match rest {
        [b'.', fraction @ ..] => {
            let (all, rest) = number.and(fraction);
            if rest.len() == fraction.len() {
                return Err(NotANumber::Form);
            }
            number = all.shifted(rest.len().abs_diff(fraction.len()));
            rest
        }
        none => none,
    };
    match rest {
        [] => number.figure(negative, 0),
        [b'k' | b'K'] => number.figure(negative, 3),
        [b'M'] => number.figure(negative, 6),
        [b'e' | b'E', rest @ ..] => match exponent(rest) {
            Some(exponent) => number.figure(negative, exponent),
            None => Err(NotANumber::Form),
        },
        _ => Err(NotANumber::Form),
    }
}

/// An exponent of one or two digits.
const fn exponent(text: &[u8]) -> Option<i32> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        all => (1, all),
    };
    let amount = match digits {
        [one @ b'0'..=b'9'] => digit(*one),
        [ten @ b'0'..=b'9', one @ b'0'..=b'9'] => {
            digit(*ten).saturating_mul(10).saturating_add(digit(*one))
        }
        _ => return None,
    };
    Some(i32::from_le_bytes([amount, 0, 0, 0]).saturating_mul(sign))
}

/// The value of a digit's sign.
const fn digit(sign: u8) -> u8 {
    sign.wrapping_sub(b'0')
}

/// The same number, wide.
const fn wide(number: u8) -> u128 {
    u128::from_le_bytes([number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
}

/// The digits read so far: `mantissa` × 10^`power`. The mantissa does not end in a zero, so that zeros
/// at the end take none of its room.
#[derive(Clone, Copy)]
struct Digits {
    mantissa: u128,
    power: i32,
    /// Whether the mantissa is larger than any that is kept.
    long: bool,
}

impl Digits {
    const NONE: Self = Self {
        mantissa: 0,
        power: 0,
        long: false,
    };

    /// These and the digits at the start of a text, and the rest of the text.
    const fn and(mut self, mut text: &[u8]) -> (Self, &[u8]) {
        while let [sign @ b'0'..=b'9', rest @ ..] = text {
            self.power = self.power.saturating_add(1);
            if *sign != b'0' {
                while self.power > 0 {
                    self.long = self.long || self.mantissa >= MANTISSA_END;
                    self.mantissa = self.mantissa.wrapping_mul(10);
                    self.power = self.power.saturating_sub(1);
                }
                self.mantissa = self.mantissa.wrapping_add(wide(digit(*sign)));
            }
            text = rest;
        }
        (self, text)
    }

    /// These, of which there are `first`, and the digits of two or more groups of three with a comma
    /// before each; and the rest of the text. Without such groups nothing is read.
    const fn and_groups(self, text: &[u8], first: usize) -> (Self, &[u8]) {
        let (mut all, mut rest, mut groups) = (self, text, 0_usize);
        while let [
            b',',
            a @ b'0'..=b'9',
            b @ b'0'..=b'9',
            c @ b'0'..=b'9',
            after @ ..,
        ] = rest
        {
            (all, _) = all.and(&[*a, *b, *c]);
            (rest, groups) = (after, groups.saturating_add(1));
        }
        match rest {
            [b'0'..=b'9' | b',', ..] => (self, text),
            _ if groups < 2 || first > 3 => (self, text),
            _ => (all, rest),
        }
    }

    /// These with the point moved to the left.
    const fn shifted(mut self, places: usize) -> Self {
        let mut moved = 0;
        while moved < places {
            self.power = self.power.saturating_sub(1);
            moved = moved.saturating_add(1);
        }
        self
    }

    const fn figure(mut self, negative: bool, exponent: i32) -> Result<Figure, NotANumber> {
        if self.mantissa == 0 && !self.long {
            return Ok(Figure::ZERO);
        }
        let mut power = self.power.saturating_add(exponent);
        while power > 0 && self.mantissa < MANTISSA_END {
            self.mantissa = self.mantissa.wrapping_mul(10);
            power = power.saturating_sub(1);
        }
        let scale = power.unsigned_abs();
        if self.long || power > 0 || self.mantissa >= MANTISSA_END || scale > Decimal::MAX_SCALE {
            return Err(NotANumber::Digits);
        }
        let [a, b, c, d, e, f, g, h, i, j, k, l, ..] = self.mantissa.to_le_bytes();
        Ok(Figure::new(Decimal::from_parts(
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
            u32::from_le_bytes([i, j, k, l]),
            negative,
            scale,
        )))
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
            ("1M", "1000000"),
            ("1.5M", "1500000"),
            ("10k", "10000"),
            ("10K", "10000"),
            ("1,000,000", "1000000"),
            ("-12,345,678.5", "-12345678.5"),
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
            "",
            " 1",
            "1 ",
            "1,000",
            "1_000",
            "+1",
            ".5",
            "5.",
            "1.2.3",
            "1e",
            "1e999",
            "e5",
            "NaN",
            "inf",
            "1m",
            "1Mk",
            "M",
            "1e3M",
            "1,0,000",
            "1000,000,000",
            "1,000,0000",
            "1,000,",
            "1,000,000,",
            ",000,000",
            "1.000,000,000",
            "0x10",
            "--1",
            "1e+-3",
            "٣",
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
