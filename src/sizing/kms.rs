//! AWS KMS: cryptographic requests of all callers, summed by the quota that they share (K-1).
//! <https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html>

use super::ledger::{Claim, Ledger};
use super::rate::Pace;
use super::secrets;
use super::split::Split;
use crate::fields::Choice as _;
use crate::pricing::{QuotaId, quota_ids};
use crate::quantity::{Figure, Overflow};
use crate::scenario::{Encryption, KeyKind};
use crate::services::kms;
use crate::workload::Workload;

const REMEDY: &str = "Cache data keys and decrypted values longer.";
const PART: &str = "account";

/// Adds the quota of each kind of key that is asked for.
pub(super) fn add<'a>(
    workload: &Workload<'a>,
    pace: &Pace,
    ledger: &mut Ledger<'a>,
) -> Result<(), Overflow> {
    for kind in KeyKind::ALL {
        let mut asked = Split::growing(own(workload, *kind)?);
        if *kind == KeyKind::Symmetric {
            asked = asked.and(by_others(workload)?)?;
        }
        if !asked.is_nothing() {
            let (rate, steady) = asked.rate(pace)?;
            let allowed = ledger.allowed(quota(*kind))?;
            let claim = Claim::new(PART, allowed, rate, REMEDY);
            ledger.add(claim.of_which_steady(steady))?;
        }
    }
    Ok(())
}

/// The quota of a kind of key. Other asymmetric keys may be of several kinds, whose quotas are equal; data
/// key pairs by RSA are taken to have 2,048 bits, the highest of their quotas.
const fn quota(kind: KeyKind) -> QuotaId {
    match kind {
        KeyKind::Symmetric => quota_ids::KMS_SYMMETRIC,
        KeyKind::Rsa2048 => quota_ids::KMS_RSA,
        KeyKind::Asymmetric => quota_ids::KMS_ECC,
        KeyKind::EccDataKeyPair => quota_ids::KMS_DATA_KEY_PAIR_ECC,
        KeyKind::RsaDataKeyPair => quota_ids::KMS_DATA_KEY_PAIR_RSA_2048,
    }
}

/// Requests of a month that functions make themselves to keys of a kind.
fn own(workload: &Workload<'_>, kind: KeyKind) -> Result<Figure, Overflow> {
    let keys = workload.scenario.keys.iter();
    let mut keys = keys.filter(|key| key.kind == kind);
    keys.try_fold(Figure::ZERO, |sum, key| {
        sum.checked_add(kms::of_key(workload, key)?.figure())
    })
}

/// Requests of a month that other services make on the account's behalf. They count whether they are billed
/// or not, but for keys that AWS owns. Tables (DDB-17) and queues ask for their keys by the clock where there
/// is enough traffic.
fn by_others(workload: &Workload<'_>) -> Result<Split, Overflow> {
    let scenario = workload.scenario;
    let mut sum = Split::NOTHING;
    for table in &scenario.tables {
        if let Some(requests) = kms::of_table(workload, table)? {
            let most = kms::of_each_operation(workload, table)?.figure()?;
            sum = sum.and(Split::up_to(requests.figure(), most))?;
        }
    }
    for queue in &scenario.queues {
        if queue.encryption != Encryption::AwsOwned {
            let requests = kms::of_queue(workload, queue)?.figure();
            let most = kms::of_each_message(workload, queue)?.figure()?;
            sum = sum.and(Split::up_to(requests, most))?;
        }
    }
    for secret in &scenario.secrets {
        if secret.encryption != Encryption::AwsOwned {
            sum = sum.and(secrets::of_secret(workload, secret)?)?;
        }
    }
    for parameter in scenario.parameters.iter().filter(|one| one.secure) {
        sum = sum.and(secrets::of_parameter(workload, parameter)?)?;
    }
    let logs = scenario.logs.as_ref();
    let logs = logs.and_then(|logs| logs.key_requests_per_month);
    sum.and(Split::steady(logs.unwrap_or(Figure::ZERO)))
}
