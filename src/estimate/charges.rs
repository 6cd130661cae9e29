//! The rate card itself: metered quantities per price id, charged like those of a scenario.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{Estimate, bill};
use crate::fields::read::{Section, read_section, section};
use crate::fields::{Choice, Fault, FaultCode, Faults, Node, Place, Spec, Wrong, json as tree};
use crate::metering::Usage;
use crate::pricing::{Catalog, Date, PriceBook, Prices};
use crate::quantity::{Figure, Overflow, format};
use crate::scenario::{FreeTier, Rounding};
use crate::working::Step;

/// The most rows of usage in one request.
const ROWS_MAX: usize = 200;

section! {
    /// What is to be charged.
    pub struct Charges as "request for charges" {
        /// The AWS region's code.
        pub region: String = Spec::text(32).label("Region").or("us-east-1")
            .help("The AWS region whose prices apply."),
        /// The day of the prices; the book's own day when absent.
        pub prices: Option<Date> = Spec::date().label("Prices of").optional()
            .help("The day whose prices apply; the latest on record when left out."),
        /// How the bill is made.
        pub billing: ChargesBilling = Spec::section(&ChargesBilling::SPEC).label("Billing"),
        /// The month's usage. Rows of the same id are added.
        pub usage: Vec<MeteredUsage> = Spec::list(&MeteredUsage::SPEC, ROWS_MAX).required()
            .label("Usage"),
    }
}

section! {
    /// The conventions of the bill.
    pub struct ChargesBilling as "billing" {
        /// Which allowances the account has.
        pub free_tier: FreeTier = Spec::choice(FreeTier::CHOICES).label("Free tier").or("none")
            .help("Which of AWS's free allowances the account still has, used up by this usage alone."),
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
        /// How much of it, in the price's unit.
        pub quantity: Figure = Spec::decimal("0", "1e24").label("Quantity"),
    }
}

/// Reads a request from its neutral tree.
///
/// # Errors
/// Every fault found, in the order of the fields.
pub fn read(node: &Node, catalog: &Catalog) -> Result<Charges, Vec<Fault>> {
    let mut faults = Faults::default();
    let root = Place::root();
    let charges = read_section::<Charges>(node, &root, &mut faults);
    let quoted = |text: &str| Node::Text(text.to_owned()).shown();
    let region = root.at("region");
    if catalog.region(&charges.region).is_none() {
        let codes: Vec<&str> = catalog.regions.iter().map(|r| r.code.as_str()).collect();
        let wrong = Wrong::not_a_choice(&quoted(&charges.region), &codes.join(", "));
        faults.add_once(&region, wrong);
    }
    for (at, row) in charges.usage.iter().enumerate() {
        let row_place = root.at("usage").at(at);
        let place = row_place.at("price_id");
        let read = !faults.sit_at(&row_place) && !faults.touch(&place);
        if read && catalog.place_of(&row.price_id).is_none() {
            let near = near(&row.price_id, catalog);
            let given = quoted(&row.price_id);
            let message = format!("must be the id of a price; {given} was given. Known: {near}.");
            let wrong = Wrong::of(FaultCode::NotAChoice, message);
            let wrong = wrong.given(given).allowed(&near);
            faults.add(&place, wrong);
        }
    }
    faults.into_result(charges)
}

/// The ids that may have been meant: those of the same service, or else the services.
fn near(id: &str, catalog: &Catalog) -> String {
    let service = id.split('.').next().unwrap_or(id);
    let ids = catalog.prices.iter();
    let ids: Vec<&str> = ids
        .filter(|price| price.service_key() == service)
        .map(|price| price.id.as_str())
        .collect();
    if !ids.is_empty() {
        return ids.join(", ");
    }
    let services = catalog.services.iter().map(|service| service.key.as_str());
    let services: Vec<&str> = services.collect();
    format!("an id that begins with one of {}", services.join(", "))
}

impl Charges {
    /// The rows, those of the same id added up. An upfront payment is charged whole.
    fn metered(&self, catalog: &Catalog) -> Result<Vec<Usage>, Overflow> {
        let mut usage: Vec<Usage> = Vec::new();
        for row in &self.usage {
            let unit = catalog.place_of(&row.price_id);
            let unit = unit.and_then(|place| catalog.prices.get(place));
            let unit = format::plural(unit.map_or("", |price| price.unit.as_str()));
            let quantity = format::grouped(row.quantity.value());
            let step = Step::say(format!("{quantity} {unit} as given"));
            let found = usage.iter().position(|it| it.price_id == row.price_id);
            let place = found.unwrap_or_else(|| {
                let id = Cow::Owned(row.price_id.clone());
                usage.push(Usage::of(id, Figure::ZERO));
                usage.len().saturating_sub(1)
            });
            if let Some(sum) = usage.get_mut(place) {
                sum.quantity = sum.quantity.plus(row.quantity)?;
                sum.parts = sum.parts.saturating_add(1);
                sum.steps.push(step);
            }
        }
        Ok(usage)
    }

    /// The usage as a bill, at these prices.
    ///
    /// # Errors
    /// [`Overflow`] if an amount is too large to be kept.
    pub fn bill<'p>(
        &self,
        catalog: &Catalog,
        prices: &'p dyn Prices,
    ) -> Result<Estimate<'p>, Overflow> {
        let usage = self.metered(catalog)?;
        let ChargesBilling {
            free_tier,
            rounding,
        } = self.billing;
        bill(
            usage,
            Vec::new(),
            Vec::new(),
            prices,
            free_tier,
            rounding,
            true,
        )
    }

    /// The bill as JSON, in the words of an estimate; `None` if the book does not have the region.
    ///
    /// # Errors
    /// [`Overflow`] if an amount is too large to be kept.
    pub fn answer(&self, book: &PriceBook) -> Result<Option<Value>, Overflow> {
        let Some(prices) = book.as_of(&self.region, book.day_for(self.prices)) else {
            return Ok(None);
        };
        let bill = self.bill(book.catalog(), &prices)?;
        Ok(Some(json!({
            "total": super::json::total(&bill),
            "lines": super::json::lines(&bill),
            "gaps": bill.gaps,
            "billing": tree::write(&Node::Map(self.billing.write_fields())),
            "prices": {
                "region": self.region,
                "as_of": bill.as_of,
                "requested": self.prices,
            },
        })))
    }
}
