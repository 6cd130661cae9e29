//! What can be priced: ids, units and the words for them. No prices.

use serde::{Deserialize, Serialize};

use super::Date;
use super::id_index::IdIndex;
use crate::quantity::Figure;

/// The whole catalogue.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The day up to which the book was read. Nothing in it is younger.
    pub published: Date,
    /// Regions, in the file's order.
    pub regions: Vec<Region>,
    /// AWS services, in the file's order.
    pub services: Vec<Service>,
    /// Priced items, in the file's order.
    pub prices: Vec<CatalogPrice>,
    /// The codes of the regions, in the same order.
    codes: Vec<String>,
    /// Positions in `prices` by id.
    by_id: IdIndex,
    /// For each of `prices`, the place of its service.
    service_places: Vec<Option<usize>>,
}

/// An AWS region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// AWS's code, `us-east-1`.
    pub code: String,
    /// AWS's name, `US East (N. Virginia)`.
    pub name: String,
    /// What AWS writes before a usage type in this region: `""`, `USE1`, `EU`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub usage_prefix: Vec<String>,
    /// How AWS's price list names it beside `name`, as a product's location: `EU (Ireland)`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<String>,
}

/// An AWS service as its price list divides them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The first segment of its ids, `lambda`.
    pub key: String,
    /// AWS's name, `AWS Lambda`.
    pub name: String,
    /// The offer code in AWS's price list, `AWSLambda`; a price may be listed under another.
    pub code: String,
    /// The pricing page.
    pub page: String,
}

/// One thing that AWS charges for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogPrice {
    /// Dotted, lower-case, stable: `lambda.duration.arm64`.
    pub id: String,
    /// Its name on a bill's line.
    pub description: String,
    /// The pricing unit, singular: `GB-second`.
    pub unit: String,
    /// AWS quotes the price per this many units, `1000000` for requests; for showing only.
    #[serde(with = "crate::pricing::catalog::block_text")]
    pub block: Figure,
    /// AWS's usage types without the region's prefix; the import matches them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub usage_types: Vec<String>,
    /// The offer code in AWS's price list, where it is not that of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// The product's `operation`, where two prices share a usage type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The product's `group`, in the same role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

impl CatalogPrice {
    /// The key of the service that it belongs to: the id's first segment.
    #[must_use]
    pub fn service_key(&self) -> &str {
        self.id.split('.').next().unwrap_or(&self.id)
    }
}

impl Catalog {
    /// A catalogue of these parts. Ids must be unique, which the parser has checked.
    #[must_use]
    pub fn new(
        published: Date,
        regions: Vec<Region>,
        services: Vec<Service>,
        prices: Vec<CatalogPrice>,
    ) -> Self {
        let by_id = IdIndex::new(prices.iter().map(|price| price.id.as_str()));
        let service_place =
            |price: &CatalogPrice| services.iter().position(|s| s.key == price.service_key());
        let service_places = prices.iter().map(service_place).collect();
        let codes = regions.iter().map(|region| region.code.clone()).collect();
        Self {
            published,
            codes,
            regions,
            services,
            prices,
            by_id,
            service_places,
        }
    }

    /// The position of an id in [`Catalog::prices`]. Allocates nothing.
    #[must_use]
    pub fn place_of(&self, id: &str) -> Option<usize> {
        let at = |place: usize| self.prices.get(place).map(|price| price.id.as_str());
        self.by_id.find(id, at)
    }

    /// The codes of the regions, in the file's order.
    #[must_use]
    pub fn region_codes(&self) -> &[String] {
        &self.codes
    }

    /// The region of this code.
    #[must_use]
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.code == code)
    }

    /// The service of the price at this position.
    #[must_use]
    pub fn service_at(&self, place: usize) -> Option<&Service> {
        self.services.get((*self.service_places.get(place)?)?)
    }

    /// The offer code under which AWS lists a price.
    #[must_use]
    pub fn offer_of<'c>(&'c self, price: &'c CatalogPrice) -> Option<&'c str> {
        let of_service = || self.service(price.service_key()).map(|it| it.code.as_str());
        price.offer.as_deref().or_else(of_service)
    }

    /// The offer codes of AWS's price list that have prices of the catalogue, each once, in the order of
    /// the services.
    #[must_use]
    pub fn offers(&self) -> Vec<&str> {
        let of_services = self.services.iter().map(|service| service.code.as_str());
        let of_prices = self
            .prices
            .iter()
            .filter_map(|price| price.offer.as_deref());
        let mut offers: Vec<&str> = Vec::new();
        for code in of_services.chain(of_prices) {
            if !offers.contains(&code) {
                offers.push(code);
            }
        }
        offers
    }

    /// The service of this key.
    #[must_use]
    pub fn service(&self, key: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.key == key)
    }
}

/// A block size as decimal text.
pub(crate) mod block_text {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::quantity::Figure;

    pub fn serialize<S: Serializer>(block: &Figure, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(block)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Figure, D::Error> {
        let text = String::deserialize(deserializer)?;
        Decimal::from_str_exact(&text)
            .map(Figure::new)
            .map_err(D::Error::custom)
    }
}
