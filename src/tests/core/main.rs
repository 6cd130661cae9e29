//! Tests of the core alone: no framework, no server; seconds.

mod book;
mod cases;
mod engine;
mod prices;
mod scenarios;
