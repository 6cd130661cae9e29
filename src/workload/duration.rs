//! How long a function runs at a memory size.
//!
//! Said in one of three ways: as it is, as a part that waits and a part that computes, or as
//! measured points. A [`Duration`] is an exact fraction, as billing rounds it up and must not find
//! it a digit too long.

use crate::quantity::{Figure, Millis, Overflow};
use crate::scenario::Function;

/// The memory that brings one vCPU, in MB.
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html>
pub const MB_PER_VCPU: u32 = 1769;

/// Milliseconds as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    over: Figure,
    under: Figure,
}

impl Duration {
    /// So many milliseconds.
    #[must_use]
    pub const fn of(ms: Figure) -> Self {
        Self {
            over: ms,
            under: Figure::ONE,
        }
    }

    /// The quotient, rounded to 28 digits where it does not end.
    ///
    /// # Errors
    /// [`Overflow`] never for durations within Lambda's limit.
    pub fn millis(self) -> Result<Millis, Overflow> {
        if self.under == Figure::ONE {
            return Ok(Millis::of(self.over));
        }
        self.over.over(self.under).map(Millis::of)
    }

    /// Together with an INIT phase, if there is one, rounded up once to whole milliseconds, without
    /// rounding before.
    ///
    /// # Errors
    /// [`Overflow`] never for durations within Lambda's limit.
    pub fn rounded_up_with(self, init: Option<Figure>) -> Result<Millis, Overflow> {
        let over = match init {
            Some(init) => self.over.plus(init.times(self.under)?)?,
            None => self.over,
        };
        if self.under == Figure::ONE {
            return Ok(Millis::of(over).rounded_up());
        }
        over.steps_of(self.under).map(Millis::of)
    }
}

/// How long an invocation of this function runs at this memory size, INIT apart.
///
/// * `duration_ms` is known for the function's own memory only;
/// * waiting and computing time: `wait + cpu × 1,769 ÷ min(memory, 1,769 × threads)`, as CPU comes in
///   proportion to memory and a single thread cannot use more than one vCPU;
/// * measured points: at a point, exactly it; between two, on the straight line; outside, unknown.
///
/// `None` where it is not known.
///
/// # Errors
/// [`Overflow`] never for values within bounds.
pub fn duration_at(function: &Function, memory_mb: u32) -> Result<Option<Duration>, Overflow> {
    if let Some(ms) = function.duration_ms {
        return Ok((memory_mb == function.memory_mb).then_some(Duration::of(ms)));
    }
    if let Some(points) = &function.duration_points {
        return interpolated(points.points(), memory_mb);
    }
    if function.wait_ms.is_none() && function.cpu_ms_at_1769.is_none() {
        return Ok(None);
    }
    let wait = function.wait_ms.unwrap_or(Figure::ZERO);
    let cpu = function.cpu_ms_at_1769.unwrap_or(Figure::ZERO);
    let most = MB_PER_VCPU.saturating_mul(function.threads);
    let under = Figure::from(memory_mb.min(most));
    let over = wait.times(under)?.plus(cpu.times(MB_PER_VCPU.into())?)?;
    Ok(Some(Duration { over, under }))
}

fn interpolated(points: &[(u32, Figure)], memory_mb: u32) -> Result<Option<Duration>, Overflow> {
    let next = points.partition_point(|(memory, _)| *memory < memory_mb);
    let Some((above, slower_or_not)) = points.get(next).copied() else {
        return Ok(None);
    };
    if above == memory_mb {
        return Ok(Some(Duration::of(slower_or_not)));
    }
    let Some((below, from)) = next.checked_sub(1).and_then(|at| points.get(at)).copied() else {
        return Ok(None);
    };
    // from + (to − from) × (memory − below) ÷ (above − below), over one denominator.
    let to = slower_or_not;
    let under = Figure::from(above.saturating_sub(below));
    let far = Figure::from(memory_mb.saturating_sub(below));
    let near = Figure::from(above.saturating_sub(memory_mb));
    let over = from.times(near)?.plus(to.times(far)?)?;
    Ok(Some(Duration { over, under }))
}

/// The duration at the function's own memory; `None` if it is not known.
///
/// # Errors
/// [`Overflow`] never for values within bounds.
pub fn duration_of(function: &Function) -> Result<Option<Duration>, Overflow> {
    match function.duration_ms {
        Some(ms) => Ok(Some(Duration::of(ms))),
        None => duration_at(function, function.memory_mb),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::read::Section as _;
    use crate::fields::{Faults, Node, Place};

    fn function(fields: &[(&str, &str)]) -> Function {
        let named = [("name", "f"), ("memory_mb", "512")];
        let fields = named.iter().chain(fields);
        let fields =
            fields.map(|(name, text)| ((*name).to_owned(), Node::Text((*text).to_owned())));
        let mut faults = Faults::default();
        let function =
            Function::read_fields(&Node::Map(fields.collect()), &Place::root(), &mut faults);
        faults.into_result(function).unwrap()
    }

    fn billed(function: &Function, memory: u32) -> Option<String> {
        let duration = duration_at(function, memory).unwrap()?;
        Some(duration.rounded_up_with(None).unwrap().figure().to_string())
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
        let duration = duration_at(&line, 129).unwrap().unwrap();
        let with = |init: &str| {
            let init = Figure::of(init.parse().unwrap());
            duration.rounded_up_with(Some(init)).unwrap().figure()
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
