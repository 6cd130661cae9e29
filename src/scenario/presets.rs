//! Ready-made scenarios from real life, to start from.

use crate::fields::{Faults, Node, toml};

/// A ready-made scenario.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Its name in the API.
    pub key: &'static str,
    /// What it is, in a sentence.
    pub description: &'static str,
    /// The scenario as TOML, without region and date.
    pub text: &'static str,
}

/// All presets; the page starts with the first.
pub const PRESETS: [Preset; 5] = [
    Preset {
        key: "profile-api",
        description: "User profiles: four reads for each write, an index by e-mail, a customer managed key.",
        text: include_str!("presets/profile-api.toml"),
    },
    Preset {
        key: "session-store",
        description: "Sessions that every page checks: many small, strongly consistent reads, and writes that fail if the session has changed.",
        text: include_str!("presets/session-store.toml"),
    },
    Preset {
        key: "shopping-cart",
        description: "Shopping carts, and a checkout that writes stock, cart and order in one transaction.",
        text: include_str!("presets/shopping-cart.toml"),
    },
    Preset {
        key: "request-log",
        description: "A record of every request: one put each, two indexes, log lines, and data that grows.",
        text: include_str!("presets/request-log.toml"),
    },
    Preset {
        key: "webhook-receiver",
        description: "A quiet receiver of webhooks: under a million calls a month, where serverless costs next to nothing.",
        text: include_str!("presets/webhook-receiver.toml"),
    },
];

/// The preset of this key.
#[must_use]
pub fn preset(key: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.key == key)
}

impl Preset {
    /// The preset's tree.
    #[must_use]
    pub fn node(&self) -> Node<'static> {
        toml::parse(self.text, &mut Faults::default())
    }
}
