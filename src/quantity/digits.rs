//! A figure in plain digits, without an allocation.

use super::Figure;

/// The longest that a figure gets: 29 digits, a zero before the point, the point and the sign.
const LENGTH: usize = 32;

/// The digits of a figure, as they leave the program: no trailing zeros, no exponent.
#[derive(Clone, Copy, Debug)]
pub struct Digits {
    bytes: [u8; LENGTH],
    /// Where the text begins: it is written from its end.
    start: usize,
}

impl Digits {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(self.start..).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }

    const EMPTY: Self = Self {
        bytes: [0; LENGTH],
        start: LENGTH,
    };

    fn put(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.bytes.get_mut(self.start) {
            *place = byte;
        }
    }

    /// A whole number with its point moved to the left by `scale`.
    fn shifted(mut mantissa: u64, mut scale: u32, negative: bool) -> Self {
        while scale > 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            scale = scale.saturating_sub(1);
        }
        let mut digits = Self::EMPTY;
        let mut written = 0_u32;
        loop {
            if written == scale && scale > 0 {
                digits.put(b'.');
            }
            let digit = u8::try_from(mantissa % 10).unwrap_or(0);
            digits.put(b'0'.saturating_add(digit));
            mantissa /= 10;
            written = written.saturating_add(1);
            if mantissa == 0 && written > scale {
                break;
            }
        }
        if negative {
            digits.put(b'-');
        }
        digits
    }
}

impl Figure {
    /// The figure in plain digits, as [`Display`](core::fmt::Display) writes it.
    ///
    /// ```
    /// use reckoner::quantity::Figure;
    ///
    /// let half = Figure::ONE.checked_div(Figure::whole(2))?;
    /// assert_eq!(half.digits().as_str(), "0.5");
    /// # Ok::<(), reckoner::quantity::Overflow>(())
    /// ```
    #[must_use]
    pub fn digits(self) -> Digits {
        let value = self.value();
        let mantissa = value.mantissa();
        match u64::try_from(mantissa.unsigned_abs()) {
            Ok(0) => Digits::shifted(0, 0, false),
            Ok(small) => Digits::shifted(small, value.scale(), mantissa < 0),
            Err(_) => {
                let mut digits = Digits::EMPTY;
                for byte in value.normalize().to_string().bytes().rev() {
                    digits.put(byte);
                }
                digits
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn digits_are_what_a_decimal_displays() {
        for text in [
            "0",
            "0.00",
            "1",
            "10",
            "100.0",
            "0.5",
            "0.050",
            "-3.25",
            "1500.50",
            "-0.001",
            "18446744073709551615",
            "18446744073709551616",
            "1844674407370955161.60",
            "79228162514264337593543950335",
            "-7.9228162514264337593543950335",
            "0.0000000000000000000000000001",
            "-0.0000000000000000000000000010",
        ] {
            let value = Decimal::from_str_exact(text).unwrap();
            let digits = Figure::new(value).digits();
            assert_eq!(digits.as_str(), value.normalize().to_string(), "{text}");
        }
        assert_eq!(Figure::new(-Decimal::ZERO).digits().as_str(), "0");
    }
}
