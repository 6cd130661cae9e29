//! The functions, APIs and metrics that write logs, and the prices of their logs.

use core::fmt;

use crate::pricing::{Date, PriceId, ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::LogClass;
use crate::services::api_gateway::{self, LogMetering};
use crate::services::cloudwatch;
use crate::working::{KB_PER_GB, Named as _, Rule, Trace, Working};
use crate::workload::Workload;

/// From this day on Lambda's logs are billed as vended logs, in tiers.
/// <https://aws.amazon.com/blogs/compute/aws-lambda-introduces-tiered-pricing-for-amazon-cloudwatch-logs-and-additional-logging-destinations/>
pub const LAMBDA_LOGS_VENDED_FROM: Date = Date::known(2025, 5, 1);

const VENDED: Rule = Rule::new(
    "since 2025-05-01 Lambda's logs are billed as vended logs, in tiers; a GB is 1,048,576 KB",
    "https://aws.amazon.com/blogs/compute/aws-lambda-introduces-tiered-pricing-for-amazon-cloudwatch-logs-and-additional-logging-destinations/",
);
const CUSTOM: Rule = Rule::new(
    "before 2025-05-01 Lambda's logs were billed like any other ingestion; a GB is 1,048,576 KB",
    "https://aws.amazon.com/cloudwatch/pricing/",
);

/// The field that gives the size of logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The logs of the function with this index.
    Function(usize),
    /// The logs of the API; the path of the field.
    Api(&'static str),
    /// The logs that functions write in the embedded metric format.
    Embedded,
}

impl Field {
    /// The message of the gap if the field is left out.
    pub(super) const fn missing(self) -> &'static str {
        match self {
            Self::Function(_) | Self::Embedded => {
                "the size of the logs of an invocation is not given"
            }
            Self::Api(_) => "the size of the logs of a call is not given",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(at) => write!(f, "functions.{at}.log_kb"),
            Self::Api(path) => f.write_str(path),
            Self::Embedded => f.write_str("monitoring.embedded_kb"),
        }
    }
}

/// Something that writes logs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer<'s, T> {
    /// Its name, for people.
    pub(super) name: &'s str,
    /// The field that gives the size of its logs.
    pub(super) field: Field,
    /// The logs that it writes in a month, in GB; `None` if the field is left out.
    pub(super) gb: Option<Working<T>>,
    /// Whether its logs are metered as vended logs; otherwise as custom logs.
    pub(super) vended: bool,
    /// The rule by which its logs are metered.
    pub(super) rule: Rule,
}

impl<T> Writer<'_, T> {
    /// The price of its logs in this class.
    pub(super) const fn price(&self, class: LogClass) -> PriceId {
        match (class, self.vended) {
            (LogClass::Standard, true) => ids::CLOUDWATCH_LOGS_INGESTION_LAMBDA,
            (LogClass::Standard, false) => ids::CLOUDWATCH_LOGS_INGESTION_STANDARD,
            (LogClass::InfrequentAccess, true) => {
                ids::CLOUDWATCH_LOGS_INGESTION_LAMBDA_INFREQUENT_ACCESS
            }
            (LogClass::InfrequentAccess, false) => ids::CLOUDWATCH_LOGS_INGESTION_INFREQUENT_ACCESS,
        }
    }
}

/// Everything that writes logs, by the rules of this day: functions, the API, and metrics in the
/// embedded format.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn writers<'w, T: Trace>(
    workload: &'w Workload<'_, T>,
    day: Date,
) -> Result<impl Iterator<Item = Writer<'w, T>> + use<'w, T>, Overflow> {
    let vended = day >= LAMBDA_LOGS_VENDED_FROM;
    let rule = if vended { VENDED } else { CUSTOM };
    let functions = workload.functions.iter().enumerate().map(move |(at, one)| {
        let in_gb = |each: Figure| one.invocations * each.named("KB") / KB_PER_GB;
        Writer {
            name: &one.function.name,
            field: Field::Function(at),
            gb: one.function.log_kb.map(in_gb),
            vended,
            rule,
        }
    });
    // Before Lambda's logs were vended logs, vended logs had their own prices, which the catalogue
    // does not have.
    let api = api_gateway::log_sources(workload).into_iter();
    let api = api.map(move |source| {
        let (vended, rule) = match source.metering {
            LogMetering::Vended(rule) => (true, rule),
            LogMetering::Custom(rule) => (false, rule),
            LogMetering::Function => (vended, rule),
        };
        Writer {
            name: source.name,
            field: Field::Api(source.path),
            gb: source.gb,
            vended,
            rule,
        }
    });
    let embedded = cloudwatch::embedded_gb(workload)?.map(|gb| Writer {
        name: "embedded metrics",
        field: Field::Embedded,
        gb: Some(gb),
        vended,
        rule,
    });
    Ok(functions.chain(api).chain(embedded))
}
