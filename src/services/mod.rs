//! The AWS services: metering rules, one file each, with the AWS page that states each rule.
//!
//! A service reads the workload and adds metered usage; what it costs is not its business. To add
//! one: a file here with `meter` and `echo`, a row in [`ALL`], its ids in the catalogue.

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
use crate::workload::Workload;

/// What a part of the bill is metered with.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The service; its word is its key in the catalogue and the beginning of its price ids.
    pub key: BilledService,
    /// Adds what it is used for.
    pub meter: fn(&Workload<'_>, &mut Meter) -> Result<(), Overflow>,
    /// Says what follows from its inputs, by the rules of a day.
    pub echo: fn(&Workload<'_>, Date, Say<'_>) -> Result<(), Overflow>,
}

/// Every service, in the order of the bill; one whose lines do not follow each other has a row for
/// each place.
pub const ALL: &[Service] = &[
    Service {
        key: BilledService::ApiGateway,
        meter: api_gateway::meter,
        echo: api_gateway::echo,
    },
    Service {
        key: BilledService::Lambda,
        meter: lambda::meter,
        echo: lambda::echo,
    },
    Service {
        key: BilledService::Dynamodb,
        meter: dynamodb::meter,
        echo: dynamodb::echo::echo,
    },
    Service {
        key: BilledService::Dynamodb,
        meter: idempotency::meter,
        echo: idempotency::echo,
    },
    Service {
        key: BilledService::Cloudwatch,
        meter: cloudwatch_logs::meter,
        echo: cloudwatch_logs::echo,
    },
    Service {
        key: BilledService::Cloudwatch,
        meter: cloudwatch::meter,
        echo: cloudwatch::echo,
    },
    Service {
        key: BilledService::Xray,
        meter: xray::meter,
        echo: xray::echo,
    },
    Service {
        key: BilledService::Kms,
        meter: kms::meter,
        echo: kms::echo,
    },
    Service {
        key: BilledService::Sqs,
        meter: sqs::meter,
        echo: sqs::echo,
    },
    Service {
        key: BilledService::Sns,
        meter: sns::meter,
        echo: sns::echo,
    },
    Service {
        key: BilledService::Eventbridge,
        meter: eventbridge::meter,
        echo: eventbridge::echo,
    },
    Service {
        key: BilledService::StepFunctions,
        meter: step_functions::meter,
        echo: step_functions::echo,
    },
    Service {
        key: BilledService::SecretsManager,
        meter: secrets_manager::meter,
        echo: secrets_manager::echo,
    },
    Service {
        key: BilledService::ParameterStore,
        meter: parameter_store::meter,
        echo: parameter_store::echo,
    },
    Service {
        key: BilledService::Waf,
        meter: waf::meter,
        echo: waf::echo,
    },
    Service {
        key: BilledService::Cognito,
        meter: cognito::meter,
        echo: silent,
    },
    Service {
        key: BilledService::DataTransfer,
        meter: data_transfer::meter,
        echo: data_transfer::echo,
    },
    Service {
        key: BilledService::DataTransfer,
        meter: dynamodb::global_tables::meter_transfer,
        echo: silent,
    },
];

/// The keys of the services that a scenario can be billed for, each once, in the order of the bill.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let earlier = |at: usize, key| ALL.iter().take(at).any(|service| service.key == key);
    let rows = ALL.iter().enumerate();
    rows.filter(move |(at, service)| !earlier(*at, service.key))
        .map(|(_, service)| service.key.word())
}

/// For a part that has nothing to say beside its inputs.
const fn silent(_: &Workload<'_>, _: Date, _: Say<'_>) -> Result<(), Overflow> {
    Ok(())
}
