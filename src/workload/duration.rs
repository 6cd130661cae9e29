//! How long a function runs at a memory size.
//!
//! A scenario gives the duration in one of three ways: as a number, as waiting and computing time,
//! or as measured points.

use crate::quantity::{Figure, Overflow, format};
use crate::scenario::Function;
use crate::working::{Named as _, Rule, Silent, Trace, Working};

/// The memory with which a function has one vCPU, in MB.
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html>
pub const MB_PER_VCPU: u32 = 1769;

const CPU: Rule = Rule::new(
    "Lambda gives CPU in proportion to memory, and a thread uses at most one vCPU; 1,769 MB give one vCPU",
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
);
const MEASURED: Rule = Rule::new(
    "at a measured memory size the measured duration holds; between two measured sizes the duration follows the straight line between them",
    "https://github.com/alexcasalboni/aws-lambda-power-tuning",
);

/// How long an invocation runs, in milliseconds: an expression for the derivation, and the same
/// duration as an exact fraction. The expression is rounded to 28 digits if its quotient does not
/// end; the billed duration is rounded up from the fraction.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Duration<T = Silent> {
    shown: Working<T>,
    numerator: Figure,
    denominator: Figure,
}

impl<T: Trace> Duration<T> {
    /// A duration that the scenario gives as a number of milliseconds.
    pub fn given(on: T, ms: Figure) -> Self {
        Self {
            shown: on.of(ms, "ms"),
            numerator: ms,
            denominator: Figure::ONE,
        }
    }

    /// A fraction with the expression and the rule that the derivation shows.
    fn fraction(
        name: &str,
        shown: Working<T>,
        rule: Rule,
        numerator: Figure,
        denominator: Figure,
    ) -> Result<Self, Overflow> {
        Ok(Self {
            shown: shown.step(name, "ms")?.by(rule).expr(),
            numerator,
            denominator,
        })
    }

    /// The duration in milliseconds, rounded to 28 digits if the quotient does not end.
    ///
    /// # Errors
    /// [`Overflow`] if the figure is too large.
    pub const fn ms(self) -> Result<Figure, Overflow> {
        self.shown.figure()
    }

    /// The sum of the duration and the INIT phase, if there is one, rounded up once to whole
    /// milliseconds.
    pub fn rounded_up_with(self, init: Option<Figure>) -> Working<T> {
        let shown = match init {
            Some(init) => self.shown + init.named("ms INIT"),
            None => self.shown,
        };
        let shown = shown.rounded_up();
        if self.denominator == Figure::ONE {
            return shown;
        }
        let init = init.unwrap_or(Figure::ZERO);
        let all = Silent.of(self.numerator, "") + Silent.of(init, "") * self.denominator;
        shown.exactly(all.steps_of(self.denominator).figure())
    }
}

/// How long an invocation of this function runs at this memory size, in milliseconds, without INIT.
///
/// * `duration_ms` holds for the function's own memory only;
/// * waiting and computing time: `wait + cpu × 1,769 ÷ min(memory, 1,769 × threads)`, as CPU is in
///   proportion to memory and a single thread cannot use more than one vCPU;
/// * measured points: at a point, the point's duration; between two points, the straight line
///   between them; outside all points, the duration is not known.
///
/// `None` if the duration is not known.
///
/// # Errors
/// [`Overflow`] if a figure is too large.
pub fn duration_at<T: Trace>(
    on: T,
    function: &Function,
    memory_mb: u32,
) -> Result<Option<Duration<T>>, Overflow> {
    if let Some(ms) = function.duration_ms {
        return Ok((memory_mb == function.memory_mb).then(|| Duration::given(on, ms)));
    }
    if let Some(points) = &function.duration_points {
        return interpolated(on, &function.name, points.points(), memory_mb);
    }
    if function.wait_ms.is_none() && function.cpu_ms_at_1769.is_none() {
        return Ok(None);
    }
    modelled(on, function, memory_mb).map(Some)
}

fn modelled<T: Trace>(on: T, function: &Function, memory_mb: u32) -> Result<Duration<T>, Overflow> {
    let name = &function.name;
    let most = MB_PER_VCPU.saturating_mul(function.threads);
    let memory = memory_mb.min(most);
    let waiting = function.wait_ms.map(|wait| on.of(wait, "ms waiting"));
    let Some(cpu) = function.cpu_ms_at_1769 else {
        let wait = function.wait_ms.unwrap_or(Figure::ZERO);
        return Ok(Duration::given(on, wait));
    };
    let computing = on.of(cpu, "ms computing") * MB_PER_VCPU / memory.named("MB");
    let shown = match waiting {
        Some(waiting) => waiting + computing,
        None => computing,
    };
    let wait = function.wait_ms.unwrap_or(Figure::ZERO);
    let memory = Figure::from(memory);
    let numerator = Silent.of(wait, "") * memory + Silent.of(cpu, "") * MB_PER_VCPU;
    Duration::fraction(name, shown, CPU, numerator.figure()?, memory)
}

fn interpolated<T: Trace>(
    on: T,
    name: &str,
    points: &[(u32, Figure)],
    memory_mb: u32,
) -> Result<Option<Duration<T>>, Overflow> {
    let grouped = |number: u32| format::grouped(number);
    let measured = |ms, at: u32| on.of(ms, format_args!("ms (at {} MB)", grouped(at)));
    let next = points.partition_point(|(memory, _)| *memory < memory_mb);
    let Some((above, to)) = points.get(next).copied() else {
        return Ok(None);
    };
    if above == memory_mb {
        let shown = measured(to, above);
        return Duration::fraction(name, shown, MEASURED, to, Figure::ONE).map(Some);
    }
    let Some((below, from)) = next.checked_sub(1).and_then(|at| points.get(at)).copied() else {
        return Ok(None);
    };
    // from + (to − from) × (memory − below) ÷ (above − below), over one denominator.
    let far = memory_mb.saturating_sub(below);
    let near = above.saturating_sub(memory_mb);
    let between = above.saturating_sub(below);
    let both = measured(from, below) * near.named("MB") + measured(to, above) * far.named("MB");
    let numerator = both.figure()?;
    let shown = both / between.named("MB between");
    Duration::fraction(name, shown, MEASURED, numerator, between.into()).map(Some)
}

/// How long an invocation runs at the function's own memory; `None` if that is not known.
///
/// # Errors
/// [`Overflow`] if a figure is too large.
pub fn duration_of<T: Trace>(on: T, function: &Function) -> Result<Option<Duration<T>>, Overflow> {
    duration_at(on, function, function.memory_mb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::read::read_section;
    use crate::fields::{Faults, Node, Place};

    fn function(fields: &[(&str, &str)]) -> Function {
        let named = [("name", "f"), ("memory_mb", "512")];
        let fields = named.iter().chain(fields);
        let fields = fields.map(|(name, text)| ((*name).into(), Node::Text((*text).into())));
        let mut faults = Faults::default();
        let function = read_section(&Node::Map(fields.collect()), &Place::ROOT, &mut faults);
        faults.into_result(function).unwrap()
    }

    fn billed(function: &Function, memory: u32) -> Option<String> {
        let duration = duration_at(Silent, function, memory).unwrap()?;
        Some(duration.rounded_up_with(None).figure().unwrap().to_string())
    }

    #[test]
    fn a_thread_gains_nothing_above_one_vcpu() {
        let one = function(&[("wait_ms", "10"), ("cpu_ms_at_1769", "100")]);
        assert_eq!(billed(&one, 1769).unwrap(), "110");
        assert_eq!(billed(&one, 1768).unwrap(), "111");
        assert_eq!(billed(&one, 3538).unwrap(), "110");
        assert_eq!(billed(&one, 512).unwrap(), "356");
        let two = function(&[("cpu_ms_at_1769", "100"), ("threads", "2")]);
        assert_eq!(billed(&two, 3538).unwrap(), "50");
        assert_eq!(billed(&two, 10_240).unwrap(), "50");
    }

    #[test]
    fn a_duration_that_is_whole_is_not_rounded_up_for_its_digits() {
        // 3 × 1,769 ÷ 1,769 and 7 ÷ 3 × 3 would be just above or below in decimals.
        let thirds = function(&[("cpu_ms_at_1769", "3")]);
        assert_eq!(billed(&thirds, 1769 / 29).unwrap(), "87");
        let line = function(&[("duration_points", "128:10,131:11")]);
        let duration = duration_at(Silent, &line, 129).unwrap().unwrap();
        let with = |init: &str| {
            let init = Figure::new(init.parse().unwrap());
            duration.rounded_up_with(Some(init)).figure().unwrap()
        };
        assert_eq!(with("0.6666666").to_string(), "11");
        assert_eq!(with("0.6666667").to_string(), "12");
    }

    #[test]
    fn points_hold_between_and_not_beyond() {
        let measured = function(&[("duration_points", "512:540, 128:2100,256:1050")]);
        assert_eq!(billed(&measured, 128).unwrap(), "2100");
        assert_eq!(billed(&measured, 192).unwrap(), "1575");
        assert_eq!(billed(&measured, 512).unwrap(), "540");
        assert_eq!(billed(&measured, 513), None);
        let tuned = function(&[(
            "duration_points",
            r#"{"stats":[{"value":128,"averageDuration":2.5,"totalCost":1},{"power":256,"duration":"2"}]}"#,
        )]);
        assert_eq!(billed(&tuned, 128).unwrap(), "3");
        assert_eq!(billed(&tuned, 256).unwrap(), "2");
    }
}
