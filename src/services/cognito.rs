//! Amazon Cognito: monthly active users by feature plan.

use crate::metering::Meter;
use crate::quantity::Overflow;
use crate::scenario::{Authorizer, CognitoTier};
use crate::working::{Rule, Step};
use crate::workload::Workload;

const USERS: Rule = Rule {
    text: "a user who signs up, signs in or is looked up at least once in the month counts once",
    href: "https://aws.amazon.com/cognito/pricing/",
};

const NO_USERS: &str = "Users of the Cognito authorizer are not counted, as no user pool is given.";

/// Active users.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn meter(workload: &Workload<'_>, meter: &mut Meter) -> Result<(), Overflow> {
    let Some(cognito) = &workload.scenario.cognito else {
        let mut api = workload.scenario.api.iter();
        if api.any(|api| api.authorizer == Authorizer::Cognito) {
            meter.note(NO_USERS);
        }
        return Ok(());
    };
    let id = match cognito.tier {
        CognitoTier::Lite => "cognito.lite.mau",
        CognitoTier::Essentials => "cognito.essentials.mau",
        CognitoTier::Plus => "cognito.plus.mau",
    };
    let users = cognito.monthly_active_users;
    meter.add(id, users, || {
        vec![Step::of("monthly active users", users, "MAU").by(USERS)]
    })
}
