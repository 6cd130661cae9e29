//! A calendar day, as price versions and scenarios name it.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the Gregorian calendar, years 1 to 9999, without a time or a zone.
///
/// ```
/// use reckoner::pricing::Date;
///
/// let day: Date = "2026-10-01".parse()?;
/// assert_eq!(day, Date::known(2026, 10, 1));
/// assert_eq!(day.previous().map(|day| day.to_string()).as_deref(), Some("2026-09-30"));
/// assert!("2026-02-30".parse::<Date>().is_err());
/// # Ok::<(), reckoner::pricing::date::NotADate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The text is not a day: it has another form, or the calendar does not have the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the form YYYY-MM-DD")
    }
}

impl core::error::Error for NotADate {}

impl Date {
    /// A day of the calendar.
    ///
    /// # Errors
    /// [`NotADate`] if the calendar does not have the day.
    pub const fn new(year: u16, month: u8, day: u8) -> Result<Self, NotADate> {
        if year < 1 || year > 9999 || day < 1 || day > days_in(year, month) {
            return Err(NotADate);
        }
        Ok(Self { year, month, day })
    }

    /// A day known when the program is written. For constants: a day that does not exist stops the
    /// compiler.
    #[must_use]
    #[expect(clippy::panic, reason = "evaluated by the compiler, never at run time")]
    pub const fn known(year: u16, month: u8, day: u8) -> Self {
        match Self::new(year, month, day) {
            Ok(date) => date,
            Err(NotADate) => panic!("no such day"),
        }
    }

    /// The day as text, `2026-10-01`.
    #[must_use]
    pub fn text(self) -> DateText {
        let digit = |number: u16, unit: u16| {
            let digit = number.checked_div(unit).unwrap_or_default() % 10;
            u8::try_from(digit).unwrap_or_default() | b'0'
        };
        let (year, month, day) = (self.year, u16::from(self.month), u16::from(self.day));
        DateText([
            digit(year, 1000),
            digit(year, 100),
            digit(year, 10),
            digit(year, 1),
            b'-',
            digit(month, 10),
            digit(month, 1),
            b'-',
            digit(day, 10),
            digit(day, 1),
        ])
    }

    /// The day that begins so many days after 1 January 1970; `None` if the calendar ends before.
    #[must_use]
    pub fn of_epoch_day(days: u64) -> Option<Self> {
        (0..days).try_fold(Self::known(1970, 1, 1), |day, _| day.next())
    }

    /// The same day of the next year; 28 February for a leap day.
    #[must_use]
    pub const fn a_year_later(self) -> Option<Self> {
        let year = self.year.saturating_add(1);
        match (
            Self::new(year, self.month, self.day),
            Self::new(year, 2, 28),
        ) {
            (Ok(date), _) | (Err(NotADate), Ok(date)) => Some(date),
            _ => None,
        }
    }

    /// The last day that there is, 31 December 9999.
    pub const LAST: Self = Self::known(9999, 12, 31);

    /// The day after.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        let Self { year, month, day } = self;
        let (year, month, day) = if day < days_in(year, month) {
            (year, month, day.saturating_add(1))
        } else if month < 12 {
            (year, month.saturating_add(1), 1)
        } else {
            (year.saturating_add(1), 1, 1)
        };
        match Self::new(year, month, day) {
            Ok(date) => Some(date),
            Err(NotADate) => None,
        }
    }

    /// The day before.
    #[must_use]
    pub const fn previous(self) -> Option<Self> {
        let Self { year, month, day } = self;
        let (year, month, day) = if day > 1 {
            (year, month, day.saturating_sub(1))
        } else if month > 1 {
            let month = month.saturating_sub(1);
            (year, month, days_in(year, month))
        } else {
            (year.saturating_sub(1), 12, 31)
        };
        match Self::new(year, month, day) {
            Ok(date) => Some(date),
            Err(NotADate) => None,
        }
    }
}

/// The text of a day, without an allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateText([u8; 10]);

impl DateText {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let number = |from: usize, to: usize| -> Result<u16, NotADate> {
            let digits = text.get(from..to).ok_or(NotADate)?;
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(NotADate);
            }
            digits.parse().map_err(|_| NotADate)
        };
        if text.len() != 10 || text.get(4..5) != Some("-") || text.get(7..8) != Some("-") {
            return Err(NotADate);
        }
        let small = |n: u16| u8::try_from(n).map_err(|_| NotADate);
        Self::new(number(0, 4)?, small(number(5, 7)?)?, small(number(8, 10)?)?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text().as_str())
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_read() {
        for good in ["2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"] {
            assert_eq!(good.parse::<Date>().unwrap().to_string(), good);
        }
        for bad in [
            "2023-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-04-31",
            "2026-4-01",
            "2026-04-1",
            "+026-04-01",
            "2026/04/01",
            "2026-04-01T00",
            "",
            "0000-01-01",
        ] {
            assert_eq!(bad.parse::<Date>(), Err(NotADate), "{bad}");
        }
    }

    #[test]
    fn days_are_in_order() {
        assert!(Date::known(2024, 10, 31) < Date::known(2024, 11, 1));
        let before = |date: Date| date.previous().unwrap().to_string();
        assert_eq!(before(Date::known(2024, 3, 1)), "2024-02-29");
        assert_eq!(before(Date::known(2025, 1, 1)), "2024-12-31");
        assert_eq!(Date::known(1, 1, 1).previous(), None);
        let after = |date: Date| date.next().unwrap().to_string();
        assert_eq!(after(Date::known(2024, 2, 28)), "2024-02-29");
        assert_eq!(after(Date::known(2025, 2, 28)), "2025-03-01");
        assert_eq!(after(Date::known(2024, 12, 31)), "2025-01-01");
        assert_eq!(Date::LAST.next(), None);
        let year = |date: Date| date.a_year_later().unwrap().to_string();
        assert_eq!(year(Date::known(2024, 2, 29)), "2025-02-28");
        assert_eq!(year(Date::known(2024, 12, 31)), "2025-12-31");
        assert_eq!(Date::LAST.a_year_later(), None);
        let epoch = |days| Date::of_epoch_day(days).map(|day| day.to_string());
        assert_eq!(epoch(0).as_deref(), Some("1970-01-01"));
        assert_eq!(epoch(20_782).as_deref(), Some("2026-11-25"));
        assert_eq!(epoch(u64::MAX), None);
    }
}
