//! What comes in: how many requests, and when in the week.

use crate::quantity::Figure;
use crate::scenario::choice::choice;
use crate::scenario::read::section;
use crate::scenario::{Choice, Spec};

section! {
    /// The requests that clients send.
    pub struct Traffic as "traffic" {
        /// Requests a month, before retries.
        pub requests_per_month: Figure = Spec::decimal("0", "1000000000000000")
            .label("Requests a month").example("1000000")
            .help("What clients ask for in a month, retries apart. Any decimal: 30000000 or 3e7."),
        /// How the month's requests lie over a week.
        pub shape: Shape = Spec::choice(Shape::CHOICES).label("Shape").or("flat")
            .help("How the requests lie over the week. It moves the peak, not the month's total."),
        /// The peak within an hour over that hour's mean.
        pub burst: Figure = Spec::decimal("1", "1000").label("Burst").or("1")
            .help("How many times the busiest hour's mean its busiest moment is."),
        /// The share of requests that clients send once more.
        pub retry_rate: Figure = Spec::decimal("0", "1").label("Retry rate").or("0")
            .help("The share of requests that clients send a second time: 0.01 is one in a hundred."),
    }
}

choice! {
    /// How a month's requests lie over a week of 168 hours.
    pub enum Shape {
        /// The same in every hour.
        Flat = "flat" "Flat",
        /// Working days from 8 to 18, little else.
        BusinessHours = "business-hours" "Business hours",
        /// A rise towards the evening, every day.
        EveningPeak = "evening-peak" "Evening peak",
        /// Late morning and evening.
        TwoPeaks = "two-peaks" "Two peaks a day",
        /// Mostly Saturday and Sunday.
        Weekend = "weekend" "Weekend",
        /// Two hours every night.
        NightlyBatch = "nightly-batch" "Nightly batch",
    }
}
