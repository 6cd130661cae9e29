//! The place of a field within a scenario.

/// The place of a field: the way to it from the scenario down.
///
/// A place borrows the place that it is in, so that making one allocates nothing. Its path is written
/// only where somebody reads it.
///
/// ```
/// use reckoner::fields::Place;
///
/// let functions = Place::ROOT.at("functions");
/// let function = functions.at(0);
/// assert_eq!(function.at("memory_mb").path(), "functions.0.memory_mb");
/// assert_eq!(function.at("memory_mb").pointer(), "/functions/0/memory_mb");
/// assert_eq!(Place::ROOT.path(), "");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The place around it; `None` for the scenario itself.
    around: Option<&'p Place<'p>>,
    part: Part<'p>,
}

/// One step on the way down.
#[derive(Clone, Copy, Debug)]
pub enum Part<'p> {
    /// A field of a section, by its name.
    Field(&'p str),
    /// An item of a list, counted from 0.
    Item(usize),
}

impl<'p> From<&'p str> for Part<'p> {
    fn from(name: &'p str) -> Self {
        Self::Field(name)
    }
}

impl From<usize> for Part<'_> {
    fn from(at: usize) -> Self {
        Self::Item(at)
    }
}

impl<'p> Place<'p> {
    /// The scenario itself.
    pub const ROOT: Self = Self {
        around: None,
        part: Part::Field(""),
    };

    /// A field of the section at this place, or an item of the list at this place.
    #[must_use]
    #[inline]
    pub fn at<'i>(&'i self, part: impl Into<Part<'i>>) -> Place<'i>
    where
        'p: 'i,
    {
        Place {
            around: Some(self),
            part: part.into(),
        }
    }

    /// The path, as a query string names it: `functions.0.memory_mb`.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        self.write(&mut path, ".", str::to_owned);
        path
    }

    /// The place as a JSON pointer (RFC 6901): `/functions/0/memory_mb`.
    #[must_use]
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.write(&mut pointer, "/", |name| {
            name.replace('~', "~0").replace('/', "~1")
        });
        if self.around.is_some() {
            pointer.insert(0, '/');
        }
        pointer
    }

    /// Writes the parts with a sign between them.
    fn write(&self, text: &mut String, between: &str, name: fn(&str) -> String) {
        let Some(around) = self.around else {
            return;
        };
        around.write(text, between, name);
        if around.around.is_some() {
            text.push_str(between);
        }
        match self.part {
            Part::Field(field) => text.push_str(&name(field)),
            Part::Item(at) => text.push_str(&at.to_string()),
        }
    }
}
