//! Measured durations at memory sizes, as Lambda Power Tuning reports them.

use super::read::Value;
use super::view::View;
use super::{FaultCode, Faults, Node, Place, Spec, Wrong, number};
use crate::quantity::Figure;

/// The most points that a table may have.
const POINTS_MAX: usize = 100;
/// The least memory of a function, in MB.
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
pub const MEMORY_MIN_MB: u32 = 128;
/// The most memory of a function, in MB.
pub const MEMORY_MAX_MB: u32 = 10_240;
/// The longest that a function may run, in milliseconds.
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
pub const DURATION_MAX_MS: u32 = match u32::from_str_radix(DURATION_MAX, 10) {
    Ok(ms) => ms,
    Err(_) => 0,
};
/// [`DURATION_MAX_MS`] as the bound of a field.
pub const DURATION_MAX: &str = "900000";

/// How a link begins.
const LINK: &str = "https://";

/// Whether a text is a result of Lambda Power Tuning, JSON or a link, which only the server reads.
#[must_use]
pub fn is_pasted(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(['[', '{']) || text.starts_with(LINK)
}

/// Measured durations, by rising memory.
///
/// Written `128:2100,256:1050,512:540`: MB, a colon, milliseconds. Also read is the result of
/// [Lambda Power Tuning](https://github.com/alexcasalboni/aws-lambda-power-tuning), as a list or as
/// a pasted JSON text, or as the link that it answers with: a list of `{"value": 128, "averageDuration": 2100}`, or of `power` and
/// `duration`, or an object that has such a list under `stats`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DurationPoints(Vec<(u32, Figure)>);

impl DurationPoints {
    /// The points: memory in MB and milliseconds, by rising memory, each memory once.
    #[must_use]
    pub fn points(&self) -> &[(u32, Figure)] {
        &self.0
    }

    /// The table of these points; `None` if there are none, or too many, or a memory size comes
    /// twice, or a value is out of Lambda's bounds.
    fn sorted(given: Vec<(u32, Figure)>) -> Option<Self> {
        let mut points: Vec<(u32, Figure)> = Vec::with_capacity(given.len());
        for point in given {
            let at = points.partition_point(|(memory, _)| *memory <= point.0);
            points.insert(at, point);
        }
        let unique = points
            .iter()
            .zip(points.iter().skip(1))
            .all(|((a, _), (b, _))| a < b);
        let within = points.iter().all(|(memory, ms)| {
            (MEMORY_MIN_MB..=MEMORY_MAX_MB).contains(memory)
                && *ms >= Figure::ZERO
                && *ms <= Figure::from(DURATION_MAX_MS)
        });
        let some = (1..=POINTS_MAX).contains(&points.len());
        (some && unique && within).then_some(Self(points))
    }

    fn of_text(text: &str) -> Option<Self> {
        // Not in the browser, where a JSON reader is a tenth of the page's weight: there the pasted
        // text is sent to the server, which answers with the plain spelling.
        #[cfg(feature = "words")]
        if text.starts_with(LINK) {
            return super::power_tuning::points(text).and_then(Self::sorted);
        }
        #[cfg(feature = "words")]
        if is_pasted(text) {
            let mut faults = Faults::default();
            let node = super::json::parse(text, &mut faults);
            return faults
                .into_result(())
                .ok()
                .and_then(|()| Self::of_node(&node));
        }
        let point = |part: &str| {
            let (memory, ms) = part.split_once(':')?;
            Some((memory.trim().parse().ok()?, figure(ms)?))
        };
        let separated = text.split([',', '\n', ';']).map(str::trim);
        let points: Option<Vec<_>> = separated
            .filter(|part| !part.is_empty())
            .map(point)
            .collect();
        points.and_then(Self::sorted)
    }

    fn of_node(node: &Node<'_>) -> Option<Self> {
        let items = match node {
            Node::List(items) => items,
            other => match other.field("stats")? {
                Node::List(items) => items,
                _ => return None,
            },
        };
        let either = |item: &Node<'_>, names: [&str; 2]| {
            let found = names.iter().find_map(|name| item.field(name))?;
            figure(found.digits()?)
        };
        let point = |item: &Node<'_>| {
            let memory = either(item, ["value", "power"])?;
            let ms = either(item, ["averageDuration", "duration"])?;
            let whole = u32::try_from(memory.value()).ok()?;
            (Figure::from(whole) == memory).then_some((whole, ms))
        };
        let points: Option<Vec<_>> = items.iter().map(point).collect();
        points.and_then(Self::sorted)
    }
}

fn figure(text: &str) -> Option<Figure> {
    number::decimal(text.trim()).ok()
}

/// The fault of points that cannot be read.
fn unreadable(node: &Node<'_>) -> Wrong {
    let allowed = "1 to 100 points of memory in MB and duration in ms, each memory once, as in 128:2100,256:1050, or the link or the stats of Lambda Power Tuning";
    let advice = "Write memory in MB and duration in ms, each memory once, as in 128:2100,256:1050, or paste the link or the JSON stats of Lambda Power Tuning.";
    let message = "cannot be read as measured points.";
    let wrong = Wrong::new(FaultCode::Malformed, message).advice(advice);
    wrong.given(node.shown()).allowed(allowed)
}

impl Value for DurationPoints {
    fn read(node: &Node<'_>, _: &Spec, place: &Place<'_>, faults: &mut Faults) -> Self {
        let read = match node {
            Node::Text(text) => Self::of_text(text.trim()),
            other => Self::of_node(other),
        };
        read.unwrap_or_else(|| {
            faults.add(place, || unreadable(node));
            Self::default()
        })
    }

    fn view(&self) -> View<'_> {
        View::Points(&self.0)
    }

    fn placeholder() -> Self {
        Self::default()
    }
}
