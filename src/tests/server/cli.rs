//! The command line around the server: help, version, completions, and words that are no command.

use std::process::{Command, Output};

use reckoner::server::settings::SETTINGS;

/// Runs the program. A server would not get far here: its address is none, which ends it with 1.
fn reckoner(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reckoner"))
        .args(arguments)
        .env("LEPTOS_SITE_ADDR", "nowhere")
        .output()
        .expect("the program")
}

fn printed(arguments: &[&str]) -> String {
    let output = reckoner(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
    assert!(output.stderr.is_empty(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn help_lists_the_commands_and_starts_no_server() {
    for arguments in [&["--help"][..], &["-h"], &["help"]] {
        let help = printed(arguments);
        for words in [
            "serve",
            "prices",
            "completions",
            "Usage: reckoner [COMMAND]",
        ] {
            assert!(help.contains(words), "{words} in {help}");
        }
    }
}

#[test]
fn the_version_is_the_package_s() {
    let version = concat!("reckoner ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(printed(&["--version"]), version);
    assert_eq!(printed(&["-V"]), version);
}

#[test]
fn a_word_that_is_no_command_is_refused_with_a_suggestion() {
    for (arguments, words) in [
        (&["nonsense"][..], "unrecognized subcommand 'nonsense'"),
        (&["price", "check"], "a similar subcommand exists: 'prices'"),
        (&["--serve"], "unexpected argument '--serve'"),
        (&["serve", "now"], "unexpected argument 'now'"),
        (&["completions", "cmd"], "possible values: bash, "),
    ] {
        let output = reckoner(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let message = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(message.contains(words), "{arguments:?}: {message}");
    }
}

#[test]
fn the_server_s_help_lists_every_setting() {
    for arguments in [
        &["serve", "--help"][..],
        &["serve", "-h"],
        &["help", "serve"],
    ] {
        let help = printed(arguments);
        for setting in SETTINGS {
            for words in [setting.variable, setting.meaning, setting.default] {
                assert!(help.contains(words), "{words} in {help}");
            }
        }
    }
}

#[test]
fn there_are_completions_for_each_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        for word in ["serve", "prices", "dry-run"] {
            assert!(script.contains(word), "{shell}: {word} in {script}");
        }
    }
}
