//! What can be set from outside, all of it through the environment: see [`SETTINGS`].

use std::ffi::OsString;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use leptos::config::LeptosOptions;
use tracing_subscriber::EnvFilter;

/// Name of the files under [`SITE_PKG_DIR`], the same as `output-name` in Cargo.toml.
const OUTPUT_NAME: &str = "reckoner";
/// Where the built WebAssembly, script and stylesheet lie under the site root, and in the URL.
const SITE_PKG_DIR: &str = "pkg";
const SITE_ADDR: &str = "LEPTOS_SITE_ADDR";
const SITE_ROOT: &str = "LEPTOS_SITE_ROOT";
const PRICING_DIR: &str = "RECKONER_PRICING_DIR";
const LOG: &str = "RUST_LOG";
const WATCH: &str = "LEPTOS_WATCH";
const RELOAD_PORT: &str = "LEPTOS_RELOAD_PORT";
const DEFAULT_PORT: u16 = 3000;
const DEFAULT_SITE_ROOT: &str = "target/site";
const DEFAULT_LOG: &str = "info";
const DEFAULT_RELOAD_PORT: u16 = 3001;

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
pub const SETTINGS: [Setting; 6] = [
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
    /// The faults, in the order of [`SETTINGS`].
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
        let reload_port = reader.read(RELOAD_PORT, "a port, 0 to 65535", |text| text.parse().ok());
        let config = Self {
            site_addr: site_addr.unwrap_or(default.site_addr),
            site_root: site_root.unwrap_or(default.site_root),
            pricing_dir: reader.given(PRICING_DIR).map(PathBuf::from),
            log: log.unwrap_or(default.log),
            watching: reader.given(WATCH).is_some(),
            reload_port: reload_port.unwrap_or(default.reload_port),
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
        ] {
            let documented = SETTINGS.iter().find(|it| it.variable == variable).unwrap();
            assert_eq!(documented.default, default);
        }
        assert_eq!(config.pricing_dir, None);
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
        ])
        .unwrap();
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
}
