//! What can be set from outside, all of it through the environment.
//!
//! | variable | default | meaning |
//! |---|---|---|
//! | `LEPTOS_SITE_ADDR` | `127.0.0.1:3000` | address and port to listen on; port 0 takes any that is free |
//! | `LEPTOS_SITE_ROOT` | `target/site` | folder of the built assets; a relative one is taken from where the server is started |
//! | `RECKONER_PRICING_DIR` | the built-in book | folder of the price book, laid out like `pricing/`; read again on SIGHUP |
//! | `RUST_LOG` | `info` | what is logged, in [`tracing_subscriber`]'s words; read by [`super::telemetry`] |

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use leptos::config::LeptosOptions;

/// Name of the files under [`SITE_PKG_DIR`], the same as `output-name` in Cargo.toml.
const OUTPUT_NAME: &str = "reckoner";
/// Where the built WebAssembly, script and stylesheet lie under the site root, and in the URL.
const SITE_PKG_DIR: &str = "pkg";
const SITE_ADDR: &str = "LEPTOS_SITE_ADDR";
const SITE_ROOT: &str = "LEPTOS_SITE_ROOT";
const RELOAD_PORT: &str = "LEPTOS_RELOAD_PORT";
const PRICING_DIR: &str = "RECKONER_PRICING_DIR";
const DEFAULT_PORT: u16 = 3000;
const DEFAULT_SITE_ROOT: &str = "target/site";
const DEFAULT_RELOAD_PORT: u32 = 3001;

/// The server's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Address and port to listen on.
    pub site_addr: SocketAddr,
    /// Folder of the built assets.
    pub site_root: String,
    /// Port of cargo-leptos' reload socket; only `cargo leptos watch` makes use of it.
    pub reload_port: u32,
    /// Folder of the price book; `None` takes the one that is built in.
    pub pricing_dir: Option<PathBuf>,
}

/// A setting that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    variable: &'static str,
    given: String,
    allowed: &'static str,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is {:?}, which is not {}",
            self.variable, self.given, self.allowed
        )
    }
}

impl std::error::Error for ConfigError {}

impl Default for Config {
    fn default() -> Self {
        Self {
            site_addr: SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT)),
            site_root: DEFAULT_SITE_ROOT.to_owned(),
            reload_port: DEFAULT_RELOAD_PORT,
            pricing_dir: None,
        }
    }
}

impl Config {
    /// Reads the settings from the environment; what is absent or empty takes its default.
    ///
    /// # Errors
    ///
    /// The first variable whose value can't be used.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_lookup(|variable| std::env::var(variable).ok())
    }

    /// Reads the settings from any source of variables.
    ///
    /// # Errors
    ///
    /// The first variable whose value can't be used.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let given = |variable| lookup(variable).filter(|value| !value.is_empty());
        let mut config = Self::default();
        if let Some(value) = given(SITE_ADDR) {
            config.site_addr = value.parse().map_err(|_| ConfigError {
                variable: SITE_ADDR,
                given: value,
                allowed: "an address and port, such as 127.0.0.1:3000",
            })?;
        }
        if let Some(value) = given(SITE_ROOT) {
            config.site_root = value;
        }
        if let Some(value) = given(RELOAD_PORT) {
            config.reload_port = value.parse().map_err(|_| ConfigError {
                variable: RELOAD_PORT,
                given: value,
                allowed: "a port",
            })?;
        }
        config.pricing_dir = given(PRICING_DIR).map(PathBuf::from);
        Ok(config)
    }

    /// The same settings in the form that Leptos wants them.
    #[must_use]
    pub fn leptos_options(&self) -> LeptosOptions {
        LeptosOptions::builder()
            .output_name(OUTPUT_NAME)
            .site_root(self.site_root.as_str())
            .site_pkg_dir(SITE_PKG_DIR)
            .site_addr(self.site_addr)
            .reload_port(self.reload_port)
            .build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::from_lookup(|name| {
            variables
                .iter()
                .find(|(variable, _)| *variable == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn nothing_set_gives_the_documented_defaults() {
        let config = read(&[]).unwrap();
        assert_eq!(config.site_addr.to_string(), "127.0.0.1:3000");
        assert_eq!(config.site_root, "target/site");
        assert_eq!(config.pricing_dir, None);
        assert_eq!(read(&[(SITE_ADDR, "")]), Ok(config), "empty means absent");
    }

    #[test]
    fn the_environment_overrides_them() {
        let config = read(&[
            (SITE_ADDR, "0.0.0.0:8080"),
            (SITE_ROOT, "/srv/site"),
            (PRICING_DIR, "/srv/prices"),
        ])
        .unwrap();
        assert_eq!(config.pricing_dir, Some(PathBuf::from("/srv/prices")));
        assert_eq!(config.site_addr.to_string(), "0.0.0.0:8080");
        assert_eq!(config.leptos_options().site_root.as_ref(), "/srv/site");
    }

    #[test]
    fn a_bad_address_is_named_with_what_was_given_and_what_is_allowed() {
        let error = read(&[(SITE_ADDR, "localhost")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            r#"LEPTOS_SITE_ADDR is "localhost", which is not an address and port, such as 127.0.0.1:3000"#
        );
    }
}
