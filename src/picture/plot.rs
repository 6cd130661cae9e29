//! A plot: an axis with its grid, lines and areas, marks, and text, in this order.

use core::fmt::Write as _;

use rust_decimal::Decimal;

use crate::quantity::Figure;

use super::scale::{Scale, ticks};
use super::series::Point;

/// Pixels above the plot, for the upper half of the topmost label.
const ABOVE: u32 = 14;
/// Pixels below the plot, for the labels of its values across.
const BELOW: u32 = 34;
/// Pixels from the ground to the labels across.
const LABELS: u32 = 16;
/// Pixels by which a label stands below the line that it names, so that its middle is at the line.
const HALF_LETTER: u32 = 4;

/// On which side of its place a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Begins at the place.
    After,
    /// Has its middle at the place.
    Middle,
    /// Ends at the place.
    Before,
}

impl Side {
    const fn class(self) -> &'static str {
        match self {
            Self::After => "",
            Self::Middle => "m",
            Self::Before => "e",
        }
    }
}

/// A point that is marked and named.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// Where it is.
    pub at: Point,
    /// Whether it is where the reader stands; the one accent of a plot.
    pub here: bool,
    /// What it is called.
    pub name: &'a str,
    /// On which side the name is.
    pub side: Side,
}

/// A plot under construction.
#[derive(Clone, Debug)]
pub struct Plot {
    across: Scale,
    up: Scale,
    /// Per cent of the width.
    left: u32,
    right: u32,
    /// Height of the whole, in pixels.
    height: u32,
    grid: String,
    paths: String,
    marks: String,
    texts: String,
}

impl Plot {
    /// A plot of this height in pixels, whose values lie between `left` and `right` per cent of the
    /// width.
    #[must_use]
    pub const fn new(across: Scale, up: Scale, (left, right): (u32, u32), height: u32) -> Self {
        Self {
            across,
            up,
            left,
            right,
            height,
            grid: String::new(),
            paths: String::new(),
            marks: String::new(),
            texts: String::new(),
        }
    }

    fn ground(&self) -> u32 {
        self.height.saturating_sub(BELOW)
    }

    /// Per cent of the width at which a value lies.
    fn x(&self, value: Figure) -> Decimal {
        let width = Decimal::from(self.right.saturating_sub(self.left));
        let along = self.across.share(value).saturating_mul(width);
        along
            .saturating_add(self.left.into())
            .round_dp(2)
            .normalize()
    }

    /// Pixels from above at which a value lies.
    fn y(&self, value: Figure) -> Decimal {
        let height = Decimal::from(self.ground().saturating_sub(ABOVE));
        let up = self.up.share(value).saturating_mul(height);
        let ground = Decimal::from(self.ground());
        ground.saturating_sub(up).round_dp(1).normalize()
    }

    /// Draws the lines of the named values from 0 to `top`, each with its label.
    pub fn grid(&mut self, top: Figure, label: impl Fn(Figure) -> String) {
        for value in ticks(top) {
            let class = if value.is_zero() { "axis" } else { "grid" };
            let y = self.y(value);
            let (left, right) = (self.left, self.right);
            let _ = write!(
                self.grid,
                "<line class=\"{class}\" x1=\"{left}%\" x2=\"{right}%\" y1=\"{y}\" y2=\"{y}\"/>"
            );
            let below = y.saturating_add(HALF_LETTER.into());
            let _ = write!(self.grid, "<text x=\"0\" y=\"{below}\">");
            push_escaped(&mut self.grid, &label(value));
            self.grid.push_str("</text>");
        }
    }

    /// Draws path data of [`series`](super::series) in this class.
    pub fn path(&mut self, class: &str, data: &str) {
        if !data.is_empty() {
            let _ = write!(self.paths, "<path class=\"{class}\" d=\"{data}\"/>");
        }
    }

    /// Marks a point and names it.
    pub fn mark(&mut self, mark: Mark<'_>) {
        let (x, y) = (self.x(mark.at.0), self.y(mark.at.1));
        let class = if mark.here { "here-dot" } else { "ring" };
        let _ = write!(
            self.marks,
            "<circle class=\"{class}\" cx=\"{x}%\" cy=\"{y}\" r=\"5\"/>"
        );
        let class = if mark.here { "here" } else { "" };
        let above = y.saturating_sub(Decimal::from(HALF_LETTER.saturating_add(5)));
        self.text(x, above, class, mark.side, mark.name);
    }

    /// Names a value across, below the ground.
    pub fn name_across(&mut self, value: Figure, side: Side, name: &str) {
        let y = self.ground().saturating_add(LABELS);
        self.text(self.x(value), y.into(), "", side, name);
    }

    /// Names a line or an area at one of its points.
    pub fn name_line(&mut self, at: Point, side: Side, name: &str) {
        let y = self.y(at.1).saturating_sub(HALF_LETTER.into());
        self.text(self.x(at.0), y, "k", side, name);
    }

    fn text(&mut self, x: Decimal, y: Decimal, class: &str, side: Side, text: &str) {
        let side = side.class();
        let gap = if class.is_empty() || side.is_empty() {
            ""
        } else {
            " "
        };
        let _ = write!(
            self.texts,
            "<text class=\"{class}{gap}{side}\" x=\"{x}%\" y=\"{y}\">"
        );
        push_escaped(&mut self.texts, text);
        self.texts.push_str("</text>");
    }

    /// The SVG, named by the conclusion that it shows.
    #[must_use]
    pub fn svg(&self, conclusion: &str) -> String {
        let mut svg = String::with_capacity(self.paths.len().saturating_add(4_096));
        let height = self.height;
        let _ = write!(
            svg,
            "<svg class=\"chart\" height=\"{height}\" role=\"img\" aria-label=\""
        );
        push_escaped(&mut svg, conclusion);
        svg.push_str("\">");
        svg.push_str(&self.grid);
        let (left, width) = (self.left, self.right.saturating_sub(self.left));
        let inner = self.ground().saturating_sub(ABOVE);
        let _ = write!(
            svg,
            "<svg x=\"{left}%\" y=\"{ABOVE}\" width=\"{width}%\" height=\"{inner}\" viewBox=\"0 0 1000 1000\" \
             preserveAspectRatio=\"none\" overflow=\"visible\">{}</svg>",
            self.paths
        );
        svg.push_str(&self.marks);
        svg.push_str(&self.texts);
        svg.push_str("</svg>");
        svg
    }
}

/// Adds a text as SVG spells it, in attributes too.
fn push_escaped(svg: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            other => svg.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::series;

    #[test]
    fn a_plot_has_its_grid_its_lines_its_marks_and_its_words() {
        let (across, up) = (
            Scale::Linear(Figure::whole(100)),
            Scale::Linear(Figure::whole(40)),
        );
        let mut plot = Plot::new(across, up, (7, 100), 250);
        plot.grid(Figure::whole(40), |value| format!("${value}"));
        let points = [
            (Figure::ZERO, Figure::ZERO),
            (Figure::whole(100), Figure::whole(40)),
        ];
        plot.path("l1", &series::line(&points, across, up));
        plot.mark(Mark {
            at: (Figure::whole(50), Figure::whole(20)),
            here: true,
            name: "you <are> here",
            side: Side::After,
        });
        plot.name_across(Figure::whole(100), Side::Before, "100 %");
        let svg = plot.svg("A \"rising\" line");
        assert_eq!(svg.matches("<line class=\"grid\"").count(), 4);
        assert_eq!(svg.matches("<line class=\"axis\"").count(), 1);
        for part in [
            "<svg class=\"chart\" height=\"250\" role=\"img\" aria-label=\"A &quot;rising&quot; line\">",
            "<line class=\"axis\" x1=\"7%\" x2=\"100%\" y1=\"216\" y2=\"216\"/><text x=\"0\" y=\"220\">$0</text>",
            "<path class=\"l1\" d=\"M0 1000L1000 0\"/>",
            "<circle class=\"here-dot\" cx=\"53.5%\" cy=\"115\" r=\"5\"/>",
            "<text class=\"here\" x=\"53.5%\" y=\"106\">you &lt;are&gt; here</text>",
            "<text class=\"e\" x=\"100%\" y=\"232\">100 %</text>",
        ] {
            assert!(svg.contains(part), "{part}\n{svg}");
        }
    }
}
