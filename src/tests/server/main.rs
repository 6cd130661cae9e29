//! The server as its callers see it: through its router without a port, and as a process.

#![cfg(test)]

mod estimate;
mod failures;
mod headers;
mod pages;
mod process;
mod shutdown;
mod support;
