//! A constant for the id of each price of the catalogue, made from `pricing/catalog.toml` when the
//! program is built: `lambda.duration.arm64` is [`LAMBDA_DURATION_ARM64`].

use super::PriceId;

include!(concat!(env!("OUT_DIR"), "/price_ids.rs"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::{embedded, parse::parse};

    #[test]
    fn every_price_of_the_embedded_catalogue_has_its_constant() {
        let book = parse(embedded::FILES).unwrap();
        let of_catalog: Vec<_> = book
            .catalog()
            .prices
            .iter()
            .map(|price| (price.id.as_str(), price.unit.as_str(), price.service_key()))
            .collect();
        let of_constants: Vec<_> = ALL
            .iter()
            .map(|id| (id.as_str(), id.unit(), id.service_key()))
            .collect();
        assert!(of_constants.len() > 100, "{}", of_constants.len());
        assert_eq!(of_constants, of_catalog);
    }

    #[test]
    fn a_constant_is_named_after_its_id() {
        for (constant, id, unit) in [
            (
                LAMBDA_DURATION_X86_64,
                "lambda.duration.x86_64",
                "GB-second",
            ),
            (
                API_GATEWAY_REST_CACHE_0_5GB,
                "api-gateway.rest.cache-0.5gb",
                "hour",
            ),
            (
                DYNAMODB_PROVISIONED_RCU_HOUR_IA,
                "dynamodb.provisioned.rcu-hour-ia",
                "RCU-hour",
            ),
        ] {
            assert_eq!(constant.as_str(), id);
            assert_eq!(constant.to_string(), id);
            assert_eq!(constant.unit(), unit);
            assert!(ALL.contains(&constant), "{id}");
        }
    }
}
