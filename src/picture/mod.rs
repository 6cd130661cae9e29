//! Pictures of figures, as text: scales, ticks and SVG. Decimals in, text out.
//!
//! The outer SVG has no view box: it is as wide as its place and as high as it says, in CSS pixels.
//! Across, places are per cent of the width; down, they are pixels. Lines and areas are in an inner
//! SVG that is stretched, while text stays as large as it is. Colours, widths and fonts are the style
//! sheet's; an element carries only a class.

pub mod plot;
pub mod scale;
pub mod series;

pub use plot::{Mark, Plot, Side};
pub use scale::{Scale, ticks, top};
