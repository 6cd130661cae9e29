//! The server as its callers see it: through its router without a port, and as a process.

#![cfg(test)]

mod any_requests;
mod api_page;
mod assets;
mod books;
mod calculator;
mod charges;
mod cli;
mod connections;
mod estimate;
mod failures;
mod floods;
mod headers;
mod include;
mod many_faults;
mod pages;
mod prices;
mod prices_cli;
mod prices_page;
mod prices_update;
mod process;
mod proportion;
mod reload;
mod scenario_file;
mod serving;
mod shutdown;
mod snapshot_answers;
mod snapshot_pages;
mod support;
mod visible_text;
