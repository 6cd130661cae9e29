//! Unit conversions whose inverse has finitely many digits.

use rust_decimal::Decimal;

use crate::quantity::Figure;

/// The number of smaller units in a larger unit. `/ MS_PER_SECOND` prints `÷ 1,000` and multiplies
/// by 0.001, which is exact and faster than a division.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub(super) count: u32,
    pub(super) inverse: Figure,
}

/// Milliseconds in a second.
pub const MS_PER_SECOND: Part = Part {
    count: 1_000,
    inverse: Figure::new(Decimal::from_parts(1, 0, 0, false, 3)),
};
/// Megabytes of 2^20 bytes in a gigabyte of 2^30.
pub const MB_PER_GB: Part = Part {
    count: 1_024,
    inverse: Figure::new(Decimal::from_parts(9_765_625, 0, 0, false, 10)),
};
/// Kilobytes of 2^10 bytes in a gigabyte of 2^30.
pub const KB_PER_GB: Part = Part {
    count: 1_048_576,
    inverse: Figure::new(Decimal::from_parts(0x75e2_d631, 0x56bc, 0, false, 20)),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_times_its_count_is_one() {
        for part in [MS_PER_SECOND, MB_PER_GB, KB_PER_GB] {
            let one = part.inverse.checked_mul(part.count.into()).unwrap();
            assert_eq!(one.to_string(), "1", "{part:?}");
            assert!(one.is_exact());
        }
    }
}
