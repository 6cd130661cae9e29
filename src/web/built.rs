//! The files that cargo-leptos builds for the browser: stylesheet, script, WebAssembly.
//!
//! The release build puts the hash of a file's content into its name and lists the hashes in a file
//! beside them. A development build does neither.

use std::fs;
use std::path::{Path, PathBuf, absolute};

use leptos::config::LeptosOptions;

/// The list of hashes, in the folder of the built files: `hash-file-name` in Cargo.toml.
const HASHES: &str = "hash.txt";
/// The length of a hash: MD5 in base64, without padding.
const HASH_LENGTH: usize = 22;
/// The endings of the built files, which are also their names in the list of hashes.
const ENDINGS: [&str; 3] = ["css", "js", "wasm"];

/// The folder of the built files.
#[must_use]
pub fn folder(options: &LeptosOptions) -> PathBuf {
    Path::new(options.site_root.as_ref()).join(options.site_pkg_dir.as_ref())
}

/// The options with which Leptos names the built files as they are in the folder now.
#[must_use]
pub fn as_named(mut options: LeptosOptions) -> LeptosOptions {
    // Leptos looks for a relative path beside the program.
    let list = absolute(folder(&options).join(HASHES)).ok();
    let list = list.filter(|list| list.is_file());
    options.hash_files = list.is_some();
    if let Some(list) = list.as_deref().and_then(Path::to_str) {
        options.hash_file = list.into();
    }
    options
}

/// The names of the built files that are not in the folder.
#[must_use]
pub fn missing(options: &LeptosOptions) -> Vec<String> {
    let folder = folder(options);
    let hashes = fs::read_to_string(folder.join(HASHES)).unwrap_or_default();
    let hash_of = |ending: &str| {
        let mut hashes = hashes.lines().filter_map(|line| line.split_once(':'));
        let found = hashes.find(|(of, _)| of.trim() == ending);
        found.map(|(_, hash)| format!(".{}", hash.trim()))
    };
    let names = ENDINGS.map(|ending| {
        let hash = hash_of(ending).unwrap_or_default();
        format!("{}{hash}.{ending}", options.output_name)
    });
    let absent = names
        .into_iter()
        .filter(|name| !folder.join(name).is_file());
    absent.collect()
}

/// Whether a path ends in the name of a file with a hash, such as `reckoner.<hash>.css`.
#[must_use]
pub fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let mut parts = name.rsplit('.');
    let (ending, hash, stem) = (parts.next(), parts.next(), parts.next());
    let in_hash = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    stem.is_some()
        && ending.is_some_and(|ending| ENDINGS.contains(&ending))
        && hash.is_some_and(|hash| hash.len() == HASH_LENGTH && hash.bytes().all(in_hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_hashed_if_it_has_a_whole_hash() {
        for name in [
            "/reckoner.0123456789abcdefABC-_z.css",
            "/pkg/reckoner.0123456789abcdefABC-_z.js",
            "reckoner.0123456789abcdefABC-_z.wasm",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "/reckoner.css",
            "/reckoner.0123456789abcdefABC-_.css",
            "/reckoner.0123456789abcdefABC-_zz.css",
            "/reckoner.0123456789abcdefABC-%z.css",
            "/reckoner.0123456789abcdefABC-_z.txt",
            "/0123456789abcdefABC-_z.css",
            "/hash.txt",
            "/",
            "",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
