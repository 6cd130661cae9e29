//! Requests to KMS that log groups, secrets and parameters cause, and requests that functions make
//! themselves.

use crate::metering::Meter;
use crate::pricing::{PriceId, ids};
use crate::quantity::Overflow;
use crate::scenario::{Encryption, Key, KeyKind, LogEncryption};
use crate::services::{parameter_store, secrets_manager};
use crate::working::{Quantity, Rule, Trace};
use crate::workload::Workload;

const SECRETS: Rule = Rule::new(
    "for each call that fetches a secret under a customer managed key, KMS decrypts the data key of the secret; requests to the AWS managed key aws/secretsmanager are free",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
);
const SECURE: Rule = Rule::new(
    "for each fetch of a SecureString parameter, KMS decrypts the parameter, under the AWS managed key aws/ssm too",
    "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
);
const LOGS: Rule = Rule::new(
    "log groups make requests to KMS to encrypt and decrypt their logs; the number is given",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
);
const OWN: Rule = Rule::new(
    "requests are billed by the kind of their key and by their operation",
    "https://aws.amazon.com/kms/pricing/",
);

/// Meters requests that log groups cause, or adds a gap if their number is not given.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub(super) fn of_logs<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    let Some(logs) = &workload.scenario.logs else {
        return Ok(());
    };
    if logs.encryption == LogEncryption::AwsOwned {
        return Ok(());
    }
    let Some(requests) = logs.key_requests_per_month else {
        let path = "logs.key_requests_per_month".to_owned();
        let message = "how often log groups ask for their key is not given, and AWS does not publish how long the key is cached";
        meter.input_missing(ids::KMS_REQUESTS_SYMMETRIC, path, message);
        return Ok(());
    };
    let requests = workload.on().of(requests, "requests a month");
    let requests = requests.step("log groups", "requests")?;
    meter.take(ids::KMS_REQUESTS_SYMMETRIC, requests.by(LOGS))
}

/// Meters requests that calls for secrets under a customer managed key cause.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn of_secrets<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for secret in &workload.scenario.secrets {
        if secret.encryption == Encryption::CustomerManaged {
            let calls = secrets_manager::calls(workload, secret)?.called("calls");
            let requests = calls.step(format_args!("secrets {}", secret.name), "requests")?;
            meter.take(ids::KMS_REQUESTS_SYMMETRIC, requests.by(SECRETS))?;
        }
    }
    Ok(())
}

/// Meters requests that calls for `SecureString` parameters cause.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn of_parameters<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for parameter in workload.scenario.parameters.iter().filter(|one| one.secure) {
        let calls = parameter_store::calls(workload, parameter)?.called("calls");
        let requests = calls.step(format_args!("parameters {}", parameter.name), "requests")?;
        meter.take(ids::KMS_REQUESTS_SYMMETRIC, requests.by(SECURE))?;
    }
    Ok(())
}

const fn id(kind: KeyKind) -> PriceId {
    match kind {
        KeyKind::Symmetric => ids::KMS_REQUESTS_SYMMETRIC,
        KeyKind::Rsa2048 => ids::KMS_REQUESTS_RSA_2048,
        KeyKind::Asymmetric => ids::KMS_REQUESTS_ASYMMETRIC,
        KeyKind::EccDataKeyPair => ids::KMS_REQUESTS_ECC_DATA_KEY_PAIR,
        KeyKind::RsaDataKeyPair => ids::KMS_REQUESTS_RSA_DATA_KEY_PAIR,
    }
}

/// Requests that functions make to a key themselves in a month.
///
/// # Errors
/// [`Overflow`] if the quantity is too large.
pub fn of_key<T: Trace>(workload: &Workload<'_, T>, key: &Key) -> Result<Quantity<T>, Overflow> {
    let requests = workload.caused(&key.name, &key.function, key.per_request, "requests")?;
    Ok(requests.by(OWN))
}

/// Meters requests that functions make themselves.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub(super) fn own<T: Trace>(
    workload: &Workload<'_, T>,
    meter: &mut Meter<T>,
) -> Result<(), Overflow> {
    for key in &workload.scenario.keys {
        if !key.per_request.is_zero() {
            meter.take(id(key.kind), of_key(workload, key)?)?;
        }
    }
    Ok(())
}
