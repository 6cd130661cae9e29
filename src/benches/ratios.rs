//! How long parts of the engine take, as multiples of one estimate: `cargo bench --bench ratios`.
//!
//! All parts are measured in turn in one run on one core, so a busy machine slows all of them alike. The
//! fastest turn of each counts. The bench prints its measurements and tests nothing. Targets: an estimate
//! with its derivations takes at most 3 times one estimate, and 36 months take at most 30 times; every
//! alternative takes at most 150 µs, reading a scenario at most 15 µs, and the sizing of three functions and
//! two tables at most 50 µs.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a bench that cannot continue stops and reports where"
)]

mod scenarios;

use std::hint::black_box;
use std::time::{Duration, Instant};

use reckoner::check::changed;
use reckoner::compare::{alternatives, projection};
use reckoner::estimate::estimate;
use reckoner::fields::{Faults, json, query};
use reckoner::pricing::AsOf;
use reckoner::quantity::Figure;
use reckoner::scenario::link;
use reckoner::sizing::size;
use reckoner::workload::{Checked, Workload};
use scenarios::{book, json_text, prices, read_node, scenario};

/// The turns of each part; the fastest counts.
const TURNS: usize = 400;
/// The least time of a turn.
const TURN: Duration = Duration::from_micros(500);

/// Something that is measured.
struct Part<'a> {
    name: &'static str,
    run: Box<dyn Fn() -> usize + 'a>,
    /// How often it runs in a turn.
    repeats: u32,
    fastest: Duration,
}

impl<'a> Part<'a> {
    fn new(name: &'static str, run: impl Fn() -> usize + 'a) -> Self {
        Self {
            name,
            run: Box::new(run),
            repeats: 1,
            fastest: Duration::MAX,
        }
    }

    /// Runs for one turn and gives the time of the turn.
    fn turn(&self) -> Duration {
        let start = Instant::now();
        for _ in 0..self.repeats {
            black_box((self.run)());
        }
        start.elapsed()
    }

    fn measure(&mut self) {
        self.fastest = self.fastest.min(self.turn() / self.repeats);
    }
}

/// The scenario with traffic that grows by this rate.
fn growing(scenario: &Checked, rate: &str) -> Checked {
    let mut grown = scenario.clone().into_scenario();
    grown.traffic.growth_rate = Figure::new(rate.parse().unwrap());
    changed(grown).expect("growth breaks no rule")
}

/// Estimates the scenario with its derivations, and counts the bytes of their text.
fn explained(scenario: &Checked, prices: &AsOf<'_>) -> usize {
    let estimate = estimate(black_box(scenario), prices, true).unwrap();
    let steps = estimate.lines.iter().flat_map(|line| &line.derivation);
    steps.map(|step| step.text.len()).sum()
}

fn main() {
    let book = book();
    let prices = prices(&book);
    let three = scenario("three functions", &book);
    let (steady, grown) = (growing(&three, "0"), growing(&three, "0.05"));
    let workload = Workload::derive(&three).expect("the scenario fits");
    let months = |scenario| projection(black_box(scenario), &prices, 36).months.len();
    let (link, json) = (link::write(&three), json_text("three functions"));
    let mut parts = [
        Part::new("one estimate", || {
            let estimate = estimate(black_box(&three), &prices, false);
            estimate.unwrap().lines.len()
        }),
        Part::new("with the text of its derivations", || {
            explained(&three, &prices)
        }),
        Part::new("36 months without growth", || months(&steady)),
        Part::new("36 months with growth", || months(&grown)),
        Part::new("its sizing, without the demand", || {
            size(black_box(&workload), prices.quotas())
                .unwrap()
                .limits
                .len()
        }),
        Part::new("every alternative", || {
            alternatives(black_box(&three), &prices).unwrap().count()
        }),
        Part::new("reading it from a link", || {
            let node = query::parse(black_box(&link), &mut Faults::default());
            read_node(&node, &book).functions.len()
        }),
        Part::new("reading it from JSON", || {
            let node = json::parse(black_box(&json), &mut Faults::default());
            read_node(&node, &book).functions.len()
        }),
    ];
    // Words behind `--` choose the parts by their names.
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words = || words.iter().filter(|word| !word.starts_with("--"));
    let is_chosen =
        |part: &Part<'_>| words().count() == 0 || words().any(|it| part.name.contains(it));
    for part in parts.iter_mut().filter(|part| is_chosen(part)) {
        while part.turn() < TURN {
            part.repeats *= 2;
        }
    }
    for _ in 0..TURNS {
        for part in parts.iter_mut().filter(|part| is_chosen(part)) {
            part.measure();
        }
    }
    let one = parts[0].fastest;
    for part in parts.iter().filter(|part| is_chosen(part)) {
        let ratio = part.fastest.as_secs_f64() / one.as_secs_f64();
        let (time, result) = (part.fastest, (part.run)());
        println!("{:>34}: {time:>9.2?}, {ratio:>6.2} × ({result})", part.name);
    }
}
