//! How figures leave the program: as text in plain digits, `"12.5"`, never as floats. Trailing zeros
//! are left out. The text says nothing about exactness; what must say it does so in a field of its
//! own.

use serde::{Serialize, Serializer};

use super::{Figure, UnitPrice, Usd};

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.digits().as_str())
    }
}

/// US dollars, unrounded.
impl Serialize for Usd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.figure().serialize(serializer)
    }
}

/// US dollars a unit.
impl Serialize for UnitPrice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Figure::new(self.value()).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn figures_are_text_in_plain_digits() {
        let figure = |text| Figure::new(Decimal::from_str_exact(text).unwrap());
        let price = UnitPrice::new(figure("0.00000100").value());
        let written = serde_json::to_string(&(figure("1500.50"), Usd::new(figure("-3.0")), price));
        assert_eq!(written.unwrap(), r#"["1500.5","-3","0.000001"]"#);
        let large = serde_json::to_string(&figure("79228162514264337593543950335"));
        assert_eq!(large.unwrap(), r#""79228162514264337593543950335""#);
    }
}
