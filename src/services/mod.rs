//! The AWS services: metering rules, one file each, with the AWS page that states each rule.
//!
//! A service reads the workload and adds metered usage; it knows no prices. To add a service, add a
//! file here with `meter` and `echo`, a row in [`all`], and its ids in the catalogue.

pub mod api_gateway;
pub mod cloudwatch;
pub mod cloudwatch_logs;
pub mod cognito;
pub mod data_transfer;
pub mod dynamodb;
pub mod eventbridge;
pub mod idempotency;
pub mod kms;
pub mod lambda;
pub mod parameter_store;
pub mod secrets_manager;
pub mod sns;
pub mod sqs;
pub mod step_functions;
pub mod waf;
pub mod xray;

use crate::fields::Choice as _;
use crate::metering::{Meter, Say};
use crate::pricing::Date;
use crate::quantity::Overflow;
use crate::scenario::BilledService;
use crate::working::{Silent, Trace};
use crate::workload::Workload;

/// The functions that meter a part of the bill, with or without derivations.
#[derive(Clone, Copy, Debug)]
pub struct Service<T: Trace = Silent> {
    /// The service. Its word is its key in the catalogue and the beginning of its price ids.
    pub key: BilledService,
    /// Adds the usage of the service to the meter.
    pub meter: fn(&Workload<'_, T>, &mut Meter<T>) -> Result<(), Overflow>,
    /// Gives the echoes of the service's inputs, by the rules of a day.
    pub echo: fn(&Workload<'_>, Date, Say<'_>) -> Result<(), Overflow>,
}

impl<T: Trace> Service<T> {
    const fn new(
        key: BilledService,
        meter: fn(&Workload<'_, T>, &mut Meter<T>) -> Result<(), Overflow>,
        echo: fn(&Workload<'_>, Date, Say<'_>) -> Result<(), Overflow>,
    ) -> Self {
        Self { key, meter, echo }
    }
}

/// Every service, in the order of the bill. A service has several rows if its lines do not follow
/// each other on the bill.
#[must_use]
pub const fn all<T: Trace>() -> [Service<T>; 18] {
    use BilledService as Key;
    [
        Service::new(Key::ApiGateway, api_gateway::meter, api_gateway::echo),
        Service::new(Key::Lambda, lambda::meter, lambda::echo),
        Service::new(Key::Dynamodb, dynamodb::meter, dynamodb::echo::echo),
        Service::new(Key::Dynamodb, idempotency::meter, idempotency::echo),
        Service::new(
            Key::Cloudwatch,
            cloudwatch_logs::meter,
            cloudwatch_logs::echo,
        ),
        Service::new(Key::Cloudwatch, cloudwatch::meter, cloudwatch::echo),
        Service::new(Key::Xray, xray::meter, xray::echo),
        Service::new(Key::Kms, kms::meter, kms::echo),
        Service::new(Key::Sqs, sqs::meter, sqs::echo),
        Service::new(Key::Sns, sns::meter, sns::echo),
        Service::new(Key::Eventbridge, eventbridge::meter, eventbridge::echo),
        Service::new(
            Key::StepFunctions,
            step_functions::meter,
            step_functions::echo,
        ),
        Service::new(
            Key::SecretsManager,
            secrets_manager::meter,
            secrets_manager::echo,
        ),
        Service::new(
            Key::ParameterStore,
            parameter_store::meter,
            parameter_store::echo,
        ),
        Service::new(Key::Waf, waf::meter, waf::echo),
        Service::new(Key::Cognito, cognito::meter, silent),
        Service::new(Key::DataTransfer, data_transfer::meter, data_transfer::echo),
        Service::new(
            Key::DataTransfer,
            dynamodb::global_tables::meter_transfer,
            silent,
        ),
    ]
}

/// The keys of the services that a scenario can be billed for, each once, in the order of the bill.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let rows = all::<Silent>().map(|service| service.key);
    let first = move |at: usize, key| !rows.iter().take(at).any(|earlier| *earlier == key);
    rows.into_iter()
        .enumerate()
        .filter(move |(at, key)| first(*at, *key))
        .map(|(_, key)| key.word())
}

/// The key of the rates of savings plans, which replace prices of other services and have no line.
const SAVINGS_PLANS: &str = "savings-plans";

/// The keys of everything that an estimate looks up in its own region: the services that a scenario can be
/// billed for, and the rates of savings plans.
pub fn keys_priced() -> impl Iterator<Item = &'static str> {
    keys().chain([SAVINGS_PLANS])
}

/// The keys of everything that an estimate looks up in the regions of replicas.
#[must_use]
pub fn keys_elsewhere() -> [&'static str; 3] {
    let [tables, keys] =
        [BilledService::Dynamodb, BilledService::Kms].map(|service| service.word());
    [tables, keys, SAVINGS_PLANS]
}

/// The echo of a part without echoes.
const fn silent(_: &Workload<'_>, _: Date, _: Say<'_>) -> Result<(), Overflow> {
    Ok(())
}
