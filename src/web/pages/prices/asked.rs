//! What the address asks of the price book.

use crate::fields::node::quoted;
use crate::fields::read::{read_section, section};
use crate::fields::{Faults, Node, Place, Spec, Wrong, query};
use crate::pricing::{Date, PriceBook};

section! {
    /// The parameters of the page.
    pub struct Parameters as "question" {
        /// The region's code; the book's first when absent.
        pub region: Option<String> = Spec::text(32).label("Region").optional(),
        /// The day of the prices; the book's own when absent.
        pub as_of: Option<Date> = Spec::date().label("Day").optional(),
        /// The first of two days to compare.
        pub from: Option<Date> = Spec::date().label("From").optional(),
        /// The second.
        pub to: Option<Date> = Spec::date().label("To").optional(),
    }
}

/// The inputs of the forms, and the question that they make.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The region's code, as given but for spaces around it.
    pub region: String,
    /// The day as given, or else the day that answers.
    pub as_of: String,
    /// The first of two days, as given.
    pub from: String,
    /// The second of two days, as given.
    pub to: String,
    /// The question, or every fault of the inputs.
    pub question: Result<Question, Faults>,
}

/// A question that the book can answer: none of its days is after the book's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The prices on a day.
    Day {
        /// The region's code.
        region: String,
        /// The day.
        day: Date,
    },
    /// What changed between two days.
    Days {
        /// The region's code.
        region: String,
        /// The first day.
        from: Date,
        /// The second day.
        to: Date,
    },
}

impl Asked {
    /// Reads a raw query string. An empty one asks for the first region on the book's own day.
    pub fn read(raw: &str, book: &PriceBook) -> Self {
        let mut faults = Faults::default();
        let node = query::parse(raw, &mut faults);
        let typed = |name| node.text_at(name);
        let first = book.catalog().regions.first();
        let first = first.map_or("", |region| region.code.as_str());
        let region = typed("region");
        let region = region.as_deref().map_or(first, str::trim).to_owned();
        let question = question(&node, &region, book, faults);
        let day = match &question {
            Ok(Question::Day { day, .. }) => Some(day.to_string()),
            _ => None,
        };
        let published = book.catalog().published.to_string();
        Self {
            region,
            as_of: day.or_else(|| typed("as_of")).unwrap_or(published),
            from: typed("from").unwrap_or_default(),
            to: typed("to").unwrap_or_default(),
            question,
        }
    }
}

fn question(
    node: &Node<'_>,
    region: &str,
    book: &PriceBook,
    mut faults: Faults,
) -> Result<Question, Faults> {
    let root = Place::ROOT;
    let given: Parameters = read_section(node, &root, &mut faults);
    let place = root.at("region");
    if book.catalog().region(region).is_none() {
        let codes = book.catalog().regions.iter();
        let codes: Vec<&str> = codes.map(|region| region.code.as_str()).collect();
        let given = quoted(region);
        faults.add_once(&place, Wrong::not_a_choice(&given, &codes.join(", ")));
    }
    let days = ["from", "to"].map(|name| node.field(name).is_some());
    for (name, other, alone) in [
        ("from", "to", days == [false, true]),
        ("to", "from", days == [true, false]),
    ] {
        if alone {
            faults.add(&root.at(name), || {
                let message = format!("is missing. It is needed because {other} is given.");
                Wrong::required(message).allowed_by(|| format!("a day, as {other} is given"))
            });
        }
    }
    if given.as_of.is_some() && days.contains(&true) {
        faults.add(&root.at("as_of"), || {
            Wrong::conflict("cannot be given together with from and to.")
                .advice("Give as_of alone, or from and to.")
                .allowed("as_of alone, or from and to without it")
        });
    }
    let region = region.to_owned();
    let question = match (given.from, given.to) {
        (Some(from), Some(to)) => Question::Days {
            region,
            from: book.day_for(Some(from)),
            to: book.day_for(Some(to)),
        },
        _ => Question::Day {
            region,
            day: book.day_for(given.as_of),
        },
    };
    faults.into_result(question)
}
