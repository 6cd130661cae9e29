//! What the form shows beside its inputs. On the server only: it looks every input up.

use std::collections::BTreeMap;

use super::markup::Markup;
use super::outcome::Outcome;

/// The words beside each input of a form, by the input's path.
#[derive(Debug)]
pub struct Beside<'o> {
    faults: BTreeMap<&'o str, &'o str>,
    echoes: BTreeMap<&'o str, &'o str>,
}

impl<'o> Beside<'o> {
    /// The words of an outcome. Of several faults at one input, the first counts.
    #[must_use]
    pub fn new(outcome: &'o Outcome) -> Self {
        let faults = outcome.faults.iter().rev();
        let echoes = outcome.echoes.iter().rev();
        Self {
            faults: faults
                .map(|fault| (fault.path.as_str(), fault.message.as_str()))
                .collect(),
            echoes: echoes
                .map(|(path, text)| (path.as_str(), text.as_str()))
                .collect(),
        }
    }

    /// Whether the input at this path has a fault.
    #[must_use]
    pub fn is_faulty(&self, path: &str) -> bool {
        self.faults.contains_key(path)
    }

    /// Writes the words beside the input at this path: its fault, or what follows from it.
    pub fn write(&self, path: &str, html: &mut Markup) {
        if let Some(message) = self.faults.get(path) {
            html.text(message);
        } else if let Some(echo) = self.echoes.get(path) {
            html.tag("= ").text(echo);
        }
    }
}
