//! A constant for the id of each quota, made from `pricing/quotas/` when the program is built:
//! `lambda.concurrency` is [`LAMBDA_CONCURRENCY`].

use super::QuotaId;

include!(concat!(env!("OUT_DIR"), "/quota_ids.rs"));

/// The quota of this id, if an account may have another value of it than AWS's default: AWS raises it on
/// request, or it follows a quota that AWS raises.
#[must_use]
pub fn of_an_account(id: &str) -> Option<QuotaId> {
    OF_AN_ACCOUNT
        .iter()
        .copied()
        .find(|known| known.as_str() == id)
}
