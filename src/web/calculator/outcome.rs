//! What the page shows of a scenario, in words. Server and browser compute it by the same code.

use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use super::elsewhere::{day_asked, is_elsewhere};
use super::missing::{self, Missing};
use crate::check::{Context, read};
use crate::estimate::{Estimate, Line, echo, estimate};
use crate::fields::{Fault, Faults, Node, Place, Wrong, query};
use crate::pricing::{Date, PriceSlice, Prices, Reference};
use crate::quantity::{Figure, Overflow, Usd, format};
use crate::scenario::link::{self, Unlinkable};
use crate::working::{Derivation, Silent};
use crate::workload::Checked;
use crate::workload::traffic::requests_per_month;

/// What follows from the form's inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The faults of the inputs. If there is one, there is no bill.
    pub faults: Faults,
    /// The quantity beside each input, by the input's path.
    pub echoes: Vec<(String, String)>,
    /// Region and day of the prices, in words.
    pub as_of: String,
    /// The bill.
    pub bill: Option<Bill>,
    /// Whether the inputs ask for the prices of another region or day than the page has. If they do,
    /// there is no bill.
    pub elsewhere: bool,
    /// The query string of this state: canonical, or as typed while there are faults.
    pub query: String,
}

/// A bill in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The total in dollars and cents; if something is missing, the least that it can be; `None` if
    /// nothing has a price.
    pub total: Option<String>,
    /// The total to the last digit, if nothing is missing from it.
    pub exact: Option<String>,
    /// The total at list prices to the last digit, where discounts lower it and nothing is missing.
    pub list: Option<String>,
    /// What a million requests cost, if there are requests and nothing is missing.
    pub per_million: Option<String>,
    /// The services, dearest first.
    pub shares: Vec<Share>,
    /// The lines.
    pub lines: Vec<BillLine>,
    /// What is missing from the total, if anything is.
    pub missing: Option<Missing>,
    /// Notes on the bill as a whole.
    pub notes: Vec<String>,
}

/// What one service costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The service.
    pub service: String,
    /// Its cost in dollars and cents.
    pub amount: String,
    /// Its part of the total; `None` if the total is incomplete.
    pub part: Option<Part>,
}

/// A part of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// In per cent.
    pub percent: String,
    /// In whole thousandths, for the length of a bar.
    pub thousandths: u32,
}

/// One line in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    /// The price's id, and its region if that is not the bill's; no two lines have the same.
    pub id: String,
    /// The AWS service.
    pub service: String,
    /// The address of the service's pricing page.
    pub page: String,
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
    /// The steps of its derivation.
    pub steps: Derivation,
    /// Where the price comes from.
    pub reference: Arc<Reference>,
    /// Since when the price is known, and since when it is assumed if it is.
    pub known: String,
}

/// An outcome, and what was computed on the way to it.
#[derive(Clone, Debug)]
pub struct Computed<'p> {
    /// The outcome.
    pub outcome: Outcome,
    /// The scenario and its estimate with derivations; `None` if there is no bill.
    pub priced: Option<(Checked, Estimate<'p>)>,
}

impl Outcome {
    /// What follows from a query string, at these prices.
    #[must_use]
    pub fn compute(raw: &str, prices: &PriceSlice) -> Self {
        let mut faults = Faults::default();
        let node = query::parse(raw, &mut faults);
        Self::of(raw, &node, faults, prices).outcome
    }

    /// What follows from a query string that was read into a tree with these faults of its text.
    #[must_use]
    pub fn of<'p>(
        raw: &str,
        node: &Node<'_>,
        faults: Faults,
        prices: &'p PriceSlice,
    ) -> Computed<'p> {
        let context = Context {
            regions: prices.regions(),
            published: prices.published(),
        };
        let read = faults
            .into_result(())
            .and_then(|()| read(node, &context))
            .and_then(|scenario| {
                Self::of_scenario(scenario, node, prices).map_err(|error| too_large(&error))
            });
        let mut computed = read.unwrap_or_else(|faults| Computed {
            outcome: Self {
                faults,
                query: query::given(raw),
                elsewhere: is_elsewhere(node, prices),
                ..Self::default()
            },
            priced: None,
        });
        let outcome = &mut computed.outcome;
        outcome.as_of = format!("{} · prices of {}", prices.region(), prices.as_of());
        if day_asked(node).is_some_and(|day| day > prices.published()) {
            let published = prices.published();
            outcome.as_of.push_str(", the last on record");
            outcome.echoes.push((
                "prices".to_owned(),
                format!("the prices of {published}, the last on record"),
            ));
        }
        computed
    }

    fn of_scenario<'p>(
        scenario: Checked,
        node: &Node<'_>,
        prices: &'p PriceSlice,
    ) -> Result<Computed<'p>, Overflow> {
        if is_elsewhere(node, prices) {
            let published = prices.published();
            let day = scenario.prices.map_or(published, |day| day.min(published));
            let outcome = Self {
                elsewhere: true,
                query: link::canonical(node, day),
                ..Self::default()
            };
            return Ok(Computed {
                outcome,
                priced: None,
            });
        }
        let as_of = prices.as_of();
        let estimate = estimate(&scenario, prices, true)?;
        let mut bill = Bill::new(&estimate, &scenario, prices)?;
        let echoes = echo::echoes(&scenario, as_of).unwrap_or_else(|_| {
            let note = "Some quantities are too large to be shown beside their inputs.";
            bill.notes.push(note.to_owned());
            Vec::new()
        });
        let outcome = Self {
            echoes: echoes
                .into_iter()
                .map(|echo| (echo.path, echo.text))
                .collect(),
            bill: Some(bill),
            query: link::canonical(node, as_of),
            ..Self::default()
        };
        Ok(Computed {
            outcome,
            priced: Some((scenario, estimate)),
        })
    }

    /// The address of the page that shows this state.
    ///
    /// # Errors
    /// [`Unlinkable`] if the server would not read the address.
    pub fn address(&self) -> Result<String, Unlinkable> {
        link::page_of(&self.query)
    }

    /// What follows from the input at this path.
    #[must_use]
    pub fn echo(&self, path: &str) -> Option<&str> {
        let found = self.echoes.iter().find(|(at, _)| at == path);
        found.map(|(_, text)| text.as_str())
    }

    /// The words beside the input at this path: its fault, or what follows from it.
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

/// The fault of a scenario whose figures are too large. It belongs to no single input.
fn too_large(error: &Overflow) -> Faults {
    let wrong = Wrong::out_of_range(format!("This cannot be estimated: {error}."));
    Faults::one(&Place::ROOT, wrong)
}

impl Bill {
    fn new(
        estimate: &Estimate<'_>,
        scenario: &Checked,
        prices: &PriceSlice,
    ) -> Result<Self, Overflow> {
        let missing = missing::missing(estimate, prices);
        let lines = estimate.lines.iter();
        let lines = lines
            .map(|line| BillLine::new(line, estimate.as_of))
            .collect();
        let complete = missing.is_none();
        let total = format::dollars(estimate.monthly);
        Ok(Self {
            total: match &missing {
                None => Some(total),
                Some(missing) => missing.partly.then(|| format!("at least {total}")),
            },
            exact: complete.then(|| to_the_last_digit(estimate.monthly)),
            list: list(estimate.list_monthly, estimate.monthly).filter(|_| complete),
            per_million: match complete {
                true => per_million(estimate.monthly, scenario)?,
                false => None,
            },
            shares: shares(estimate, complete)?,
            lines,
            missing,
            notes: estimate.notes.iter().map(ToString::to_string).collect(),
        })
    }
}

/// An amount at list prices, if discounts change it.
fn list(list: Usd, discounted: Usd) -> Option<String> {
    (list != discounted).then(|| format::exact_dollars(list))
}

/// An amount to its last digit, and whether the amount is exact: `exactly $30.3`.
fn to_the_last_digit(amount: Usd) -> String {
    let how = if amount.figure().is_exact() {
        "exactly"
    } else {
        "to 28 digits"
    };
    format!("{how} {}", format::exact_dollars(amount))
}

/// What a million requests cost, rounded to cents for display. `None` without requests.
fn per_million(total: Usd, scenario: &Checked) -> Result<Option<String>, Overflow> {
    let requests = requests_per_month(Silent, &scenario.traffic, scenario.billing.hours_per_month)?;
    if requests.figure().is_zero() {
        return Ok(None);
    }
    let each = total.figure().checked_div(requests.figure())?;
    let million = each.checked_mul(Figure::whole(1_000_000))?;
    Ok(Some(format::dollars(Usd::new(million))))
}

/// What each service costs, with its part of the total if that is complete.
fn shares(estimate: &Estimate<'_>, complete: bool) -> Result<Vec<Share>, Overflow> {
    let mut sums: Vec<(&str, Usd)> = Vec::new();
    let mut total = Usd::ZERO;
    for line in &estimate.lines {
        total = total.checked_add(line.discounted)?;
        match sums
            .iter_mut()
            .find(|(service, _)| *service == line.service)
        {
            Some((_, sum)) => *sum = sum.checked_add(line.discounted)?,
            None => sums.push((line.service, line.discounted)),
        }
    }
    let mut ordered: Vec<(&str, Usd)> = Vec::with_capacity(sums.len());
    for share in sums {
        let at = ordered.partition_point(|(_, dearer)| *dearer >= share.1);
        ordered.insert(at, share);
    }
    let share = |(service, sum): (&str, Usd)| Share {
        service: service.to_owned(),
        amount: format::dollars(sum),
        part: complete.then(|| part(sum, total)),
    };
    Ok(ordered.into_iter().map(share).collect())
}

/// A sum as a part of the total; 0 if the total is 0.
fn part(sum: Usd, total: Usd) -> Part {
    let part = sum
        .figure()
        .checked_div(total.figure())
        .map_or(Decimal::ZERO, Figure::value);
    let thousandths = part
        .checked_mul(Decimal::ONE_THOUSAND)
        .map(|part| part.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
        .and_then(|part| u32::try_from(part).ok());
    Part {
        percent: format::percent(part),
        thousandths: thousandths.unwrap_or(0),
    }
}

impl BillLine {
    fn new(line: &Line<'_>, day: Date) -> Self {
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
            id: match &line.region {
                None => line.price.id.clone(),
                Some(region) => format!("{}.{region}", line.price.id),
            },
            service: line.service.to_owned(),
            page: line.page.to_owned(),
            description: match &line.region {
                None => line.price.description.clone(),
                Some(region) => format!("{}, {region}", line.price.description),
            },
            quantity: format::measured(line.quantity.value(), unit),
            price,
            amount: format::dollars(line.discounted),
            exact: to_the_last_digit(line.discounted),
            list: list(line.amount, line.discounted),
            steps: line.derivation.clone(),
            reference: Arc::clone(&line.version.reference),
            known: line.version.known(day),
        }
    }
}
