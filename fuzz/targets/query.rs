#![no_main]

#[path = "../../src/tests/core/fuzzed.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|text: &[u8]| fuzzed::run("query", text));
