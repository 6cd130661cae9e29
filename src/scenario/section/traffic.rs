//! What comes in: how many requests, and when in the week.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Decimals, Spec};
use crate::quantity::{DAY, Figure, WEEK};

/// The most requests a month, before retries.
pub const REQUESTS_MAX: u64 = match u64::from_str_radix(REQUESTS, 10) {
    Ok(requests) => requests,
    Err(_) => 0,
};
/// [`REQUESTS_MAX`] as the bound of the fields that say how many there are.
const REQUESTS: &str = "1000000000000000";

section! {
    /// The requests that clients send.
    pub struct Traffic as "traffic" {
        /// Requests a month, before retries; one of the four ways to say how many.
        pub requests_per_month: Option<Figure> = Spec::decimal("0", REQUESTS)
            .label("Requests a month").example("1000000").optional()
            .help("How many requests clients make in a month, without retries; for a WebSocket API, how many messages clients send. Write 30000000, 30,000,000, 30M or 3e7. Or give one of the three inputs under More options."),
        /// Requests a day of 24 hours, before retries.
        pub requests_per_day: Option<Figure> = Spec::decimal("0", REQUESTS)
            .label("Requests a day").optional().fine()
            .help("Give this instead of requests a month. It is multiplied by the hours of the month ÷ 24."),
        /// Requests a second over the whole month, before retries.
        pub requests_per_second: Option<Figure> = Spec::decimal("0", REQUESTS)
            .label("Requests a second, mean").optional().fine()
            .help("Give this instead of requests a month: the mean over the month. It is multiplied by 3,600 and the hours of the month."),
        /// Requests a second in the busiest moment, before retries.
        pub peak_requests_per_second: Option<Figure> = Spec::decimal("0", REQUESTS)
            .label("Requests a second, peak").optional().fine()
            .help("Give this instead of requests a month: the busiest moment. The mean follows from the shape's peak and the burst."),
        /// How the month's requests lie over a week.
        pub shape: Shape = Spec::choice(Shape::CHOICES).label("Shape").or("flat")
            .help("How the requests are spread over the week. The shape changes the peak, not the month's total."),
        /// The weights of a custom shape.
        pub weights: Option<Decimals> = Spec::decimals("0", "1000000", &[DAY, WEEK]).label("Weights").optional().fine()
            .help("For the custom shape: 24 weights, one for each hour of every day, or 168 for a week from Monday 0:00, separated by commas."),
        /// The peak within an hour over that hour's mean.
        pub burst: Figure = Spec::decimal("1", "1000").label("Burst").or("1")
            .help("The busiest moment of the busiest hour, as a multiple of that hour's mean."),
        /// How much the traffic grows a month.
        pub growth_rate: Figure = Spec::decimal("-0.5", "1").label("Growth a month").or("0").fine()
            .help("By how much the traffic grows from one month to the next: 0.05 is 5 %. This month's bill does not change, later ones do."),
        /// The share of requests that fail and are sent again.
        pub retry_rate: Figure = Spec::decimal("0", "1").label("Retry rate").or("0")
            .help("The share of requests that fail and that clients send again: 0.01 is one in a hundred."),
        /// How many times a failed request is sent again at most.
        pub retry_attempts: u32 = Spec::integer(1, 10).label("Retry attempts").or("1").fine()
            .help("The most times that a client sends a failed request again. Each attempt fails at the same rate."),
        /// How long a client waits before it sends a request again.
        pub retry_backoff_ms: Option<Figure> = Spec::decimal("0", "900000").unit("ms").label("Retry backoff")
            .optional().fine()
            .help("How long a client waits before the first retry. Waiting spreads a burst and costs nothing."),
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
        /// A campaign on Thursday evening, little else.
        CampaignSpike = "campaign-spike" "Campaign spike",
        /// The weights that are given.
        Custom = "custom" "Custom",
    }
}
