//! The forms that AWS's price list comes in, and what cannot be read.

use reckoner::pricing::import::read;
use reckoner::pricing::import::select::Selector;

use super::{BOOK, GET_PRODUCTS, LAMBDA, book_of, changes, imported, try_read};

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
    for (text, message) in [
        (
            "",
            "list.json: is empty: expected an offer file or products of",
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

#[test]
fn a_form_that_is_no_json_says_what_to_do() {
    let call = "`aws pricing get-products` as";
    for (text, message) in [
        (
            "-------------------\n|   GetProducts   |\n",
            format!("is {call} a table: call it with --output json"),
        ),
        (
            "+-----------------+\n|  PriceList      |\n",
            format!("is {call} a table: call it with --output json"),
        ),
        (
            "FormatVersion: aws_v1\nPriceList:\n- '{\"product\": {}}'\n",
            format!("is {call} YAML: call it with --output json"),
        ),
        (
            "- '{\"product\": {}}'\n",
            format!("is {call} YAML: call it with --output json"),
        ),
        (
            "aws_v1\nPRICELIST\t{\"product\": {}}\n",
            format!("is {call} text: call it with --output json"),
        ),
        (
            "\n  <html><body>Forbidden</body></html>",
            "is a page in HTML or XML: expected AWS's index.json".to_owned(),
        ),
        (
            "\u{feff}",
            "is empty: expected an offer file or products of `aws pricing get-products`".to_owned(),
        ),
        (
            "sku,price\n1,2\n",
            "not JSON: it begins with \"sku,price\"; expected an offer file (index.json) or the \
             output of `aws pricing get-products --output json`"
                .to_owned(),
        ),
    ] {
        let fault = try_read(text).unwrap_err().to_string();
        assert_eq!(fault, format!("list.json: {message}"), "{text}");
    }
    for (bytes, message) in [
        (
            &b"\x1F\x8B\x08\0"[..],
            "is compressed by gzip: unpack it with gunzip first",
        ),
        (b"PK\x03\x04", "is a zip archive: unpack it first"),
        (
            b"\xFF\xFE{\0",
            "is in UTF-16, as PowerShell's > writes it: save it as UTF-8",
        ),
    ] {
        let book = book_of(BOOK);
        let fault = read(&Selector::new(book.catalog()), "list.json", bytes).unwrap_err();
        assert_eq!(fault.message, message);
    }
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let marked = format!("\u{feff}{LAMBDA}");
    assert_eq!(
        changes(&imported(&[&marked])),
        changes(&imported(&[LAMBDA]))
    );
}
