//! Reads AWS's price list as a stream and keeps what the catalogue prices.
//!
//! Offer files reach hundreds of megabytes, of which a handful of products matter. The text is never
//! held: of each product only its recognition remains, of the unmatched ones one for each usage type.

use core::fmt;
use std::io::{BufReader, Read};

use serde::de::DeserializeSeed as _;

use super::form;
use super::listed::Reading;
use super::select::Selector;
use super::stream::List;

/// A price list that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFault {
    /// The name of the source, as it was given.
    pub source: String,
    /// What is wrong, with line and column.
    pub message: String,
}

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source, self.message)
    }
}

impl core::error::Error for ReadFault {}

/// Reads a price list: a bulk offer file (`index.json`), the answer of `aws pricing get-products`,
/// or what its `--query 'PriceList[]'` leaves of it: products as objects or as texts of JSON, in a
/// list or one after the other. A byte order mark before it does no harm.
///
/// # Errors
/// [`ReadFault`] if it is not a price list; then nothing of it is to be used.
pub fn read<R: Read>(
    selector: &Selector<'_>,
    name: &str,
    mut source: R,
) -> Result<Reading, ReadFault> {
    let mut reading = Reading::default();
    let fault = |message| ReadFault {
        source: name.to_owned(),
        message,
    };
    let unreadable = |error: &dyn fmt::Display| fault(format!("can't be read: {error}"));
    let mut head = Vec::new();
    let begun = source.by_ref().take(form::HEAD).read_to_end(&mut head);
    begun.map_err(|error| unreadable(&error))?;
    if let Some(refusal) = form::refusal(form::unmarked(&head)) {
        return Err(fault(refusal));
    }
    let source = BufReader::new(form::unmarked(&head).chain(source));
    let mut json = serde_json::Deserializer::from_reader(source);
    let outcome = loop {
        let list = List {
            selector,
            reading: &mut reading,
        };
        if let Err(error) = list.deserialize(&mut json) {
            break Err(error);
        }
        // More follows where the command line writes one product after the other.
        if json.end().is_ok() {
            break Ok(());
        }
    };
    match outcome {
        Ok(()) => Ok(reading),
        Err(error) if error.is_io() => Err(unreadable(&error)),
        Err(error) if error.is_syntax() || error.is_eof() => {
            Err(fault(format!("not JSON: {error}")))
        }
        Err(error) => Err(fault(error.to_string())),
    }
}
