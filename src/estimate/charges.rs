//! The rate card alone: metered quantities per price id, charged like the quantities of a scenario.

use serde::Serialize;

use super::answer::{DerivationAnswer, LineAnswer, PricesAnswer, TotalAnswer};
use super::{Conventions, Estimate, bill};
use crate::fields::node::{listed, quoted};
use crate::fields::read::{read_section, section};
use crate::fields::{Choice, FaultCode, Faults, Node, Place, Spec, Wrong};
use crate::metering::{Gap, Metered, Usage};
use crate::pricing::{AsOf, Catalog, Date, PriceBook, Prices};
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{FreeTier, Rounding};

/// The most rows of usage in one request.
const ROWS_MAX: usize = 200;

section! {
    /// The usage to charge, and how.
    pub struct Charges as "request for charges" {
        /// The AWS region's code.
        pub region: String = Spec::text(32).label("Region").or("us-east-1")
            .help("The AWS region whose prices apply."),
        /// The day of the prices; if absent, the last day that the price book knows.
        pub prices: Option<Date> = Spec::date().label("Prices of").optional()
            .help("The day whose prices apply; the latest on record when left out."),
        /// How the bill is made.
        pub billing: ChargesBilling = Spec::section(ChargesBilling::SPEC).label("Billing"),
        /// The month's usage. Rows of the same id are added.
        pub usage: Vec<MeteredUsage> = Spec::list(MeteredUsage::SPEC, ROWS_MAX).required()
            .label("Usage"),
    }
}

section! {
    /// The conventions of the bill.
    pub struct ChargesBilling as "billing" {
        /// Which allowances the account has.
        pub free_tier: FreeTier = Spec::choice(FreeTier::CHOICES).label("Free tier").or("none")
            .help("Which of AWS's free allowances the account still has. This usage alone uses them up."),
        /// Where the total is rounded.
        pub rounding: Rounding = Spec::choice(Rounding::CHOICES).label("Rounding").or("exact")
            .help("Exact adds unrounded lines. Per-line cents rounds each line first."),
    }
}

section! {
    /// A month's usage of one price.
    pub struct MeteredUsage as "row of usage" {
        /// The price's id.
        pub price_id: String = Spec::text(100).label("Price id").example("lambda.requests"),
        /// The quantity, in the price's unit.
        pub quantity: Figure = Spec::decimal("0", "1e24").label("Quantity"),
    }
}

/// Reads a request from its neutral tree, and finds the prices of its region and day.
///
/// # Errors
/// Every fault found, in the order of the fields.
pub fn read<'b>(node: &Node<'_>, book: &'b PriceBook) -> Result<(Charges, AsOf<'b>), Faults> {
    let catalog = book.catalog();
    let mut faults = Faults::default();
    let root = Place::ROOT;
    let charges = read_section::<Charges>(node, &root, &mut faults);
    let prices = book.as_of(&charges.region, book.day_for(charges.prices));
    if prices.is_none() {
        let codes = catalog.region_codes().join(", ");
        let wrong = Wrong::not_a_choice(&quoted(&charges.region), &codes);
        faults.add_once(&root.at("region"), wrong);
    }
    let list = root.at("usage");
    for (index, row) in charges.usage.iter().enumerate() {
        let row_place = list.at(index);
        let place = row_place.at("price_id");
        let read = !faults.sit_at(&row_place) && !faults.touch(&place);
        if read && catalog.place_of(&row.price_id).is_none() {
            faults.add(&place, || {
                let near = near(&row.price_id, catalog);
                let given = quoted(&row.price_id);
                let message =
                    format!("must be the id of a price; {given} was given. Known: {near}.");
                let wrong = Wrong::new(FaultCode::NotAChoice, message);
                wrong.given(given).allowed(&near)
            });
        }
    }
    match prices {
        Some(prices) => faults.into_result((charges, prices)),
        None => Err(faults),
    }
}

/// The ids that the user may have meant: the ids of the same service, or else the services.
fn near(id: &str, catalog: &Catalog) -> String {
    let service = id.split('.').next().unwrap_or(id);
    let ids = catalog.prices.iter();
    let ids = listed(
        ids.filter(|price| price.service_key() == service)
            .map(|price| price.id.as_str()),
    );
    if !ids.is_empty() {
        return ids;
    }
    let services = catalog.services.iter().map(|service| service.key.as_str());
    format!("an id that begins with one of {}", listed(services))
}

/// The unit of a price, in the plural.
fn unit(price_id: &str, catalog: &Catalog) -> String {
    let index = catalog.place_of(price_id);
    let price = index.and_then(|index| catalog.prices.get(index));
    format::plural(price.map_or("", |price| price.unit.as_str()))
}

impl Charges {
    /// The rows as usage; rows of the same id are added up. An upfront payment is charged in full, not
    /// spread over its term.
    fn metered(&self, catalog: &Catalog) -> Result<Metered, Overflow> {
        let mut usage: Vec<Usage> = Vec::new();
        for row in &self.usage {
            match usage.iter_mut().find(|it| it.price_id == row.price_id) {
                Some(sum) => {
                    let unit = unit(&row.price_id, catalog);
                    let all = sum.quantity.checked_add(row.quantity)?;
                    sum.derivation.equals(all, &unit, |text| {
                        format::write_grouped(text, sum.quantity);
                        text.extend([" ", &unit, " + "]);
                        format::write_grouped(text, row.quantity);
                        text.extend([" ", &unit, " as given"]);
                    });
                    sum.quantity = all;
                }
                None => usage.push(Usage::new(row.price_id.clone().into(), row.quantity)),
            }
        }
        for row in usage.iter_mut().filter(|row| row.derivation.is_empty()) {
            let (quantity, unit) = (row.quantity.value(), unit(&row.price_id, catalog));
            row.derivation.say(|text| {
                format::write_grouped(text, quantity);
                text.extend([" ", &unit, " as given"]);
            });
        }
        Ok(Metered {
            usage,
            ..Metered::default()
        })
    }

    /// The usage as a bill, at these prices; with `explain`, every line carries its derivation.
    ///
    /// # Errors
    /// [`Overflow`] if an amount is too large to be kept.
    pub fn bill<'p>(
        &self,
        catalog: &Catalog,
        prices: &'p dyn Prices,
        explain: bool,
    ) -> Result<Estimate<'p>, Overflow> {
        let conventions = Conventions {
            free_tier: self.billing.free_tier,
            rounding: self.billing.rounding,
            explain,
        };
        bill(self.metered(catalog)?, prices, &conventions)
    }
}

/// What usage costs, with the same members as an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChargesAnswer<'e> {
    /// The total of the month.
    pub total: TotalAnswer,
    /// The lines, one for each price id that has a price on record, in the order in which the ids
    /// were first given.
    pub lines: Vec<LineAnswer<'e>>,
    /// What could not be priced and is missing from the total; empty if the total is complete.
    pub gaps: &'e [Gap],
    /// The conventions of the bill, with every default written out.
    pub billing: BillingAnswer,
    /// Which prices the bill is at.
    pub prices: PricesAnswer<'e>,
    /// The derivation of each line, in the order of `lines`; absent unless it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivations: Option<Vec<DerivationAnswer<'e>>>,
}

/// The conventions of a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BillingAnswer {
    /// Which of AWS's free allowances are taken off: `none`, `always-free` or `legacy-12-months`.
    pub free_tier: &'static str,
    /// Where the total is rounded: `exact`, or `per-line-cents`.
    pub rounding: &'static str,
}

impl<'e> ChargesAnswer<'e> {
    /// The answer to a request, from its bill; with the derivations if the bill carries them and
    /// `derivations` asks for them.
    #[must_use]
    pub fn new(charges: &'e Charges, bill: &'e Estimate<'_>, derivations: bool) -> Self {
        Self {
            total: TotalAnswer::new(bill),
            lines: LineAnswer::all(bill),
            gaps: &bill.gaps,
            billing: BillingAnswer {
                free_tier: charges.billing.free_tier.word(),
                rounding: charges.billing.rounding.word(),
            },
            prices: PricesAnswer {
                region: &charges.region,
                as_of: bill.as_of,
                requested: charges.prices,
            },
            derivations: derivations.then(|| DerivationAnswer::all(bill)),
        }
    }
}
