//! Amazon Cognito: monthly active users by feature plan.

use crate::metering::Meter;
use crate::pricing::ids;
use crate::quantity::Overflow;
use crate::scenario::{Authorizer, CognitoTier};
use crate::working::{Rule, Trace};
use crate::workload::Workload;

const USERS: Rule = Rule::new(
    "a user who signs up, signs in or is looked up at least once in the month counts once",
    "https://aws.amazon.com/cognito/pricing/",
);

const NO_USERS: &str = "Users of the Cognito authorizer are not counted, as no user pool is given.";

/// Meters active users.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter<T: Trace>(workload: &Workload<'_, T>, meter: &mut Meter<T>) -> Result<(), Overflow> {
    let Some(cognito) = &workload.scenario.cognito else {
        let mut api = workload.scenario.api.iter();
        if api.any(|api| api.authorizer == Authorizer::Cognito) {
            meter.note(NO_USERS);
        }
        return Ok(());
    };
    let id = match cognito.tier {
        CognitoTier::Lite => ids::COGNITO_LITE_MAU,
        CognitoTier::Essentials => ids::COGNITO_ESSENTIALS_MAU,
        CognitoTier::Plus => ids::COGNITO_PLUS_MAU,
    };
    let users = workload
        .on()
        .of(cognito.monthly_active_users, "monthly active users")
        .step("user pool", "MAU")?;
    meter.take(id, users.by(USERS))
}
