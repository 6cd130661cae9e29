//! Lines, steps and areas over a square of 1,000 by 1,000, as path data.

use core::fmt::Write as _;

use rust_decimal::Decimal;

use crate::quantity::Figure;

use super::scale::Scale;

/// The sides of the square.
const SIDE: Decimal = Decimal::ONE_THOUSAND;

/// A point: how far across, and the value.
pub type Point = (Figure, Figure);

/// The place of a point, counted from the upper left corner.
fn place(point: Point, across: Scale, up: Scale) -> (Decimal, Decimal) {
    let along = |share: Decimal| share.checked_mul(SIDE).unwrap_or_default();
    let x = along(across.share(point.0));
    let y = along(Decimal::ONE.saturating_sub(up.share(point.1)));
    (x.round_dp(1).normalize(), y.round_dp(1).normalize())
}

/// A line through the points.
#[must_use]
pub fn line(points: &[Point], across: Scale, up: Scale) -> String {
    let mut path = String::new();
    for (at, point) in points.iter().enumerate() {
        let (x, y) = place(*point, across, up);
        let letter = if at == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{letter}{x} {y}");
    }
    path
}

/// Steps: each value holds from its place to the place of the next one, the last to the end.
#[must_use]
pub fn steps(points: &[Point], across: Scale, up: Scale) -> String {
    let mut path = String::new();
    let mut before = None;
    for point in points {
        let (x, y) = place(*point, across, up);
        // A value that stays draws nothing until it changes.
        match before {
            None => {
                let _ = write!(path, "M{x} {y}");
            }
            Some(old) if old != y => {
                let _ = write!(path, "H{x}V{y}");
            }
            Some(_) => (),
        }
        before = Some(y);
    }
    if !path.is_empty() {
        let _ = write!(path, "H{SIDE}");
    }
    path
}

/// The area between a path and the ground. The path begins at the left edge and ends at the right one.
#[must_use]
pub fn down_to_ground(path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    format!("{path}V{SIDE}H0Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[u64]) -> Vec<Point> {
        let values = values.iter().enumerate();
        values
            .map(|(at, value)| {
                let at = Figure::whole(at.try_into().unwrap());
                (at, Figure::whole(*value))
            })
            .collect()
    }

    #[test]
    fn a_line_leads_through_its_points() {
        let scale = Scale::Linear(Figure::whole(4));
        let path = line(&points(&[0, 4, 1]), scale, scale);
        assert_eq!(path, "M0 1000L250 0L500 750");
    }

    #[test]
    fn a_step_holds_its_value() {
        let scale = Scale::Linear(Figure::whole(4));
        let path = steps(&points(&[1, 1, 1, 2]), scale, scale);
        assert_eq!(path, "M0 750H750V500H1000");
        assert_eq!(down_to_ground(&path), "M0 750H750V500H1000V1000H0Z");
        assert_eq!(down_to_ground(&steps(&[], scale, scale)), "");
    }
}
