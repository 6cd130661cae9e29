//! Requests to KMS that queues, secrets and log groups cause, and those that functions make
//! themselves.

use crate::metering::Meter;
use crate::metering::step::step;
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{Encryption, KeyKind, LogEncryption, Queue};
use crate::services::parameter_store;
use crate::services::secrets_manager::{self, calls_step};
use crate::working::{Rule, Step};
use crate::workload::Workload;

use super::SYMMETRIC;

const QUEUES: Rule = Rule {
    text: "a queue asks KMS (month ÷ data key reuse) × (2 × senders + receivers) times, and no request to it asks more than twice to send and once to receive; actual requests may be more, as SQS is distributed",
    href: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
};
const SECRETS: Rule = Rule {
    text: "each call that fetches a secret under a customer managed key has KMS decrypt its data key; the AWS managed key aws/secretsmanager costs nothing",
    href: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
};
const SECURE: Rule = Rule {
    text: "each fetch of a SecureString parameter has KMS decrypt it, under the AWS managed key aws/ssm too",
    href: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
};
const LOGS: Rule = Rule {
    text: "requests that log groups cause, as given",
    href: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
};
const OWN: Rule = Rule {
    text: "requests are billed by the kind of key and of what is asked of it",
    href: "https://aws.amazon.com/kms/pricing/",
};

/// Requests to KMS that an encrypted queue causes in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn of_queue(workload: &Workload<'_>, queue: &Queue) -> Result<Figure, Overflow> {
    let principals = Figure::from(queue.producers)
        .times(2_u32.into())?
        .plus(queue.consumers.into())?;
    let month = workload.hours().in_seconds()?.figure();
    // The division comes last.
    let asked = month
        .times(principals)?
        .over(queue.data_key_reuse_seconds.into())?;
    let (sent, received) = (
        Figure::from(queue.send_batch),
        Figure::from(queue.receive_batch),
    );
    // Two for each request that sends, one for each that receives.
    let each = received.times(2_u32.into())?.plus(sent)?;
    let messages = workload.caused(&queue.function, queue.per_request)?;
    let most = messages.times(each)?.over(sent.times(received)?)?;
    Ok(asked.min(most))
}

/// All requests beside those of tables.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    logs(workload, meter)?;
    for queue in &workload.scenario.queues {
        if queue.encryption == Encryption::AwsOwned {
            continue;
        }
        let quantity = of_queue(workload, queue)?;
        meter.add(SYMMETRIC, quantity, || {
            let messages = workload.caused(&queue.function, queue.per_request);
            let messages = format::grouped(messages.unwrap_or(Figure::ZERO).value());
            let formula = format!(
                "queue {}: min({} hours × 3,600 ÷ {} s × (2 × {} + {}), {messages} messages × (2 ÷ {} + 1 ÷ {} together))",
                queue.name,
                workload.hours().figure(),
                format::grouped(queue.data_key_reuse_seconds.into()),
                queue.producers,
                queue.consumers,
                queue.send_batch,
                queue.receive_batch,
            );
            vec![Step::of(formula, quantity, "requests").by(QUEUES)]
        })?;
    }
    for secret in &workload.scenario.secrets {
        if secret.encryption != Encryption::CustomerManaged {
            continue;
        }
        let quantity = secrets_manager::calls(workload, secret)?;
        meter.add(SYMMETRIC, quantity, || {
            let formula = format!("secrets {}: one for each call", secret.name);
            vec![Step::of(formula, quantity, "requests").by(SECRETS)]
        })?;
    }
    for parameter in workload.scenario.parameters.iter().filter(|one| one.secure) {
        let quantity = parameter_store::fetches(workload, parameter)?;
        meter.add(SYMMETRIC, quantity, || {
            let (function, each) = (&parameter.function, parameter.per_request);
            let fetches = workload.caused(function, each).unwrap_or(Figure::ZERO);
            let cache = (parameter.cache_seconds, parameter.callers);
            let name = &parameter.name;
            let calls = calls_step(workload, fetches, parameter.count, cache, quantity);
            vec![
                step(workload, name, function, each, "fetches"),
                calls.by(SECURE),
            ]
        })?;
    }
    own(workload, meter)
}

fn logs(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(logs) = &workload.scenario.logs else {
        return Ok(());
    };
    if logs.encryption == LogEncryption::AwsOwned {
        return Ok(());
    }
    let Some(quantity) = logs.key_requests_per_month else {
        let path = "logs.key_requests_per_month".to_owned();
        let message = "how often log groups ask for their key is not given, and AWS does not publish how long it is cached";
        meter.input_missing(SYMMETRIC, path, message);
        return Ok(());
    };
    meter.add(SYMMETRIC, quantity, || {
        vec![Step::of("log groups", quantity, "requests").by(LOGS)]
    })
}

const fn id(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Symmetric => SYMMETRIC,
        KeyKind::Rsa2048 => "kms.requests.rsa-2048",
        KeyKind::Asymmetric => "kms.requests.asymmetric",
        KeyKind::EccDataKeyPair => "kms.requests.ecc-data-key-pair",
        KeyKind::RsaDataKeyPair => "kms.requests.rsa-data-key-pair",
    }
}

fn own(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    for key in &workload.scenario.keys {
        if key.per_request.is_zero() {
            continue;
        }
        let quantity = workload.caused(&key.function, key.per_request)?;
        meter.add(id(key.kind), quantity, || {
            vec![
                step(
                    workload,
                    &key.name,
                    &key.function,
                    key.per_request,
                    "requests",
                )
                .by(OWN),
            ]
        })?;
    }
    Ok(())
}
