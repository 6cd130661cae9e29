//! How a `DynamoDB` table's throughput is paid: by the request, provisioned, reserved.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, HourlyUnits, Spec};
use crate::quantity::Figure;

/// Where AWS states what provisioned capacity is.
const PROVISIONED: &str = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/provisioned-capacity-mode.html";
/// Where AWS states the bounds of the target utilization.
const AUTO_SCALING: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html";
/// Where AWS states what reserved capacity covers.
pub(super) const RESERVED: &str =
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/reserved-capacity.html";

/// The most capacity units that a field takes, in one hour.
pub const UNITS_MAX: u32 = 100_000_000;

section! {
    /// How a table's throughput is paid.
    pub struct Capacity as "capacity" {
        /// The mode.
        pub mode: CapacityMode = Spec::choice(CapacityMode::CHOICES).label("Capacity mode").or("on-demand")
            .help("How you pay for throughput: by the request, or for provisioned capacity by the hour.")
            .source("https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html"),
        /// Provisioned read capacity of the table, its local indexes included; derived from the
        /// traffic when absent.
        pub read_units: Option<HourlyUnits> = Spec::hourly_units(1, UNITS_MAX).unit("RCU").label("Read capacity").optional().fine()
            .help("Provisioned read capacity units of the table: one number, or one for each hour of a day (24) or of a week from Monday 0:00 (168), separated by commas. Left out, it follows from the traffic.")
            .source(PROVISIONED),
        /// Provisioned write capacity of the table, its local indexes included; derived from the
        /// traffic when absent.
        pub write_units: Option<HourlyUnits> = Spec::hourly_units(1, UNITS_MAX).unit("WCU").label("Write capacity").optional().fine()
            .help("Provisioned write capacity units of the table: one number, or one for each hour of a day (24) or of a week from Monday 0:00 (168), separated by commas. Left out, it follows from the traffic.")
            .source(PROVISIONED),
        /// The share of the capacity that the traffic may use, where capacity follows from traffic.
        pub target_utilization: Figure = Spec::decimal("0.2", "0.9").label("Target utilization").or("0.7").fine()
            .help("The share of the provisioned capacity that the traffic may use, where capacity follows from the traffic: 0.7 is AWS's default.")
            .source(AUTO_SCALING),
        /// How capacity that follows from the traffic moves over the week.
        pub schedule: Schedule = Spec::choice(Schedule::CHOICES).label("Schedule").or("peak-hour").fine()
            .help("Either the capacity of the busiest hour all the time, or in each hour of the week the capacity that this hour needs, as ideal auto scaling by target tracking would set it. Target tracking makes eight CloudWatch alarms for a table and eight for each global index, which are billed. Give units hour by hour for a schedule, which makes none.")
            .source(AUTO_SCALING),
        /// Reserved read capacity, billed in blocks of 100.
        pub reserved_read_units: u32 = Spec::integer(0, UNITS_MAX).unit("RCU").label("Reserved reads").or("0").fine()
            .help("Reserved read capacity, bought in blocks of 100 units; the reservations of all tables count together.")
            .source(RESERVED),
        /// Reserved write capacity, billed in blocks of 100.
        pub reserved_write_units: u32 = Spec::integer(0, UNITS_MAX).unit("WCU").label("Reserved writes").or("0").fine()
            .help("Reserved write capacity, bought in blocks of 100 units; the reservations of all tables count together.")
            .source(RESERVED),
        /// How long the reservation runs.
        pub reserved_term: ReservedTerm = Spec::choice(ReservedTerm::CHOICES).label("Reserved for").or("1y").fine()
            .help("How long the reserved capacity is paid for, partly upfront.")
            .source(RESERVED),
    }
}

choice! {
    /// How throughput is paid.
    pub enum CapacityMode {
        /// By the request.
        OnDemand = "on-demand" "On-demand",
        /// By the hour, used or not.
        Provisioned = "provisioned" "Provisioned",
    }
}

choice! {
    /// How capacity that follows from the traffic moves over the week.
    pub enum Schedule {
        /// The busiest hour's need, all the time.
        PeakHour = "peak-hour" "For the busiest hour",
        /// In each hour of the week that hour's need.
        Hourly = "hourly" "Hour by hour",
    }
}

choice! {
    /// How long reserved capacity is paid for.
    pub enum ReservedTerm {
        /// One year.
        OneYear = "1y" "1 year",
        /// Three years.
        ThreeYears = "3y" "3 years",
    }
}

impl ReservedTerm {
    /// The term in months.
    #[must_use]
    pub const fn months(self) -> u32 {
        match self {
            Self::OneYear => 12,
            Self::ThreeYears => 36,
        }
    }
}
