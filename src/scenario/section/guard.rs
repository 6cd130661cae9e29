//! Who may come in: the firewall and the users.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states what the firewall costs.
const WAF: &str = "https://aws.amazon.com/waf/pricing/";

section! {
    /// AWS WAF in front of the API.
    pub struct Waf as "firewall" {
        /// Access control lists.
        pub web_acls: u32 = Spec::integer(1, 1_000).label("Web ACLs").or("1").always()
            .help("Web access control lists.").source(WAF),
        /// Rules in them.
        pub rules: u32 = Spec::integer(0, 100_000).label("Rules").or("0")
            .help("Rules and rule groups in all the lists together.").source(WAF),
        /// The share of requests that pass through them.
        pub request_share: Figure = Spec::decimal("0", "1").label("Inspected").or("1").fine()
            .help("The share of requests that pass through the firewall.").source(WAF),
        /// Capacity units of a list's rules.
        pub capacity_units: Option<u32> = Spec::integer(1, 5_000).unit("WCU").label("Capacity of the rules").optional().fine()
            .help("Web ACL capacity units that a list's rules use. The price of a request includes up to 1,500. Left out, the rules are taken to use no more than that.")
            .source("https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html"),
        /// How much of a request's body is inspected.
        pub body_limit_kb: BodyLimit = Spec::choice(BodyLimit::CHOICES).unit("KB").label("Inspected body").or("16").fine()
            .help("How much of a request's body is inspected: 16 KB by default. If the limit is higher, larger bodies cost more for each further 16 KB.")
            .source("https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html"),
    }
}

choice! {
    /// How much of a request's body the firewall inspects.
    pub enum BodyLimit {
        /// 16 KB.
        Kb16 = "16" "16 KB",
        /// 32 KB.
        Kb32 = "32" "32 KB",
        /// 48 KB.
        Kb48 = "48" "48 KB",
        /// 64 KB.
        Kb64 = "64" "64 KB",
    }
}

impl BodyLimit {
    /// The limit in KB.
    #[must_use]
    pub const fn kb(self) -> u32 {
        match self {
            Self::Kb16 => 16,
            Self::Kb32 => 32,
            Self::Kb48 => 48,
            Self::Kb64 => 64,
        }
    }
}

section! {
    /// Amazon Cognito user pools.
    pub struct Cognito as "user pool" {
        /// The feature plan.
        pub tier: CognitoTier = Spec::choice(CognitoTier::CHOICES).label("Plan").or("essentials").always()
            .help("The feature plan of the user pools.").source("https://aws.amazon.com/cognito/pricing/"),
        /// Users who sign in or are looked up in a month.
        pub monthly_active_users: Figure = Spec::decimal("0", "1000000000000").unit("users").label("Active users").example("10000")
            .help("Users who sign up, sign in or are looked up at least once in a month.")
            .source("https://aws.amazon.com/cognito/pricing/"),
    }
}

choice! {
    /// The feature plan of user pools.
    pub enum CognitoTier {
        /// Passwords and social sign-in.
        Lite = "lite" "Lite",
        /// And passwordless, managed pages, tokens of one's own.
        Essentials = "essentials" "Essentials",
        /// And protection against threats.
        Plus = "plus" "Plus",
    }
}
