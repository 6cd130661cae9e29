//! The variables of the environment that the server reads at its start; [`super::Config`] reads them.

/// Address and port.
pub const SITE_ADDR: &str = "LEPTOS_SITE_ADDR";
/// Folder of the built assets.
pub const SITE_ROOT: &str = "LEPTOS_SITE_ROOT";
/// Folder of the price book.
pub const PRICING_DIR: &str = "RECKONER_PRICING_DIR";
/// What is logged.
pub const LOG: &str = "RUST_LOG";
/// Whether pages reload themselves.
pub const WATCH: &str = "LEPTOS_WATCH";
/// The port of reloads.
pub const RELOAD_PORT: &str = "LEPTOS_RELOAD_PORT";
/// How long a request's head may take.
pub const HEADER_TIMEOUT: &str = "RECKONER_HEADER_TIMEOUT";
/// How long a request's body may take.
pub const BODY_TIMEOUT: &str = "RECKONER_BODY_TIMEOUT";
/// How long a client may take to read any part of its answer.
pub const WRITE_TIMEOUT: &str = "RECKONER_WRITE_TIMEOUT";
/// How long a connection may wait for a request.
pub const IDLE_TIMEOUT: &str = "RECKONER_IDLE_TIMEOUT";
/// How many connections may be open.
pub const MAX_CONNECTIONS: &str = "RECKONER_MAX_CONNECTIONS";
/// How long the server goes on to listen after SIGTERM.
pub const DRAIN: &str = "RECKONER_DRAIN";
/// How long a stop may take.
pub const GRACE: &str = "RECKONER_GRACE";
/// The default of [`SITE_ROOT`].
pub const DEFAULT_SITE_ROOT: &str = "target/site";
/// The default of [`LOG`].
pub const DEFAULT_LOG: &str = "info";

/// A variable of the environment that the server reads at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub variable: &'static str,
    /// What applies if it is absent or empty, in words.
    pub default: &'static str,
    /// What it sets, in words.
    pub meaning: &'static str,
}

/// Every variable that the server reads. `reckoner serve --help` lists them.
pub const SETTINGS: [Setting; 13] = [
    Setting {
        variable: SITE_ADDR,
        default: "127.0.0.1:3000",
        meaning: "Address and port to listen on; port 0 takes any free port",
    },
    Setting {
        variable: SITE_ROOT,
        default: DEFAULT_SITE_ROOT,
        meaning: "Folder of the built assets; a relative path starts at the working directory",
    },
    Setting {
        variable: PRICING_DIR,
        default: "the built-in book",
        meaning: "Folder of the price book, laid out like pricing/; read again on SIGHUP",
    },
    Setting {
        variable: LOG,
        default: DEFAULT_LOG,
        meaning: "What is logged, as a level or as tracing's directives: warn, reckoner=debug",
    },
    Setting {
        variable: HEADER_TIMEOUT,
        default: "10",
        meaning: "Seconds for the head of a request, from its first byte; then the connection is closed",
    },
    Setting {
        variable: BODY_TIMEOUT,
        default: "10",
        meaning: "Seconds for the body of a request; then the answer is 408",
    },
    Setting {
        variable: WRITE_TIMEOUT,
        default: "30",
        meaning: "Seconds in which a client must read some of its answer; then the connection is closed",
    },
    Setting {
        variable: IDLE_TIMEOUT,
        default: "60",
        meaning: "Seconds that a connection may wait for a request; then it is closed",
    },
    Setting {
        variable: MAX_CONNECTIONS,
        default: "three quarters of the files that the process may open, at most 10000",
        meaning: "Connections at once; beyond it idle ones are closed, and if none is, the answer is 503",
    },
    Setting {
        variable: DRAIN,
        default: "3",
        meaning: "Seconds after SIGTERM in which the server still listens, and tells clients to go elsewhere",
    },
    Setting {
        variable: GRACE,
        default: "8",
        meaning: "Seconds after SIGTERM or SIGINT, with the drain, in which running requests must end",
    },
    Setting {
        variable: WATCH,
        default: "absent",
        meaning: "Set by cargo leptos watch: pages reload themselves after a build",
    },
    Setting {
        variable: RELOAD_PORT,
        default: "3001",
        meaning: "Set by cargo leptos watch: the port on which pages learn of a build",
    },
];
