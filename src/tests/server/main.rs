//! The server as its callers see it: through its router without a port, and as a process.

#![cfg(test)]

mod calculator;
mod charges;
mod estimate;
mod failures;
mod headers;
mod pages;
mod prices;
mod prices_cli;
mod prices_page;
mod process;
mod reload;
mod shutdown;
mod support;
