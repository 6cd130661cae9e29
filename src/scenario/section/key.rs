//! A customer managed KMS key.

use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states what keys cost.
const PRICING: &str = "https://aws.amazon.com/kms/pricing/";

section! {
    /// A key: one that tables, logs, queues and secrets name, or one that functions use themselves.
    pub struct Key as "key" {
        /// Its name, which tables, logs, queues and secrets refer to.
        pub name: String = Spec::text(64).label("Name").always()
            .help("What tables, logs, queues and secrets call it; unique among the keys."),
        /// Its kind.
        pub kind: KeyKind = Spec::choice(KeyKind::CHOICES).label("Kind").or("symmetric")
            .help("The kind of key, which decides the price of its requests. Tables, logs, queues and secrets take only symmetric keys.")
            .source(PRICING),
        /// Versions that rotation added.
        pub rotated_versions: u32 = Spec::integer(0, 2).label("Rotated versions").or("0").fine()
            .help("Versions that rotation added: the first and the second each cost as much as the key, later ones cost nothing.")
            .source(PRICING),
        /// The function that uses it by itself; each request does when absent.
        pub function: String = Spec::text(64).label("Used by").optional()
            .help("The function whose invocations use the key directly. Left out, each request uses it."),
        /// Requests of its own for each request or invocation.
        pub per_request: Figure = Spec::decimal("0", "10000").label("Requests").or("0")
            .help("Requests to KMS (encrypt, decrypt, sign …) for each request or invocation, in addition to those that tables, logs, queues and secrets cause.")
            .source(PRICING),
    }
}

choice! {
    /// The kind of a key and of what is asked of it.
    pub enum KeyKind {
        /// Symmetric.
        Symmetric = "symmetric" "Symmetric",
        /// RSA with 2,048 bits.
        Rsa2048 = "rsa-2048" "RSA 2048",
        /// Any other asymmetric key.
        Asymmetric = "asymmetric" "Other asymmetric",
        /// Data key pairs on elliptic curves.
        EccDataKeyPair = "ecc-data-key-pair" "Data key pairs, ECC",
        /// Data key pairs by RSA.
        RsaDataKeyPair = "rsa-data-key-pair" "Data key pairs, RSA",
    }
}
