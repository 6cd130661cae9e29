//! Real lists of AWS, old ones and new ones (`src/tests/price_lists`).

use reckoner::pricing::embedded;
use reckoner::pricing::import::select::Selector;
use reckoner::pricing::import::{Import, Options, read};
use reckoner::pricing::{Date, SourceFile};

use super::{BOOK, after, book_of, changes, import_into, texts};

const KMS_2016: &str = include_str!("../../price_lists/awskms.all-regions.2016-01-07.json");
const DYNAMODB_2016: &str =
    include_str!("../../price_lists/AmazonDynamoDB.all-regions.2016-01-07.trimmed.json");
const LAMBDA_MUMBAI: &str =
    include_str!("../../price_lists/AWSLambda.ap-south-1.2026-09-19.get-products.json");
const CLOUDWATCH_OREGON: &str =
    include_str!("../../price_lists/AmazonCloudWatch.us-west-2.2026-09-18.json");

fn options() -> Options {
    Options {
        correct: false,
        read_on: Date::known(2026, 12, 24),
        whole: false,
    }
}

/// The catalogue and the allowances of the built-in book, without a price.
fn bare() -> Vec<SourceFile<'static>> {
    let files = embedded::FILES.iter().copied();
    files.filter(|file| !file.path.contains('/')).collect()
}

fn import(files: &[SourceFile<'_>], list: &str, only: &[&str]) -> Import {
    let book = book_of(files);
    let places = |code: &&str| {
        let codes = book.catalog().region_codes();
        codes.iter().position(|known| known == code).unwrap()
    };
    let selector = Selector::new(book.catalog()).only(only.iter().map(places).collect());
    let reading = read(&selector, "list.json", list.as_bytes()).unwrap();
    let options = options();
    reckoner::pricing::import::import(&book, files, vec![reading], options).unwrap()
}

#[test]
fn a_product_without_a_code_is_in_the_region_of_its_location() {
    // GovCloud's usage types begin like none of the catalogue's, Seoul's like its code.
    let found = import_into(BOOK, &[KMS_2016], false);
    let expected = [
        "us-east-1 kms.keys from 2015-12-01: 1 (had no price)",
        "us-east-1 kms.requests.symmetric from 2015-12-01: 0.000003 (had no price)",
        "eu-west-1 kms.keys from 2015-12-01: 1 (had no price)",
        "eu-west-1 kms.requests.symmetric from 2015-12-01: 0.000003 (had no price)",
    ];
    assert_eq!(
        changes(&found),
        expected.map(|it| format!("dated back: {it}"))
    );
    assert_eq!(texts(&found.unmatched), [""; 0]);
    assert_eq!(found.elsewhere.get("AWS GovCloud (US)"), Some(&2));
    assert_eq!(found.elsewhere.get("Asia Pacific (Seoul)"), Some(&2));
    assert_eq!(found.elsewhere.values().sum::<u64>(), 18);

    // One prefix is the beginning of no other region's, and N. Virginia has none here.
    let found = import_into(BOOK, &[DYNAMODB_2016], false);
    let storage: Vec<String> = changes(&found);
    let storage = storage.iter().filter(|it| it.contains("storage.standard"));
    let regions: Vec<_> = storage.map(|it| it.split(' ').nth(2).unwrap()).collect();
    assert_eq!(regions, ["us-east-1", "eu-west-1"]);
    assert_eq!(texts(&found.faults), [""; 0]);
}

#[test]
fn only_the_regions_asked_for_are_imported() {
    let files = bare();
    let found = import(&files, KMS_2016, &["sa-east-1"]);
    assert_eq!(
        changes(&found),
        [
            "dated back: sa-east-1 kms.keys from 2015-12-01: 1 (had no price)",
            "dated back: sa-east-1 kms.requests.symmetric from 2015-12-01: 0.000003 (had no price)",
        ]
    );
    assert_eq!(texts(&found.unmatched), [""; 0]);
    assert_eq!(found.products, 23);
}

#[test]
fn products_of_an_unknown_offer_are_named_and_the_rest_is_imported() {
    let stranger = r#"{"product": {"sku": "SKU", "attributes": {"servicecode": "AmazonTextract",
        "regionCode": "ap-south-1", "usagetype": "APS3-SyncTextract"}}, "serviceCode":
        "AmazonTextract", "terms": {"OnDemand": {}}, "version": "20260901000000",
        "publicationDate": "2026-09-01T00:00:00Z"},"#;
    let mixed = LAMBDA_MUMBAI.replacen('[', &format!("[{stranger}{stranger}"), 1);
    let files = bare();
    let (alone, found) = (
        import(&files, LAMBDA_MUMBAI, &["ap-south-1"]),
        import(&files, &mixed, &["ap-south-1"]),
    );
    assert!(!alone.changes.is_empty());
    assert_eq!(found.changes, alone.changes);
    assert_eq!(found.products, alone.products);
    let strangers: Vec<_> = found.strangers.into_iter().collect();
    assert_eq!(strangers, [("AmazonTextract".to_owned(), 2)]);
    assert!(alone.strangers.is_empty());
}

#[test]
fn a_price_may_be_in_another_offer_than_its_service() {
    let dax = r#"{ id = "dynamodb.dax.r5.large", description = "DAX", unit = "node-hour", block = "1",
        offer = "AmazonDAX", usage_types = ["NodeUsage:dax.r5.large"] },"#;
    let mut files = BOOK.to_vec();
    let storage = "  { id = \"dynamodb.storage.standard\"";
    let catalog = files.first().unwrap().text;
    let catalog = catalog.replacen(storage, &format!("{dax}\n{storage}"), 1);
    let catalog = catalog.replacen("units = [", "units = [\"node-hour\", ", 1);
    files.first_mut().unwrap().text = &catalog;
    let list = r#"{"offerCode": "AmazonDAX", "version": "20260901000000", "publicationDate":
        "2026-09-01T00:00:00Z", "products": {"SKU": {"sku": "SKU", "attributes": {"regionCode":
        "eu-west-1", "usagetype": "EU-NodeUsage:dax.r5.large"}}}, "terms": {"OnDemand": {"SKU":
        {"SKU.T": {"sku": "SKU", "effectiveDate": "2026-09-01T00:00:00Z", "priceDimensions":
        {"R": {"unit": "Hrs", "beginRange": "0", "endRange": "Inf", "pricePerUnit": {"USD":
        "0.2840000000"}}}}}}}}"#;
    let found = import_into(&files, &[list], false);
    assert_eq!(
        changes(&found),
        ["dated back: eu-west-1 dynamodb.dax.r5.large from 2026-09-01: 0.284 (had no price)"]
    );
    assert!(
        found
            .files
            .iter()
            .any(|(path, _)| path == "eu-west-1/dynamodb.toml")
    );
    // The same usage type in the service's own offer is a stranger.
    let other = list.replace("AmazonDAX", "AmazonDynamoDB");
    assert_eq!(import_into(&files, &[&other], false).unmatched.len(), 1);
}

#[test]
fn a_price_out_of_proportion_needs_to_be_confirmed() {
    // Metrics at 3 and not at 0.30: a slip of the decimal point, in the next month's list.
    let next = CLOUDWATCH_OREGON
        .replace("20260918142158", "20261018142158")
        .replace("2026-08-01T", "2026-10-01T");
    let slipped = next.replace("\"0.3000000000\"", "\"3.3000000000\"");
    assert_ne!(next, slipped);
    let files = bare();
    let found = import(&files, CLOUDWATCH_OREGON, &["us-west-2"]);
    assert_eq!(texts(&found.faults), [""; 0]);
    let files = after(&found, &files);
    let found = import(&files, &slipped, &["us-west-2"]);
    let fault = "us-west-2 cloudwatch.metrics: the list says 3.3 from 0, 0.1 from 10000, 0.05 from \
                 250000, 0.02 from 1000000 from 2026-10-01 (AmazonCloudWatch 20261018142158), more \
                 than ten times the book's 0.3 from 0, ";
    let faults = texts(&found.faults);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].starts_with(fault), "{faults:?}");
    assert!(faults[0].ends_with("; --correct takes it"), "{faults:?}");
    assert!(found.changes.is_empty());
    assert_eq!(import_into(&files, &[&slipped], true).changes.len(), 1);
}

#[test]
fn a_new_region_is_held_against_the_others() {
    let files = bare();
    let found = import(&files, KMS_2016, &["us-east-1", "eu-west-1"]);
    let files = after(&found, &files);
    let cheap = KMS_2016.replace("\"1.0000000000\"", "\"0.0900000000\"");
    let found = import(&files, &cheap, &["us-west-2"]);
    let faults = texts(&found.faults);
    assert_eq!(
        faults,
        [
            "us-west-2 kms.keys: the list says 0.09 from 2015-12-01 (awskms 20160107021522), less than \
          a tenth of the 1 in eu-west-1; --correct takes it"
        ]
    );
    // Ten times is still in proportion.
    let tenth = KMS_2016.replace("\"1.0000000000\"", "\"0.1000000000\"");
    assert_eq!(
        texts(&import(&files, &tenth, &["us-west-2"]).faults),
        [""; 0]
    );
}

#[test]
fn somebody_may_confirm_a_price_out_of_proportion() {
    let files = bare();
    let found = import(&files, KMS_2016, &["us-east-1"]);
    let files = after(&found, &files);
    let cheap = KMS_2016.replace("\"1.0000000000\"", "\"0.0900000000\"");
    let book = book_of(&files);
    let selector = Selector::new(book.catalog());
    let reading = read(&selector, "list.json", cheap.as_bytes()).unwrap();
    let mut asked = Vec::new();
    let mut confirm = |doubtful: &reckoner::pricing::import::Remark| {
        asked.push(doubtful.region.clone());
        doubtful.region == "eu-west-1"
    };
    let options = options();
    let mut plan = reckoner::pricing::import::Plan::new(&book, &files, options, &mut confirm);
    plan.take(vec![reading]);
    let found = plan.finish().unwrap();
    let day: Date = "2015-12-01".parse().unwrap();
    let taken = found.changes.iter().filter(|it| it.id == "kms.keys");
    let taken: Vec<_> = taken.map(|it| (it.region.as_str(), it.from)).collect();
    // What is confirmed for one region puts the regions behind it in proportion.
    assert_eq!(taken.first(), Some(&("eu-west-1", day)));
    assert_eq!(asked, ["us-west-1", "us-west-2", "sa-east-1", "eu-west-1"]);
}

#[test]
fn a_region_without_known_prefixes_takes_them_from_the_list() {
    // Oregon's list as that of Calgary, of which the catalogue has no prefix.
    let files = bare();
    let calgary = |list: &str| {
        list.replace("us-west-2", "ca-west-1")
            .replace("USW2-", "CAW1-")
    };
    let book = book_of(&files);
    let region = book.catalog().region("ca-west-1").unwrap();
    assert_eq!(region.usage_prefix, [""; 0]);
    let found = import(&files, &calgary(CLOUDWATCH_OREGON), &["ca-west-1"]);
    let oregon = import(&files, CLOUDWATCH_OREGON, &["us-west-2"]);
    let ids = |found: &Import| -> Vec<String> {
        let changes = found.changes.iter();
        changes.map(|change| change.id.clone()).collect()
    };
    assert!(oregon.changes.len() > 2);
    assert_eq!(ids(&found), ids(&oregon));
    // KMS puts the region's code before its usage types.
    let kms = KMS_2016
        .replace("us-west-2-", "ca-west-1-")
        .replace("US West (Oregon)", "Canada West (Calgary)");
    assert_eq!(ids(&import(&files, &kms, &["ca-west-1"])).len(), 2);
}

#[test]
fn a_whole_list_makes_the_book_as_young_as_it_is() {
    let list = KMS_2016.replace("20160107021522", "29990107021522");
    let list = list.replace("2016-01-07T", "2999-01-07T");
    let files = bare();
    let book = book_of(&files);
    for (whole, day) in [
        (true, Date::known(2999, 1, 7)),
        (false, book.catalog().published),
    ] {
        let reading = read(&Selector::new(book.catalog()), "list", list.as_bytes()).unwrap();
        let options = Options { whole, ..options() };
        let found =
            reckoner::pricing::import::import(&book, &files, vec![reading], options).unwrap();
        let files = after(&found, &files);
        assert_eq!(book_of(&files).catalog().published, day);
    }
}

#[test]
fn of_editions_that_are_read_in_turn_only_those_cited_are_named() {
    let edition = |number: &str, day: &str| {
        let other = KMS_2016.replace("20160107021522", number);
        other.replace("2016-01-07T", &format!("{day}T"))
    };
    let files = bare();
    let book = book_of(&files);
    let selector = Selector::new(book.catalog());
    let mut nobody = |_: &reckoner::pricing::import::Remark| false;
    let mut plan = reckoner::pricing::import::Plan::new(&book, &files, options(), &mut nobody);
    for (number, day) in [
        ("20160107021522", "2016-01-07"),
        ("20160207021522", "2016-02-07"),
        ("20160307021522", "2016-03-07"),
    ] {
        let list = edition(number, day);
        plan.take(vec![read(&selector, "list", list.as_bytes()).unwrap()]);
    }
    let found = plan.finish().unwrap();
    let files = after(&found, &files);
    let book = book_of(&files);
    let [keys] = book.versions("eu-west-1", "kms.keys") else {
        panic!("one version")
    };
    assert_eq!(keys.seen, Date::known(2016, 3, 7));
    let named = |number: &str| book.source(&format!("offer.awskms.{number}")).is_some();
    assert!(named("20160107021522") && named("20160307021522"));
    assert!(
        !named("20160207021522"),
        "the first and the last say it all"
    );
}
