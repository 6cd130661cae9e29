//! Reads how well founded a record is.

use crate::pricing::Confidence;
use crate::pricing::table::TableReader;

/// The confidence of a record; what is wrong with it is a fault of the reader's place.
pub(super) fn confidence(reader: &mut TableReader<'_, '_>) -> Option<Confidence> {
    match reader.text("confidence")?.as_str() {
        "high" => Some(Confidence::High),
        "medium" => Some(Confidence::Medium),
        other => {
            reader.fault(format!(
                "`confidence` is \"{other}\": expected high or medium"
            ));
            None
        }
    }
}
