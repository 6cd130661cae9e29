//! Tests of the core alone, without framework and server. They take seconds.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot continue stops and reports where"
)]

mod auto_scaling;
mod book;
mod cases;
mod circles;
#[cfg(feature = "compare")]
mod compare;
#[cfg(feature = "compare")]
mod compare_any;
#[cfg(feature = "compare")]
mod compare_capacity;
#[cfg(feature = "words")]
mod corpus;
#[cfg(feature = "words")]
mod derivations;
mod difference;
mod discounts;
mod engine;
mod engine_data;
mod faults;
mod faults_bounded;
mod fields;
mod figures;
mod formula_reader;
#[cfg(feature = "words")]
mod fuzzed;
mod import;
mod links;
mod months;
mod notes;
mod nothing_owed;
#[cfg(feature = "compare")]
mod projection;
mod quotas;
#[cfg(feature = "words")]
mod replicas;
mod rooms;
#[cfg(feature = "compare")]
mod savings;
mod scenarios;
#[cfg(feature = "words")]
mod sentences;
#[cfg(feature = "compare")]
mod sizing;
mod sources;
mod support;
#[cfg(feature = "words")]
mod triggers;
mod workings;
