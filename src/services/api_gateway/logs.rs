//! The logs that an API writes to `CloudWatch` Logs.

use crate::quantity::Figure;
use crate::working::{KB_PER_GB, Named as _, Rule, Trace, Working};
use crate::workload::Workload;

/// Access logs are in AWS's list of vended logs.
const VENDED: Rule = Rule::new(
    "API Gateway's access logs are vended logs and share the tiers of Lambda's logs; excessive throttled requests are not logged",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html",
);
/// Execution logs are not in AWS's list of vended logs.
const CUSTOM: Rule = Rule::new(
    "API Gateway's execution logs are not among AWS's vended logs, so they are billed like an application's own",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html",
);
/// How logs are metered, and the rule behind it.
#[derive(Clone, Copy, Debug)]
pub enum LogMetering {
    /// As vended logs, with Lambda's.
    Vended(Rule),
    /// As an application's own logs.
    Custom(Rule),
    /// As the logs of any function.
    Function,
}

/// Logs that an API causes, without the logs of its functions.
#[derive(Clone, Copy, Debug)]
pub struct LogSource<T> {
    /// The field that gives the size of the logs.
    pub path: &'static str,
    /// The name of the log, for people.
    pub name: &'static str,
    /// The size of the logs of a month, in GB; `None` if a function's log size is not given.
    pub gb: Option<Working<T>>,
    /// How the logs are metered.
    pub metering: LogMetering,
}

/// The access log, the execution log and the log of the authorizer's function, as far as the
/// scenario has them. Refused requests are logged; throttled requests are assumed not to be logged.
pub fn log_sources<T: Trace>(workload: &Workload<'_, T>) -> Vec<LogSource<T>> {
    let Some(api) = &workload.scenario.api else {
        return Vec::new();
    };
    let in_gb = |times: Working<T>, each_kb: Figure| times * each_kb.named("KB") / KB_PER_GB;
    let throttled = api.throttled_rate;
    let requests = |each_kb| {
        let logged = workload.requests.without(throttled.named("throttled"));
        Some(in_gb(logged, each_kb))
    };
    let mut sources = Vec::new();
    if let Some(each_kb) = api.access_log_kb {
        sources.push(LogSource {
            path: "api.access_log_kb",
            name: "access log",
            gb: requests(each_kb),
            metering: LogMetering::Vended(VENDED),
        });
    }
    if let Some(each_kb) = api.execution_log_kb {
        sources.push(LogSource {
            path: "api.execution_log_kb",
            name: "execution log",
            gb: requests(each_kb),
            metering: LogMetering::Custom(CUSTOM),
        });
    }
    if let (Some(function), Some(times)) = (&api.authorizer_function, workload.authorizations) {
        let each_kb = function.log_kb;
        sources.push(LogSource {
            path: "api.authorizer_function.log_kb",
            name: "authorizer",
            gb: each_kb.map(|each_kb| in_gb(times.expr(), each_kb)),
            metering: LogMetering::Function,
        });
    }
    sources
}
