//! What can be set from outside, all of it through the environment: see [`super::settings`].

use std::ffi::OsString;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use leptos::config::LeptosOptions;
use tracing_subscriber::EnvFilter;

use super::limits::Limits;
use super::serve::Deadlines;
use super::settings::{
    BODY_TIMEOUT, DEFAULT_LOG, DEFAULT_SITE_ROOT, DRAIN, GRACE, HEADER_TIMEOUT, IDLE_TIMEOUT, LOG,
    MAX_CONNECTIONS, PRICING_DIR, RELOAD_PORT, SITE_ADDR, SITE_ROOT, WATCH, WRITE_TIMEOUT,
};
use super::shutdown::Patience;

/// Name of the files under [`SITE_PKG_DIR`], the same as `output-name` in Cargo.toml.
const OUTPUT_NAME: &str = "reckoner";
/// Where the built WebAssembly, script and stylesheet lie under the site root, and in the URL.
const SITE_PKG_DIR: &str = "pkg";
const DEFAULT_PORT: u16 = 3000;
const DEFAULT_RELOAD_PORT: u16 = 3001;
/// The longest time that a setting may give, in seconds: longer would be as good as none.
const SECONDS_MAX: f64 = 3600.0;

/// The server's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Address and port to listen on.
    pub site_addr: SocketAddr,
    /// Folder of the built assets.
    pub site_root: String,
    /// Folder of the price book; `None` takes the one that is built in.
    pub pricing_dir: Option<PathBuf>,
    /// What is logged, in the words of [`EnvFilter`], which has accepted them.
    pub log: String,
    /// Whether cargo-leptos watches the sources, so that pages reload themselves.
    pub watching: bool,
    /// Port of cargo-leptos' reload socket; used only while `watching`.
    pub reload_port: u16,
    /// What one request may take of the server.
    pub limits: Limits,
    /// How long a client may take for each of its parts.
    pub deadlines: Deadlines,
    /// How many connections may be open; `None` lets it follow from the files that the process may
    /// open.
    pub max_connections: Option<usize>,
    /// How long a stop may take.
    pub patience: Patience,
}

/// A setting that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFault {
    variable: &'static str,
    given: OsString,
    allowed: &'static str,
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            variable,
            given,
            allowed,
        } = self;
        write!(f, "{variable} is {given:?}, which is not {allowed}")
    }
}

/// Every setting that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(Vec<ConfigFault>);

impl ConfigError {
    /// The faults, in the order of [`super::settings::SETTINGS`].
    #[must_use]
    pub fn faults(&self) -> &[ConfigFault] {
        &self.0
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [only] = self.0.as_slice() {
            return write!(f, "{only}");
        }
        write!(f, "{} settings cannot be used:", self.0.len())?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl std::error::Error for ConfigError {}

impl Default for Config {
    fn default() -> Self {
        Self {
            site_addr: SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT)),
            site_root: DEFAULT_SITE_ROOT.to_owned(),
            pricing_dir: None,
            log: DEFAULT_LOG.to_owned(),
            watching: false,
            reload_port: DEFAULT_RELOAD_PORT,
            limits: Limits::default(),
            deadlines: Deadlines::default(),
            max_connections: None,
            patience: Patience::default(),
        }
    }
}

/// The variables that are set, and the faults found in them so far.
struct Reader<L> {
    lookup: L,
    faults: Vec<ConfigFault>,
}

impl<L: Fn(&str) -> Option<OsString>> Reader<L> {
    /// The variable's value, unless it is absent or empty.
    fn given(&self, variable: &str) -> Option<OsString> {
        (self.lookup)(variable).filter(|value| !value.is_empty())
    }

    /// What `read` makes of the variable's text. A text that it refuses, or a value that is no
    /// text, is a fault.
    fn read<T>(
        &mut self,
        variable: &'static str,
        allowed: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let given = self.given(variable)?;
        let value = given.to_str().and_then(read);
        if value.is_none() {
            self.faults.push(ConfigFault {
                variable,
                given,
                allowed,
            });
        }
        value
    }

    /// A time in seconds that is not zero, or else `default`.
    fn time(&mut self, variable: &'static str, default: Duration) -> Duration {
        let allowed = "a number of seconds above 0 and up to 3600, such as 10 or 0.5";
        let time = self.read(variable, allowed, |text| {
            seconds(text).filter(|time| !time.is_zero())
        });
        time.unwrap_or(default)
    }
}

/// The time that a text gives in seconds.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.parse().ok()?;
    if seconds > SECONDS_MAX {
        return None;
    }
    Duration::try_from_secs_f64(seconds).ok()
}

impl Config {
    /// Reads the settings from the environment; an absent or empty variable takes its default.
    ///
    /// # Errors
    /// Every variable whose value can't be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_lookup(|variable| std::env::var_os(variable))
    }

    /// Reads the settings from any source of variables.
    ///
    /// # Errors
    /// Every variable whose value can't be used.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let mut reader = Reader {
            lookup,
            faults: Vec::new(),
        };
        let default = Self::default();
        let address = "an address and port, such as 127.0.0.1:3000";
        let site_addr = reader.read(SITE_ADDR, address, |text| text.parse().ok());
        let site_root = reader.read(SITE_ROOT, "a path in UTF-8", |text| Some(text.to_owned()));
        let log = reader.read(LOG, "a level or a list of tracing's directives", |text| {
            EnvFilter::try_new(text).is_ok().then(|| text.to_owned())
        });
        let deadlines = Deadlines {
            head: reader.time(HEADER_TIMEOUT, default.deadlines.head),
            write: reader.time(WRITE_TIMEOUT, default.deadlines.write),
            idle: reader.time(IDLE_TIMEOUT, default.deadlines.idle),
        };
        let limits = Limits {
            body_time: reader.time(BODY_TIMEOUT, default.limits.body_time),
            ..default.limits
        };
        let connections = "a number of connections, 1 to 1000000";
        let max_connections = reader.read(MAX_CONNECTIONS, connections, |text| {
            let given: usize = text.parse().ok()?;
            (1..=1_000_000).contains(&given).then_some(given)
        });
        let drain = "a number of seconds from 0 to 3600, such as 3 or 0.5";
        let drain = reader.read(DRAIN, drain, seconds);
        let patience = Patience {
            drain: drain.unwrap_or(default.patience.drain),
            grace: reader.time(GRACE, default.patience.grace),
        };
        let reload_port = reader.read(RELOAD_PORT, "a port, 0 to 65535", |text| text.parse().ok());
        let config = Self {
            site_addr: site_addr.unwrap_or(default.site_addr),
            site_root: site_root.unwrap_or(default.site_root),
            pricing_dir: reader.given(PRICING_DIR).map(PathBuf::from),
            log: log.unwrap_or(default.log),
            watching: reader.given(WATCH).is_some(),
            reload_port: reload_port.unwrap_or(default.reload_port),
            limits,
            deadlines,
            max_connections,
            patience,
        };
        if reader.faults.is_empty() {
            Ok(config)
        } else {
            Err(ConfigError(reader.faults))
        }
    }

    /// The same settings in the form that Leptos wants them.
    #[must_use]
    pub fn leptos_options(&self) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name(OUTPUT_NAME)
            .site_root(self.site_root.as_str())
            .site_pkg_dir(SITE_PKG_DIR)
            .site_addr(self.site_addr)
            .reload_port(u32::from(self.reload_port))
            .build()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use super::*;
    use crate::server::settings::SETTINGS;

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::from_lookup(|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn nothing_set_gives_the_documented_defaults() {
        let config = read(&[]).unwrap();
        assert_eq!(config, Config::default());
        for (variable, default) in [
            (SITE_ADDR, config.site_addr.to_string()),
            (SITE_ROOT, config.site_root.clone()),
            (LOG, config.log.clone()),
            (RELOAD_PORT, config.reload_port.to_string()),
            (HEADER_TIMEOUT, config.deadlines.head.as_secs().to_string()),
            (BODY_TIMEOUT, config.limits.body_time.as_secs().to_string()),
            (WRITE_TIMEOUT, config.deadlines.write.as_secs().to_string()),
            (IDLE_TIMEOUT, config.deadlines.idle.as_secs().to_string()),
            (DRAIN, config.patience.drain.as_secs().to_string()),
            (GRACE, config.patience.grace.as_secs().to_string()),
        ] {
            let documented = SETTINGS.iter().find(|it| it.variable == variable).unwrap();
            assert_eq!(documented.default, default);
        }
        assert_eq!(config.pricing_dir, None);
        assert_eq!(config.max_connections, None);
        assert_eq!(read(&[(SITE_ADDR, "")]), Ok(config), "empty means absent");
    }

    #[test]
    fn every_variable_that_is_read_is_documented() {
        let asked = RefCell::new(BTreeSet::new());
        let config = Config::from_lookup(|variable| {
            asked.borrow_mut().insert(variable.to_owned());
            None
        });
        assert!(config.is_ok());
        let documented = SETTINGS.map(|setting| setting.variable.to_owned());
        assert_eq!(asked.into_inner(), BTreeSet::from(documented));
    }

    #[test]
    fn the_environment_overrides_the_defaults() {
        let config = read(&[
            (SITE_ADDR, "0.0.0.0:8080"),
            (SITE_ROOT, "/srv/site"),
            (PRICING_DIR, "/srv/prices"),
            (LOG, "warn,reckoner=debug"),
            (WATCH, "true"),
            (RELOAD_PORT, "4001"),
            (HEADER_TIMEOUT, "1"),
            (BODY_TIMEOUT, "2.5"),
            (WRITE_TIMEOUT, "3600"),
            (IDLE_TIMEOUT, "0.001"),
            (MAX_CONNECTIONS, "7"),
            (DRAIN, "0"),
            (GRACE, "4"),
        ])
        .unwrap();
        let millis = Duration::from_millis;
        assert_eq!(config.deadlines.head, millis(1_000));
        assert_eq!(config.limits.body_time, millis(2_500));
        assert_eq!(config.deadlines.write, millis(3_600_000));
        assert_eq!(config.deadlines.idle, millis(1));
        assert_eq!(config.max_connections, Some(7));
        assert_eq!(config.patience.drain, millis(0));
        assert_eq!(config.patience.grace, millis(4_000));
        assert_eq!(config.pricing_dir, Some(PathBuf::from("/srv/prices")));
        assert_eq!(config.site_addr.to_string(), "0.0.0.0:8080");
        assert_eq!(config.log, "warn,reckoner=debug");
        assert!(config.watching);
        let options = config.leptos_options();
        assert_eq!(options.site_root.as_ref(), "/srv/site");
        assert_eq!(options.reload_port, 4001);
    }

    #[test]
    fn a_bad_address_is_named_with_what_was_given_and_what_is_allowed() {
        let error = read(&[(SITE_ADDR, "localhost")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            r#"LEPTOS_SITE_ADDR is "localhost", which is not an address and port, such as 127.0.0.1:3000"#
        );
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let error = read(&[
            (SITE_ADDR, "localhost"),
            (LOG, "reckoner=loud"),
            (RELOAD_PORT, "65536"),
        ])
        .unwrap_err();
        assert_eq!(error.faults().len(), 3);
        assert_eq!(
            error.to_string(),
            "3 settings cannot be used:\n  \
             LEPTOS_SITE_ADDR is \"localhost\", which is not an address and port, such as 127.0.0.1:3000\n  \
             RUST_LOG is \"reckoner=loud\", which is not a level or a list of tracing's directives\n  \
             LEPTOS_RELOAD_PORT is \"65536\", which is not a port, 0 to 65535"
        );
    }

    #[test]
    fn a_time_is_a_number_of_seconds_and_a_bound_is_not_zero() {
        let times = [
            HEADER_TIMEOUT,
            BODY_TIMEOUT,
            WRITE_TIMEOUT,
            IDLE_TIMEOUT,
            GRACE,
        ];
        for text in ["0", "-1", "3601", "1e999", "NaN", "soon", "1 s"] {
            for variable in times {
                let message = read(&[(variable, text)]).unwrap_err().to_string();
                let expected = format!(
                    "{variable} is {text:?}, which is not a number of seconds above 0 and up to \
                     3600, such as 10 or 0.5"
                );
                assert_eq!(message, expected);
            }
        }
        let drain = read(&[(DRAIN, "-1")]).unwrap_err().to_string();
        assert!(drain.ends_with("a number of seconds from 0 to 3600, such as 3 or 0.5"));
        for text in ["0", "-1", "1000001", "many"] {
            let message = read(&[(MAX_CONNECTIONS, text)]).unwrap_err().to_string();
            assert!(message.ends_with("a number of connections, 1 to 1000000"));
        }
    }
}
