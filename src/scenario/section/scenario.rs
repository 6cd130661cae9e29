//! The scenario itself.

use super::{
    AccountQuota, Api, Billing, Cognito, Event, Function, Idempotency, Key, Logs, Monitoring,
    Operation, Parameter, Queue, Secret, Table, Topic, Traffic, Waf, Workflow,
};
use crate::fields::Spec;
use crate::fields::read::section;
use crate::pricing::Date;

/// The most functions of a scenario. The link of a scenario with 60 usual functions and 30 usual tables is
/// one that the server reads; a larger scenario may have none.
pub const FUNCTIONS_MAX: usize = 200;
/// The most tables of a scenario.
pub const TABLES_MAX: usize = 100;
/// The most items of any other list of a scenario.
const ITEMS_MAX: usize = 20;

section! {
    /// A serverless API as the user describes it.
    pub struct Scenario as "scenario" {
        /// The version of this description; 1.
        pub version: u32 = Spec::integer(1, 1).label("Version").or("1").always()
            .help("The version of this description."),
        /// A name for people.
        pub name: String = Spec::text(80).label("Name").optional()
            .help("What you call it."),
        /// The AWS region's code.
        pub region: String = Spec::text(32).label("Region").or("us-east-1").always()
            .help("The AWS region that everything runs in."),
        /// The day of the prices; the book's own day when absent.
        pub prices: Option<Date> = Spec::date().label("Prices of").optional().always()
            .help("The day whose prices apply. Left out, it is the last day on record."),
        /// How the bill is made.
        pub billing: Billing = Spec::section(Billing::SPEC).label("Billing"),
        /// What comes in.
        pub traffic: Traffic = Spec::section(Traffic::SPEC).label("Traffic"),
        /// The API in front, if there is one.
        pub api: Option<Api> = Spec::section(Api::SPEC).label("API"),
        /// The functions behind it.
        pub functions: Vec<Function> = Spec::list(Function::SPEC, FUNCTIONS_MAX).label("Functions"),
        /// Database operations of each request without a function in between.
        pub operations: Vec<Operation> = Spec::list(Operation::SPEC, ITEMS_MAX).label("Direct operations")
            .help("Operations that the API or its client does without a function, such as AWS service integrations."),
        /// The tables.
        pub tables: Vec<Table> = Spec::list(Table::SPEC, TABLES_MAX).label("Tables"),
        /// The logs, if they are kept.
        pub logs: Option<Logs> = Spec::section(Logs::SPEC).label("Logs"),
        /// What watches it, if anything does.
        pub monitoring: Option<Monitoring> = Spec::section(Monitoring::SPEC).label("Monitoring"),
        /// The table that remembers requests, if there is one.
        pub idempotency: Option<Idempotency> = Spec::section(Idempotency::SPEC).label("Idempotency"),
        /// The keys that need more than a name.
        pub keys: Vec<Key> = Spec::list(Key::SPEC, ITEMS_MAX).label("Keys")
            .help("Customer managed keys that are not symmetric, that rotate, or that functions use directly. You need not list a key that you only name elsewhere."),
        /// The queues.
        pub queues: Vec<Queue> = Spec::list(Queue::SPEC, ITEMS_MAX).label("Queues"),
        /// The topics.
        pub topics: Vec<Topic> = Spec::list(Topic::SPEC, ITEMS_MAX).label("Topics"),
        /// The events.
        pub events: Vec<Event> = Spec::list(Event::SPEC, ITEMS_MAX).label("Events"),
        /// The workflows.
        pub workflows: Vec<Workflow> = Spec::list(Workflow::SPEC, ITEMS_MAX).label("Workflows"),
        /// The secrets.
        pub secrets: Vec<Secret> = Spec::list(Secret::SPEC, ITEMS_MAX).label("Secrets"),
        /// The parameters.
        pub parameters: Vec<Parameter> = Spec::list(Parameter::SPEC, ITEMS_MAX).label("Parameters"),
        /// The firewall, if there is one.
        pub waf: Option<Waf> = Spec::section(Waf::SPEC).label("Firewall"),
        /// The users, if they are kept here.
        pub cognito: Option<Cognito> = Spec::section(Cognito::SPEC).label("Users"),
        /// Quotas of which the account has another value than AWS's default.
        pub quotas: Vec<AccountQuota> = Spec::list(AccountQuota::SPEC, ITEMS_MAX).label("Your account's limits")
            .help("Quotas of which your account has another value than AWS's default. They change no price."),
    }
}
