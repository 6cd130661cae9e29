//! What the page shows of a scenario, in words: computed alike on the server and in the browser.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::{Context, read};
use crate::estimate::{Estimate, Line, echo, estimate};
use crate::fields::{Fault, Faults, Node, query};
use crate::pricing::{PriceSlice, Prices, Reference};
use crate::quantity::{Figure, Usd, format};
use crate::scenario::Scenario;
use crate::scenario::link;
use crate::working::Step;
use crate::workload::traffic::requests_per_month;

/// What follows from what stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What is wrong with it; then there is no bill.
    pub faults: Vec<Fault>,
    /// The quantity beside each input, by the input's path.
    pub echoes: Vec<(String, String)>,
    /// Region and day of the prices, in words.
    pub as_of: String,
    /// The bill.
    pub bill: Option<Bill>,
    /// Whether it needs prices of another region or day than are at hand; then there is no bill.
    pub elsewhere: bool,
    /// The query string of this state: canonical, or as typed while there are faults.
    pub query: String,
}

/// A bill in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The total in dollars and cents.
    pub total: String,
    /// The total to the last digit.
    pub exact: String,
    /// The total at list prices to the last digit, where discounts lower it.
    pub list: Option<String>,
    /// Whether nothing is missing.
    pub complete: bool,
    /// What a million requests cost, if there are requests.
    pub per_million: Option<String>,
    /// The services, dearest first.
    pub shares: Vec<Share>,
    /// The lines.
    pub lines: Vec<BillLine>,
    /// What could not be priced.
    pub gaps: Vec<String>,
    /// What to know about it as a whole.
    pub notes: Vec<String>,
}

/// What one service costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The service.
    pub service: String,
    /// Its cost in dollars and cents.
    pub amount: String,
    /// Its part of the total.
    pub percent: String,
    /// The same in whole thousandths, for the length of a bar.
    pub thousandths: u32,
}

/// One line in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    /// The price's id; no two lines have the same.
    pub id: String,
    /// The AWS service.
    pub service: String,
    /// What is priced.
    pub description: String,
    /// The consumed quantity with its unit.
    pub quantity: String,
    /// The price of a unit, or of the tiers.
    pub price: String,
    /// The cost in dollars and cents.
    pub amount: String,
    /// The cost to the last digit.
    pub exact: String,
    /// The cost at list prices to the last digit, where a discount lowers it.
    pub list: Option<String>,
    /// How it came about.
    pub steps: Vec<Step>,
    /// Where the price comes from.
    pub reference: Reference,
    /// From when the price is known.
    pub from: String,
}

impl Outcome {
    /// What follows from a query string, at these prices.
    #[must_use]
    pub fn of(raw: &str, prices: &PriceSlice) -> Self {
        let mut faults = Faults::default();
        let node = query::parse(raw, &mut faults);
        let context = Context {
            regions: prices.regions(),
            published: prices.published(),
        };
        let mut outcome = match faults.into_result(()).and_then(|()| read(&node, &context)) {
            Ok(scenario) => Self::of_scenario(&scenario, &node, prices),
            Err(faults) => Self::faulty(faults, &node),
        };
        outcome.as_of = format!("{} · prices of {}", prices.region(), prices.as_of());
        outcome
    }

    fn faulty(faults: Vec<Fault>, node: &Node) -> Self {
        Self {
            faults,
            query: query::write_typed(node),
            ..Self::default()
        }
    }

    fn of_scenario(scenario: &Scenario, node: &Node, prices: &PriceSlice) -> Self {
        let as_of = prices.as_of();
        let day = scenario
            .prices
            .map_or(prices.published(), |day| day.min(prices.published()));
        if scenario.region != prices.region() || day != as_of {
            return Self {
                elsewhere: true,
                query: link::canonical(node, day),
                ..Self::default()
            };
        }
        let query = link::canonical(node, as_of);
        let echoes = echo::echoes(scenario, as_of).unwrap_or_default();
        Self {
            echoes: echoes
                .into_iter()
                .map(|echo| (echo.path, echo.text))
                .collect(),
            bill: estimate(scenario, prices, true)
                .ok()
                .map(|estimate| Bill::of(&estimate, scenario)),
            query,
            ..Self::default()
        }
    }

    /// What follows from the input at this path.
    #[must_use]
    pub fn echo(&self, path: &str) -> Option<&str> {
        let found = self.echoes.iter().find(|(at, _)| at == path);
        found.map(|(_, text)| text.as_str())
    }

    /// What stands beside the input at this path: its fault, or what follows from it.
    #[must_use]
    pub fn beside(&self, path: &str) -> String {
        match self.fault(path) {
            Some(fault) => fault.message.clone(),
            None => self
                .echo(path)
                .map(|echo| format!("= {echo}"))
                .unwrap_or_default(),
        }
    }

    /// What is wrong with the input at this path.
    #[must_use]
    pub fn fault(&self, path: &str) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.path == path)
    }
}

impl Bill {
    fn of(estimate: &Estimate<'_>, scenario: &Scenario) -> Self {
        let hours = scenario.billing.hours_per_month;
        let requests = requests_per_month(&scenario.traffic, hours)
            .map_or(Figure::ZERO, |requests| requests.figure());
        Self {
            total: format::dollars(estimate.monthly),
            exact: to_the_last_digit(estimate.monthly),
            list: list(estimate.list_monthly, estimate.monthly),
            complete: estimate.is_complete(),
            per_million: per_million(estimate.monthly, requests),
            shares: shares(estimate),
            lines: estimate.lines.iter().map(BillLine::of).collect(),
            gaps: estimate
                .gaps
                .iter()
                .map(|gap| gap.message.clone())
                .collect(),
            notes: estimate.notes.iter().map(ToString::to_string).collect(),
        }
    }
}

/// An amount at list prices, where it is another than after discounts.
fn list(list: Usd, discounted: Usd) -> Option<String> {
    (list != discounted).then(|| format::exact_dollars(list))
}

/// An amount to its last digit, and whether that is where it ends: `exactly $30.3`.
fn to_the_last_digit(amount: Usd) -> String {
    let how = if amount.figure().is_exact() {
        "exactly"
    } else {
        "to 28 digits"
    };
    format!("{how} {}", format::exact_dollars(amount))
}

/// What a million requests cost, for the eye: rounded to cents.
fn per_million(total: Usd, requests: Figure) -> Option<String> {
    let million = Figure::whole(1_000_000);
    let each = total.figure().times(million).ok()?.over(requests).ok()?;
    Some(format::dollars(Usd::of(each)))
}

fn shares(estimate: &Estimate<'_>) -> Vec<Share> {
    let mut sums: Vec<(&str, Usd)> = Vec::new();
    for line in &estimate.lines {
        match sums
            .iter_mut()
            .find(|(service, _)| *service == line.service)
        {
            Some((_, sum)) => *sum = sum.plus(line.discounted).unwrap_or(*sum),
            None => sums.push((line.service, line.discounted)),
        }
    }
    let mut ordered: Vec<(&str, Usd)> = Vec::with_capacity(sums.len());
    for share in sums {
        let at = ordered.partition_point(|(_, dearer)| *dearer >= share.1);
        ordered.insert(at, share);
    }
    let total = ordered.iter().fold(Usd::ZERO, |total, (_, sum)| {
        total.plus(*sum).unwrap_or(total)
    });
    let share = |(service, sum): (&str, Usd)| {
        let part = sum
            .figure()
            .over(total.figure())
            .map_or(Decimal::ZERO, Figure::value);
        let thousandths = part
            .checked_mul(Decimal::ONE_THOUSAND)
            .map(|part| part.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
            .and_then(|part| u32::try_from(part).ok());
        Share {
            service: service.to_owned(),
            amount: format::dollars(sum),
            percent: format::percent(part),
            thousandths: thousandths.unwrap_or(0),
        }
    };
    ordered.into_iter().map(share).collect()
}

impl BillLine {
    fn of(line: &Line<'_>) -> Self {
        let block = line.price.block.value();
        let unit = line.price.unit.as_str();
        let priced: Vec<_> = line.tiers.iter().filter_map(|tier| tier.priced).collect();
        let first = || line.version.tiers.iter().find_map(|tier| tier.price);
        let price = match priced.as_slice() {
            [] => first().map_or_else(String::new, |price| {
                format::unit_price(price.value(), block, unit)
            }),
            [(price, _)] => format::unit_price(price.value(), block, unit),
            several => format!("{} tiers", several.len()),
        };
        Self {
            id: line.price.id.clone(),
            service: line.service.to_owned(),
            description: line.price.description.clone(),
            quantity: format::measured(line.quantity.value(), unit),
            price,
            amount: format::dollars(line.discounted),
            exact: to_the_last_digit(line.discounted),
            list: list(line.amount, line.discounted),
            steps: line.derivation.clone(),
            reference: line.version.reference.clone(),
            from: line.version.from.to_string(),
        }
    }
}
