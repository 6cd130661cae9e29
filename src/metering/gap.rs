//! What is missing from an estimate. Missing is not zero: each gap is named, and the total says that
//! it is incomplete.

use serde::Serialize;

/// Something that could not be priced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Why.
    pub kind: GapKind,
    /// The price id that would have been charged.
    pub price_id: String,
    /// The field that was left out, if that is why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// How much is not priced, in plain digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// The unit of the quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What is missing, for people.
    pub message: String,
}

/// Why something could not be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// The region has no price for it on that day.
    PriceMissing,
    /// The quantity reaches a tier whose price is not on record.
    TierUnknown,
    /// An input was left out.
    InputMissing,
    /// The catalogue does not have the id.
    UnknownId,
}
