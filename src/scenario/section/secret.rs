//! Secrets and parameters that functions fetch.

use super::Encryption;
use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states what secrets cost.
const SECRETS: &str = "https://aws.amazon.com/secrets-manager/pricing/";
/// Where AWS states what parameters cost.
const PARAMETERS: &str = "https://aws.amazon.com/systems-manager/pricing/";
/// Where AWS states how secrets are encrypted.
const KEYS: &str =
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html";

section! {
    /// Secrets in Secrets Manager that are fetched in the same way.
    pub struct Secret as "secret" {
        /// Its name, unique among the secrets.
        pub name: String = Spec::text(512).label("Name").always()
            .help("What you call it; unique among the secrets."),
        /// How many secrets there are of the kind.
        pub count: u32 = Spec::integer(1, 500_000).label("Secrets").or("1")
            .help("How many secrets are fetched this way.").source(SECRETS),
        /// The function that fetches them; each request does when absent.
        pub function: String = Spec::text(64).label("Fetched by").optional()
            .help("The function whose invocations fetch them. Left out, each request fetches them."),
        /// Fetches of each secret for each request or invocation.
        pub per_request: Figure = Spec::decimal("0", "10000").label("Fetches").or("1")
            .help("Fetches of each secret for each request or invocation, before caching."),
        /// How long a fetched value is kept.
        pub cache_seconds: Option<u32> = Spec::integer(1, 604_800).unit("s").label("Cached for").optional().fine()
            .help("How long each caller keeps a value before it fetches it again."),
        /// Callers with a cache of their own.
        pub callers: Option<u32> = Spec::integer(1, 1_000_000).label("Callers").optional().fine()
            .help("Callers with a cache of their own: execution environments that run at the same time."),
        /// Who holds the key.
        pub encryption: Encryption = Spec::choice(Encryption::CHOICES).label("Encryption").or("aws-managed").fine()
            .help("Who holds the key that encrypts them. The AWS managed key aws/secretsmanager costs nothing.").source(KEYS),
        /// The customer managed key's name; whatever names the same key shares it.
        pub key: String = Spec::text(64).label("Key").optional().fine()
            .help("The name of the customer managed key. Everything that gives the same name shares the key. Left out, the secrets have a key of their own."),
    }
}

section! {
    /// Parameters in Parameter Store that are fetched in the same way.
    pub struct Parameter as "parameter" {
        /// Its name, unique among the parameters.
        pub name: String = Spec::text(512).label("Name").always()
            .help("What you call it; unique among the parameters."),
        /// Their tier.
        pub tier: ParameterTier = Spec::choice(ParameterTier::CHOICES).label("Tier").or("standard")
            .help("Standard parameters are free up to 4 KB each; advanced ones hold 8 KB and policies.")
            .source(PARAMETERS),
        /// Whether they are encrypted.
        pub secure: bool = Spec::truth().label("SecureString").fine()
            .help("Whether they are SecureString parameters: if so, each fetch asks KMS once, which is billed even under the AWS managed key aws/ssm.")
            .source("https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html"),
        /// How many there are of the kind.
        pub count: u32 = Spec::integer(1, 100_000).label("Parameters").or("1")
            .help("How many parameters are fetched this way.").source(PARAMETERS),
        /// The function that fetches them; each request does when absent.
        pub function: String = Spec::text(64).label("Fetched by").optional()
            .help("The function whose invocations fetch them. Left out, each request fetches them."),
        /// Fetches of each parameter for each request or invocation.
        pub per_request: Figure = Spec::decimal("0", "10000").label("Fetches").or("1")
            .help("Fetches of each parameter for each request or invocation, before caching."),
        /// How long a fetched value is kept.
        pub cache_seconds: Option<u32> = Spec::integer(1, 604_800).unit("s").label("Cached for").optional().fine()
            .help("How long each caller keeps a value before it fetches it again."),
        /// Callers with a cache of their own.
        pub callers: Option<u32> = Spec::integer(1, 1_000_000).label("Callers").optional().fine()
            .help("Callers with a cache of their own: execution environments that run at the same time."),
        /// Whether the account's higher throughput is on.
        pub higher_throughput: bool = Spec::truth().label("Higher throughput").fine()
            .help("Whether the account's higher throughput is on. If it is, fetches of standard parameters are billed too.")
            .source(PARAMETERS),
    }
}

choice! {
    /// The tier of parameters.
    pub enum ParameterTier {
        /// Free.
        Standard = "standard" "Standard",
        /// Billed by the month and by the fetch.
        Advanced = "advanced" "Advanced",
    }
}
