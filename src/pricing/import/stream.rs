//! The shapes that AWS's price list comes in, visited without being held.

use core::fmt;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::listed::{Edition, FoundProduct, ListedProduct, Reading, Term, day};
use super::scale::Dimension;
use super::select::{Attributes, Selector};

/// The most terms that are kept when a file lists them before their products.
const EARLY_TERMS_MAX: usize = 100_000;

/// A value of the price list: an object, a list of them, or either as a text of JSON.
pub(super) struct List<'s, 'c> {
    pub selector: &'s Selector<'c>,
    pub reading: &'s mut Reading,
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an offer file or products of `aws pricing get-products`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if !text.trim_start().starts_with(['{', '[', '"']) {
            return Err(E::custom(format!(
                "the text {text:?} is not a product in JSON; of AWS's files the index.json is \
                 needed, not the index.csv"
            )));
        }
        let mut json = serde_json::Deserializer::from_str(text);
        self.deserialize(&mut json)
            .and_then(|()| json.end())
            .map_err(|error| E::custom(format!("in a product given as text: {error};")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        loop {
            let item = List {
                selector: self.selector,
                reading: &mut *self.reading,
            };
            if items.next_element_seed(item)?.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut object = Object {
            selector: self.selector,
            reading: self.reading,
            code: None,
            version: None,
            published: None,
            found: Vec::new(),
            by_sku: HashMap::new(),
            products: Products::NotYet,
            early: Vec::new(),
        };
        let mut wrapper = false;
        while let Some(field) = fields.next_key::<String>()? {
            match field.as_str() {
                "offerCode" | "serviceCode" => object.code = Some(fields.next_value()?),
                "version" => object.version = Some(fields.next_value()?),
                "publicationDate" => object.published = Some(fields.next_value()?),
                "products" => {
                    object.products = Products::Many;
                    fields.next_value_seed(Each(Part::Products, &mut object))?;
                }
                "product" => {
                    object.products = Products::One;
                    object.product(fields.next_value()?)?;
                }
                "terms" => fields.next_value_seed(Each(Part::Terms, &mut object))?,
                "PriceList" => {
                    wrapper = true;
                    fields.next_value_seed(List {
                        selector: object.selector,
                        reading: &mut *object.reading,
                    })?;
                }
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        if wrapper { Ok(()) } else { object.close() }
    }
}

/// Which products an object has brought so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Products {
    /// No product yet, so that it is not known whose terms are wanted.
    NotYet,
    /// One product, which all terms of the object belong to.
    One,
    /// Several products, by their number.
    Many,
}

/// An offer file, or one product of `get-products`: both have products, terms and an edition.
struct Object<'s, 'c> {
    selector: &'s Selector<'c>,
    reading: &'s mut Reading,
    code: Option<String>,
    version: Option<String>,
    published: Option<String>,
    found: Vec<FoundProduct>,
    by_sku: HashMap<String, usize>,
    products: Products,
    early: Vec<(String, Term)>,
}

/// A product as the list writes it.
#[derive(Deserialize)]
struct Product {
    #[serde(default)]
    sku: String,
    #[serde(default)]
    attributes: Attributes,
}

impl Object<'_, '_> {
    fn product<E: Error>(&mut self, product: Product) -> Result<(), E> {
        let Product { sku, attributes } = product;
        let code = self.code.as_ref().or(attributes.servicecode.as_ref());
        let Some(code) = code.cloned() else {
            return Err(E::custom(format!("the product {sku} names no service")));
        };
        if !self.selector.knows(&code) {
            self.reading.pass(&code);
            return Ok(());
        }
        let found = FoundProduct {
            target: self.selector.target(&code, &attributes),
            code,
            sku,
            attributes,
            terms: Vec::new(),
        };
        if let Some(found) = self.reading.take(found) {
            self.by_sku.insert(found.sku.clone(), self.found.len());
            self.found.push(found);
        }
        Ok(())
    }

    /// The product that the terms of this key belong to: `SKU`, or `SKU.TERM`.
    fn owner(&mut self, key: &str) -> Option<&mut FoundProduct> {
        if self.products == Products::One {
            return self.found.first_mut();
        }
        let sku = key.split('.').next()?;
        let place = *self.by_sku.get(sku)?;
        self.found.get_mut(place)
    }

    fn term<E: Error>(&mut self, key: &str, term: Term) -> Result<(), E> {
        if self.products != Products::NotYet {
            if let Some(owner) = self.owner(key) {
                owner.terms.push(term);
            }
            return Ok(());
        }
        if self.early.len() >= EARLY_TERMS_MAX {
            return Err(E::custom(format!(
                "`terms` comes before `products` and has more than {EARLY_TERMS_MAX} entries, too \
                 many to keep: put `products` first, as AWS does"
            )));
        }
        self.early.push((key.to_owned(), term));
        Ok(())
    }

    /// Hands the products over, now that the edition is known.
    fn close<E: Error>(mut self) -> Result<(), E> {
        if self.products == Products::NotYet {
            return Err(E::custom(
                "neither an offer file nor a product: expected `products`, `product` or `PriceList`",
            ));
        }
        for (key, term) in core::mem::take(&mut self.early) {
            self.term(&key, term)?;
        }
        let missing = |field: &str| E::custom(format!("the object has no `{field}`"));
        let version = self.version.ok_or_else(|| missing("version"))?;
        let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        if version.is_empty() || !version.bytes().all(sound) {
            return Err(E::custom(format!("the version {version:?} is not one")));
        }
        let stamp = self.published.ok_or_else(|| missing("publicationDate"))?;
        let published = day(&stamp)
            .ok_or_else(|| E::custom(format!("the publicationDate {stamp:?} is not a day")))?;
        let mut editions: BTreeMap<String, Arc<Edition>> = BTreeMap::new();
        for found in self.found {
            let code = self.code.as_ref().unwrap_or(&found.code).clone();
            let edition = editions.entry(code.clone()).or_insert_with(|| {
                Arc::new(Edition {
                    code,
                    version: version.clone(),
                    published,
                })
            });
            self.reading.listed.push(ListedProduct {
                offer: Arc::clone(edition),
                target: found.target,
                sku: found.sku,
                attributes: found.attributes,
                terms: found.terms,
            });
        }
        Ok(())
    }
}

/// The maps of an offer file that are visited entry by entry.
#[derive(Clone, Copy)]
enum Part {
    /// Products by number.
    Products,
    /// Terms by kind: on demand, reserved.
    Terms,
    /// Terms on demand: by number and then by code, or at once by both.
    OnDemand,
}

struct Each<'o, 's, 'c>(Part, &'o mut Object<'s, 'c>);

impl<'de> DeserializeSeed<'de> for Each<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Each<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Part::Products => "products by their number",
            Part::Terms => "terms by their kind",
            Part::OnDemand => "terms by their product's number",
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self(part, object) = self;
        while let Some(key) = entries.next_key::<String>()? {
            match part {
                Part::Products => {
                    let mut product: Product = entries.next_value()?;
                    if product.sku.is_empty() {
                        product.sku = key;
                    }
                    object.product(product)?;
                }
                Part::Terms if key == "OnDemand" => {
                    entries.next_value_seed(Each(Part::OnDemand, object))?;
                }
                // A stranger's terms are most of a large file: passed over without being built.
                Part::OnDemand
                    if object.products == Products::NotYet || object.owner(&key).is_some() =>
                {
                    entries.next_value_seed(Terms(&key, object))?;
                }
                Part::Terms | Part::OnDemand => {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The terms of one product: a term itself in `get-products`, terms by their code in an offer file.
struct Terms<'k, 'o, 's, 'c>(&'k str, &'o mut Object<'s, 'c>);

impl<'de> DeserializeSeed<'de> for Terms<'_, '_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Terms<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a term or terms by their code")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let Self(key, object) = self;
        let mut effective: Option<String> = None;
        let mut dimensions: Option<BTreeMap<String, Dimension>> = None;
        while let Some(field) = fields.next_key::<String>()? {
            match field.as_str() {
                "priceDimensions" => dimensions = Some(fields.next_value()?),
                "effectiveDate" => effective = fields.next_value()?,
                "sku" | "offerTermCode" | "termAttributes" => {
                    fields.next_value::<IgnoredAny>()?;
                }
                _ => {
                    let term: Term = fields.next_value()?;
                    object.term(key, term)?;
                }
            }
        }
        if let Some(dimensions) = dimensions {
            let term = Term {
                effective,
                dimensions,
            };
            object.term(key, term)?;
        }
        Ok(())
    }
}
