//! Gaps: what an estimate could not price. A gap does not count as zero: each gap is named, and the
//! total says that it is incomplete.

use serde::Serialize;

/// Something that could not be priced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Why it could not be priced.
    pub kind: GapKind,
    /// The price id that would have been charged.
    pub price_id: String,
    /// The region of the price, if it is not the estimate's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The path of the field that was left out, if a left out field is the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The quantity that is not priced, in plain digits; `None` if it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// The unit of the quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The message for the reader.
    pub message: String,
}

/// Why something could not be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// The region has no price for the id on the estimate's day.
    PriceMissing,
    /// The quantity reaches a tier whose price the catalogue does not have.
    TierUnknown,
    /// An input was left out.
    InputMissing,
    /// The catalogue does not have the id.
    UnknownId,
}
