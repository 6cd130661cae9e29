//! The link that Lambda Power Tuning answers with: its results, in the part after the `#`.
//!
//! That part is three lists in base64, with `;` between: memory sizes as 16-bit integers, mean
//! durations in milliseconds and mean costs as 32-bit floats, each with its lowest byte first. Such a
//! float holds seven digits; a duration is rounded to thousandths of a millisecond.
//! <https://github.com/alexcasalboni/aws-lambda-power-tuning>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rust_decimal::Decimal;

use crate::quantity::Figure;

/// The bits of a 32-bit float after its first one.
const FRACTION_BITS: u32 = 23;
/// What the exponent of a 32-bit float is above that of its last bit.
const EXPONENT_BIAS: i32 = 150;
/// The most that a float's last bit may be worth, as a power of two, up or down.
const POWER_MAX: u32 = 64;
/// The digits after the point that a duration is read to.
const SCALE: u32 = 3;
/// Ten to the power of [`SCALE`].
const THOUSAND: u128 = 1_000;

/// Memory in MB and durations in milliseconds; `None` if the text is no such link.
pub(super) fn points(link: &str) -> Option<Vec<(u32, Figure)>> {
    let (_, results) = link.split_once('#')?;
    let mut parts = results.split(';');
    let (sizes, times) = (bytes(parts.next()?)?, bytes(parts.next()?)?);
    let (sizes, others) = sizes.as_chunks();
    let (times, left) = times.as_chunks();
    let complete = others.is_empty() && left.is_empty() && sizes.len() == times.len();
    let points = sizes.iter().zip(times).map(|(size, time)| {
        let memory = u32::from(u16::from_le_bytes(*size));
        Some((memory, decimal(u32::from_le_bytes(*time))?))
    });
    points.collect::<Option<Vec<_>>>().filter(|_| complete)
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.trim()).ok()
}

/// The 32-bit float of these bits, rounded to thousandths; `None` for a negative, endless, huge or tiny
/// one.
fn decimal(bits: u32) -> Option<Figure> {
    let exponent = bits.checked_shr(FRACTION_BITS)?;
    let fraction = bits.checked_sub(exponent.checked_shl(FRACTION_BITS)?)?;
    if bits == 0 {
        return Some(Figure::ZERO);
    }
    // An exponent above 254 is negative or endless, one of 0 is tiny.
    let exponent = i32::try_from(exponent).ok();
    let exponent = exponent.filter(|one| (1..=254).contains(one))?;
    let first = 1_u32.checked_shl(FRACTION_BITS)?;
    let mantissa = u128::from(first.checked_add(fraction)?).checked_mul(THOUSAND)?;
    let power = exponent.checked_sub(EXPONENT_BIAS)?;
    let last = Some(power.unsigned_abs()).filter(|bit| *bit <= POWER_MAX)?;
    let two = 1_u128.checked_shl(last)?;
    let thousandths = if power >= 0 {
        mantissa.checked_mul(two)?
    } else {
        mantissa
            .checked_add(two.checked_div(2)?)?
            .checked_div(two)?
    };
    let thousandths = i128::try_from(thousandths).ok()?;
    let decimal = Decimal::try_from_i128_with_scale(thousandths, SCALE);
    decimal.ok().map(Figure::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://lambda-power-tuning.show/#AAIAAwAEAAY=;yf+RQ65HrkHXo7NBA93VQw==;GCslNs+VmzRpcs80CGA1Nw==";

    #[test]
    fn a_link_is_read_to_thousandths() {
        let points = points(LINK).unwrap();
        let texts: Vec<_> = points
            .iter()
            .map(|(memory, ms)| format!("{memory}:{ms}"))
            .collect();
        assert_eq!(
            texts,
            ["512:291.998", "768:21.785", "1024:22.455", "1536:427.727"]
        );
    }

    #[test]
    fn what_is_no_such_link_is_refused() {
        for text in [
            "https://lambda-power-tuning.show/",
            "https://lambda-power-tuning.show/#",
            "https://lambda-power-tuning.show/#AAIAAwAEAAY=",
            // One duration less than sizes, a cut float, and no base64.
            "https://lambda-power-tuning.show/#AAIAAwAEAAY=;yf+RQ65HrkHXo7NB;",
            "https://lambda-power-tuning.show/#AAI=;yf+R;",
            "https://lambda-power-tuning.show/#???;???;",
        ] {
            assert_eq!(points(text), None, "{text}");
        }
    }

    #[test]
    fn a_float_is_rounded_to_thousandths() {
        for (bits, text) in [
            (0x0000_0000, Some("0")),
            (0x3f80_0000, Some("1")),
            (0x3dcc_cccd, Some("0.1")),
            // 0.0625 is half way between two thousandths, and 0.0004 below the half.
            (0x3d80_0000, Some("0.063")),
            (0x39d1_b717, Some("0")),
            (0x3eaa_aaab, Some("0.333")),
            (0x495b_ba00, Some("900000")),
            (0x4b80_0000, Some("16777216")),
            // Minus one, infinity, no number, the smallest.
            (0xbf80_0000, None),
            (0x7f80_0000, None),
            (0x7fc0_0000, None),
            (0x0000_0001, None),
        ] {
            let read = decimal(bits).map(|figure| figure.to_string());
            assert_eq!(read.as_deref(), text, "{bits:#x}");
        }
    }
}
