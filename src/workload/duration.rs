//! How long a function runs at a memory size.
//!
//! Said in one of three ways: as it is, as a part that waits and a part that computes, or as
//! measured points. A duration that is divided is whole only where the quotient ends, so rounding it
//! up never finds it a digit too long.

use crate::quantity::{Figure, Overflow, format};
use crate::scenario::Function;
use crate::working::{Named as _, Rule, Trace, Working};

/// The memory that brings one vCPU, in MB.
/// <https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html>
pub const MB_PER_VCPU: u32 = 1769;

const CPU: Rule = Rule {
    text: "CPU comes in proportion to memory, 1,769 MB being one vCPU",
    href: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
};
const MEASURED: Rule = Rule {
    text: "at a measured memory size its duration, between two the straight line",
    href: "https://github.com/alexcasalboni/aws-lambda-power-tuning",
};

/// How long an invocation of this function runs at this memory size, INIT apart.
///
/// * `duration_ms` is known for the function's own memory only;
/// * waiting and computing time: `wait + cpu × 1,769 ÷ min(memory, 1,769 × threads)`, as CPU comes in
///   proportion to memory and a single thread cannot use more than one vCPU;
/// * measured points: at a point, exactly it; between two, on the straight line; outside, unknown.
///
/// `None` where it is not known. Otherwise milliseconds, not rounded.
///
/// # Errors
/// [`Overflow`] if a figure is too large.
pub fn duration_at<T: Trace>(
    on: T,
    function: &Function,
    memory_mb: u32,
) -> Result<Option<Working<T>>, Overflow> {
    if let Some(ms) = function.duration_ms {
        return Ok((memory_mb == function.memory_mb).then(|| on.of(ms, "ms")));
    }
    let (duration, rule) = if let Some(points) = &function.duration_points {
        (interpolated(on, points.points(), memory_mb), MEASURED)
    } else {
        (modelled(on, function, memory_mb), CPU)
    };
    let Some(duration) = duration else {
        return Ok(None);
    };
    let duration = duration.step(&function.name, "ms")?.by(rule);
    Ok(Some(duration.expr()))
}

fn modelled<T: Trace>(on: T, function: &Function, memory_mb: u32) -> Option<Working<T>> {
    let most = MB_PER_VCPU.saturating_mul(function.threads);
    let memory = memory_mb.min(most).named("MB");
    let computing = |cpu| on.of(cpu, "ms computing") * MB_PER_VCPU / memory;
    match (function.wait_ms, function.cpu_ms_at_1769) {
        (None, None) => None,
        (Some(wait), None) => Some(on.of(wait, "ms waiting")),
        (None, Some(cpu)) => Some(computing(cpu)),
        (Some(wait), Some(cpu)) => Some(on.of(wait, "ms waiting") + computing(cpu)),
    }
}

fn interpolated<T: Trace>(on: T, points: &[(u32, Figure)], memory_mb: u32) -> Option<Working<T>> {
    let measured = |ms, at: u32| on.of(ms, format_args!("ms (at {} MB)", grouped(at)));
    let next = points.partition_point(|(memory, _)| *memory < memory_mb);
    let (above, to) = points.get(next).copied()?;
    if above == memory_mb {
        return Some(measured(to, above));
    }
    let (below, from) = next.checked_sub(1).and_then(|at| points.get(at)).copied()?;
    // from + (to − from) × (memory − below) ÷ (above − below), over one denominator.
    let far = memory_mb.saturating_sub(below).named("MB");
    let near = above.saturating_sub(memory_mb).named("MB");
    let between = above.saturating_sub(below).named("MB between");
    Some((measured(from, below) * near + measured(to, above) * far) / between)
}

/// The duration at the function's own memory; `None` if it is not known.
///
/// # Errors
/// [`Overflow`] if a figure is too large.
pub fn duration_of<T: Trace>(on: T, function: &Function) -> Result<Option<Working<T>>, Overflow> {
    duration_at(on, function, function.memory_mb)
}

fn grouped(number: u32) -> String {
    format::grouped(number.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::read::Section as _;
    use crate::fields::{Faults, Node, Place};
    use crate::working::Silent;

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
        let duration = duration_at(Silent, function, memory).unwrap()?;
        Some(duration.rounded_up().figure().unwrap().to_string())
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
            let init = Figure::of(init.parse().unwrap());
            (duration + init).rounded_up().figure().unwrap()
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
