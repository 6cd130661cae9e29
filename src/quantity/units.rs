//! Units of measure, each its own type, with only the operations that make sense.
//!
//! All kilobytes, megabytes and gigabytes are binary (1 KB = 1,024 bytes), as AWS meters Lambda
//! memory, DynamoDB items and the gigabytes of its price list.

use rust_decimal::Decimal;

use super::{Figure, Overflow};

// The inverse of a power of two or ten ends, and a product is quicker than a division.
/// A kilobyte in gigabytes: 2^−20.
pub(crate) const GB_PER_KB: Figure =
    Figure::of(Decimal::from_parts(0x75e2d631, 0x56bc, 0, false, 20));
/// A megabyte in gigabytes: 2^−10.
pub(crate) const GB_PER_MB: Figure = Figure::of(Decimal::from_parts(9_765_625, 0, 0, false, 10));
/// A millisecond in seconds.
pub(crate) const SECONDS_PER_MS: Figure = Figure::of(Decimal::from_parts(1, 0, 0, false, 3));
/// Seconds in an hour.
const SECONDS_PER_HOUR: u32 = 3600;

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(Figure);

        impl $name {
            /// None of it.
            pub const ZERO: Self = Self(Figure::ZERO);

            /// This much of it.
            #[must_use]
            pub const fn of(figure: Figure) -> Self {
                Self(figure)
            }

            /// The bare figure.
            #[must_use]
            pub const fn figure(self) -> Figure {
                self.0
            }

            /// The sum.
            ///
            /// # Errors
            /// [`Overflow`] if it is too large.
            pub fn plus(self, other: Self) -> Result<Self, Overflow> {
                self.0.plus(other.0).map(Self)
            }

            /// The product with a factor.
            ///
            /// # Errors
            /// [`Overflow`] if it is too large.
            pub fn times(self, factor: Figure) -> Result<Self, Overflow> {
                self.0.times(factor).map(Self)
            }
        }
    };
}

unit!(
    /// A number of requests, invocations, messages or operations; may be a fraction, as an
    /// expected value.
    Count
);
unit!(
    /// Kilobytes of 1,024 bytes.
    Kilobytes
);
unit!(
    /// Gigabytes of 2^30 bytes.
    Gigabytes
);
unit!(
    /// Megabytes of 2^20 bytes, of memory or ephemeral storage.
    MemoryMb
);
unit!(
    /// Milliseconds.
    Millis
);
unit!(
    /// Seconds.
    Seconds
);
unit!(
    /// Hours.
    Hours
);
unit!(
    /// Gigabytes of 2^30 bytes held for one second each.
    GbSeconds
);
unit!(
    /// Read or write units of `DynamoDB`.
    CapacityUnits
);

impl Kilobytes {
    /// The same size in gigabytes; exact, because the divisor is a power of two.
    ///
    /// # Errors
    /// [`Overflow`] never in practice.
    pub fn in_gb(self) -> Result<Gigabytes, Overflow> {
        self.0.times(GB_PER_KB).map(Gigabytes)
    }

    /// How many steps of this size cover it, rounded up.
    ///
    /// # Errors
    /// [`Overflow`] if `step` is zero.
    pub fn steps_of(self, step: Self) -> Result<Figure, Overflow> {
        self.0.steps_of(step.0)
    }
}

impl MemoryMb {
    /// The same size in gigabytes.
    ///
    /// # Errors
    /// [`Overflow`] never in practice.
    pub fn in_gb(self) -> Result<Gigabytes, Overflow> {
        self.0.times(GB_PER_MB).map(Gigabytes)
    }
}

impl Millis {
    /// Rounded up to whole milliseconds, as Lambda bills.
    #[must_use]
    pub fn rounded_up(self) -> Self {
        Self(self.0.rounded_up())
    }

    /// The same time in seconds.
    ///
    /// # Errors
    /// [`Overflow`] never in practice.
    pub fn in_seconds(self) -> Result<Seconds, Overflow> {
        self.0.times(SECONDS_PER_MS).map(Seconds)
    }
}

impl Hours {
    /// The same time in seconds.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn in_seconds(self) -> Result<Seconds, Overflow> {
        self.0.times(SECONDS_PER_HOUR.into()).map(Seconds)
    }
}

impl Gigabytes {
    /// Held for so long.
    ///
    /// # Errors
    /// [`Overflow`] if it is too large.
    pub fn during(self, time: Seconds) -> Result<GbSeconds, Overflow> {
        self.0.times(time.0).map(GbSeconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_times_time_is_gb_seconds() {
        let gb = MemoryMb::of(1536_u32.into()).in_gb().unwrap();
        let time = Millis::of(120_u32.into()).in_seconds().unwrap();
        let total = gb
            .during(time)
            .unwrap()
            .times(3_000_000_u32.into())
            .unwrap();
        assert_eq!(total.figure().to_string(), "540000");
        assert!(total.figure().is_exact());
    }

    #[test]
    fn a_part_and_its_whole_are_inverse() {
        let whole = |part: Figure, count: u32| part.times(count.into()).unwrap().to_string();
        assert_eq!(whole(GB_PER_KB, 1024 * 1024), "1");
        assert_eq!(whole(GB_PER_MB, 1024), "1");
        assert_eq!(whole(SECONDS_PER_MS, 1000), "1");
    }

    #[test]
    fn gigabytes_are_binary() {
        let gb = Kilobytes::of(1_048_576_u32.into()).in_gb().unwrap();
        assert_eq!(gb.figure(), Figure::ONE);
    }
}
