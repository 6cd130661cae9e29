//! What an API writes to `CloudWatch` Logs.

use crate::quantity::{Count, Figure, Gigabytes, Kilobytes, Overflow};
use crate::working::Rule;
use crate::workload::Workload;

/// The field of the access log.
const ACCESS: &str = "api.access_log_kb";
/// The field of the execution log.
const EXECUTION: &str = "api.execution_log_kb";

/// Access logs are vended logs, as AWS lists them.
const VENDED: Rule = Rule {
    text: "API Gateway's access logs are vended logs, in tiers with Lambda's; excessive throttled requests are not logged",
    href: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html",
};
/// Execution logs are not among them.
const CUSTOM: Rule = Rule {
    text: "API Gateway's execution logs are not among AWS's vended logs, so they are billed like an application's own",
    href: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html",
};
/// An authorizer's function logs like any other.
const FUNCTION: Rule = Rule {
    text: "the authorizer's function logs like any other function",
    href: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html",
};

/// Logs that an API causes, beside those of its functions.
#[derive(Clone, Copy, Debug)]
pub struct LogSource {
    /// The field that says how much.
    pub path: &'static str,
    /// What writes, for people.
    pub name: &'static str,
    /// How many times a month.
    pub times: Count,
    /// How much each time; `None` if a function's log size is not given.
    pub each_kb: Option<Figure>,
    /// Whether they are metered as vended logs: then with Lambda's, otherwise as custom logs.
    pub vended: bool,
}

impl LogSource {
    /// Why they are metered as they are.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self.path {
            ACCESS => VENDED,
            EXECUTION => CUSTOM,
            _ => FUNCTION,
        }
    }

    /// What they weigh in a month; `None` if it is not known.
    ///
    /// # Errors
    /// [`Overflow`] if the quantity is too large.
    pub fn ingested(&self) -> Result<Option<Gigabytes>, Overflow> {
        let Some(each) = self.each_kb else {
            return Ok(None);
        };
        Kilobytes::of(self.times.figure().times(each)?)
            .in_gb()
            .map(Some)
    }
}

/// The access log, the execution log and the log of the authorizer's function, as far as the scenario
/// has them. Requests that are refused are logged, throttled ones are taken not to be.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn log_sources(workload: &Workload<'_>) -> Result<Vec<LogSource>, Overflow> {
    let Some(api) = &workload.scenario.api else {
        return Ok(Vec::new());
    };
    let mut sources = Vec::new();
    let logged = workload
        .requests
        .times(Figure::ONE.minus(api.throttled_rate)?)?;
    if api.access_log_kb.is_some() {
        sources.push(LogSource {
            path: ACCESS,
            name: "access log",
            times: logged,
            each_kb: api.access_log_kb,
            vended: true,
        });
    }
    if api.execution_log_kb.is_some() {
        sources.push(LogSource {
            path: EXECUTION,
            name: "execution log",
            times: logged,
            each_kb: api.execution_log_kb,
            vended: false,
        });
    }
    if let (Some(function), Some(times)) = (&api.authorizer_function, workload.authorizations) {
        sources.push(LogSource {
            path: "api.authorizer_function.log_kb",
            name: "authorizer",
            times,
            each_kb: function.log_kb,
            vended: true,
        });
    }
    Ok(sources)
}
