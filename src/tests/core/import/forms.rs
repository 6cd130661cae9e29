//! The forms that AWS's price list comes in, and what cannot be read.

use super::{GET_PRODUCTS, LAMBDA, changes, imported, try_read};

#[test]
fn all_forms_of_the_list_say_the_same() {
    let whole: serde_json::Value = serde_json::from_str(GET_PRODUCTS).unwrap();
    let products = whole["PriceList"].as_array().unwrap();
    let as_texts = serde_json::to_string(products).unwrap();
    let objects: Vec<&str> = products.iter().map(|text| text.as_str().unwrap()).collect();
    let decoded = format!("{{\"PriceList\": [{}]}}", objects.join(","));
    let strings: Vec<String> = products.iter().map(ToString::to_string).collect();
    let expected = changes(&imported(&[GET_PRODUCTS]));
    assert_eq!(expected.len(), 2);
    for form in [
        as_texts,
        decoded,
        format!("[{}]", objects.join(", ")),
        objects.join("\t"),
        objects.join("\n"),
        strings.join("\n"),
        format!("\n{}\n", objects.concat()),
    ] {
        assert_eq!(changes(&imported(&[&form])), expected, "{form}");
    }
    assert_eq!(changes(&imported(&[objects[0], objects[1]])), expected);
}

#[test]
fn the_order_of_the_keys_does_not_matter() {
    let whole: serde_json::Value = serde_json::from_str(LAMBDA).unwrap();
    let (mut first, mut last) = (whole.clone(), whole);
    let first = first.as_object_mut().unwrap();
    let last = last.as_object_mut().unwrap();
    first.retain(|key, _| key == "terms");
    last.retain(|key, _| key != "terms");
    let (terms, rest) = (
        serde_json::to_string(first).unwrap(),
        serde_json::to_string(last).unwrap(),
    );
    let terms_first = format!(
        "{},{}",
        terms.trim_end_matches('}').to_owned()
            + &"}".repeat(terms.len() - terms.trim_end_matches('}').len() - 1),
        &rest[1..]
    );
    assert_eq!(
        changes(&imported(&[&terms_first])),
        changes(&imported(&[LAMBDA]))
    );
    assert_eq!(
        imported(&[&terms_first]).unmatched,
        imported(&[LAMBDA]).unmatched
    );
}

#[test]
fn what_cannot_be_read_says_where() {
    let number = LAMBDA.replace("\"0.0000166667\"", "0.0000166667");
    let broken = LAMBDA.replace("\"terms\" :", "\"terms\"");
    let unknown = LAMBDA.replace("AWSLambda", "AmazonRDS");
    for (text, message) in [
        (
            "",
            "list.json: not JSON: EOF while parsing a value at line 1 column 0",
        ),
        (
            &LAMBDA[..500],
            "list.json: not JSON: EOF while parsing a string at line 15 column 27",
        ),
        (
            &*broken,
            "list.json: not JSON: expected `:` at line 120 column 11",
        ),
        (
            &*number,
            "list.json: invalid type: floating point `0.0000166667`, expected a string at line 200",
        ),
        (
            &*unknown,
            "list.json: the offer AmazonRDS is not one of the catalogue's: expected one of \
             AmazonApiGateway, AWSLambda, AmazonDynamoDB, AmazonCloudWatch, awskms at line 4",
        ),
        (
            "\"FormatVersion\",\"v1.0\"",
            "list.json: the text \"FormatVersion\" is not a product in JSON; of AWS's files the \
             index.json is needed, not the index.csv",
        ),
        (
            "{\"regions\": {}}",
            "list.json: neither an offer file nor a product: expected `products`, `product` or \
             `PriceList`",
        ),
        (
            "[1]",
            "list.json: invalid type: integer `1`, expected an offer file or products",
        ),
        (
            "[\"{\\\"product\\\": 1}\"]",
            "list.json: in a product given as text: invalid type: integer `1`",
        ),
        (
            "{\"offerCode\": \"AWSLambda\", \"products\": {}, \"publicationDate\": \"2026-12-05T\"}",
            "list.json: the object has no `version`",
        ),
        (
            "{\"version\": \"../1\", \"products\": {}, \"publicationDate\": \"2026-12-05T\"}",
            "list.json: the version \"../1\" is not one",
        ),
    ] {
        let fault = try_read(text).unwrap_err().to_string();
        assert!(fault.starts_with(message), "{fault}\n  expected {message}");
    }
}
