//! The server as its callers see it: through its router without a port, and as a process.

#![cfg(test)]

mod estimate;
mod failures;
mod headers;
mod pages;
mod prices_cli;
mod process;
mod reload;
mod shutdown;
mod support;
