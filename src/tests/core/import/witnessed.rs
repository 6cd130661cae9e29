//! An edition of the list is a source: it confirms, dates back, and leaves years in between.

use reckoner::pricing::{Date, SourceFile, Version};

use super::{
    API_GATEWAY, BOOK, DYNAMODB, LAMBDA, added_lines, after, book_of, changes, import_into,
    imported, text_of, texts,
};

/// The list as it was published and in force on an earlier day.
fn edition(list: &str, stamp: &str, published: &str, effective: &str) -> String {
    list.replace("20261205101500", stamp)
        .replace("2026-12-05T", &format!("{published}T"))
        .replace("2026-12-01T", &format!("{effective}T"))
}

fn version(files: &[SourceFile<'_>], id: &str, place: usize) -> Version {
    book_of(files).versions("us-east-1", id)[place].clone()
}

fn keys(version: &Version) -> Vec<&str> {
    version
        .sources()
        .map(|source| source.key.as_deref().unwrap_or(&source.title))
        .collect()
}

#[test]
fn the_same_figures_in_a_newer_edition_are_witnessed_for_longer() {
    let found = imported(&[LAMBDA]);
    assert_eq!(found.unchanged, 3);
    // Both architectures' products of requests state one price.
    assert_eq!(found.confirmed, 2);
    let new = after(&found, BOOK);
    let old = version(BOOK, "lambda.duration.x86_64", 0);
    assert_eq!(old.seen, Date::known(2024, 7, 1));
    let confirmed = version(&new, "lambda.duration.x86_64", 0);
    assert_eq!(
        (confirmed.from, confirmed.seen),
        (old.from, Date::known(2026, 12, 5))
    );
    assert_eq!(confirmed.tiers, old.tiers);
    assert_eq!(
        keys(&confirmed),
        ["offer.awslambda.20261205101500.us-east-1", "An old witness"]
    );
    let source = book_of(&new);
    let source = source.source("offer.awslambda.20261205101500.us-east-1");
    let source = source.unwrap();
    // The list's own day, and the day on which it was read.
    assert_eq!(source.published, Some(Date::known(2026, 12, 5)));
    assert_eq!(source.retrieved, Date::known(2026, 12, 24));
}

#[test]
fn of_the_editions_of_one_list_the_first_and_the_last_are_kept() {
    let of = |stamp, published, effective| edition(LAMBDA, stamp, published, effective);
    let first = of("20260105101500", "2026-01-05", "2026-12-01");
    let second = of("20260605101500", "2026-06-05", "2026-12-01");
    for lists in [
        [&*first, &*second, LAMBDA],
        [LAMBDA, &*second, &*first],
        [&*second, LAMBDA, &*first],
    ] {
        let mut files: Vec<(String, String)> = BOOK
            .iter()
            .map(|file| (file.path.to_owned(), file.text.to_owned()))
            .collect();
        for list in lists {
            let sources: Vec<SourceFile<'_>> = files
                .iter()
                .map(|(path, text)| SourceFile { path, text })
                .collect();
            let found = import_into(&sources, &[list], false);
            assert_eq!(texts(&found.faults), [""; 0]);
            let new = after(&found, &sources);
            files = new
                .iter()
                .map(|file| (file.path.to_owned(), file.text.to_owned()))
                .collect();
        }
        let sources: Vec<SourceFile<'_>> = files
            .iter()
            .map(|(path, text)| SourceFile { path, text })
            .collect();
        let requests = version(&sources, "lambda.requests", 0);
        let mut keys = keys(&requests);
        keys.sort_unstable();
        assert_eq!(
            keys,
            [
                "An old witness",
                "offer.awslambda.20260105101500.us-east-1",
                "offer.awslambda.20261205101500.us-east-1",
            ]
        );
        assert_eq!(requests.seen, Date::known(2026, 12, 5));
        let text = text_of(&sources, "sources.toml");
        let keys = text.lines().filter(|line| line.starts_with("key = "));
        assert!(keys.is_sorted(), "{text}");
    }
}

#[test]
fn the_same_figures_from_an_earlier_day_date_the_version_back() {
    let early = edition(LAMBDA, "20230105101500", "2023-01-05", "2022-12-01");
    let found = imported(&[&early]);
    let dated = found.changes.iter().map(ToString::to_string);
    let dated: Vec<_> = dated.filter(|it| it.contains("x86_64")).collect();
    assert_eq!(
        dated,
        [
            "us-east-1 lambda.duration.x86_64 from 2022-12-01: 0.0000166667 from 0, 0.000015 from \
             6000000000, 0.0000133334 from 15000000000 (had no price)"
        ],
        "{:?}",
        changes(&found)
    );
    let new = after(&found, BOOK);
    let book = book_of(&new);
    let [only] = book.versions("us-east-1", "lambda.duration.x86_64") else {
        panic!("one version, and not a second with the same figures")
    };
    assert_eq!(only.from, Date::known(2022, 12, 1));
    assert_eq!(keys(only)[0], "offer.awslambda.20230105101500.us-east-1");
    // Days and sources are written anew, comments and layout stay.
    let text = text_of(&new, "us-east-1/lambda.toml");
    assert!(text.contains("price = \"0.0000166667\" },   # aligned by hand\n"));
}

#[test]
fn an_old_list_leaves_years_in_which_its_price_is_assumed() {
    let old = edition(API_GATEWAY, "", "2016-01-07", "2015-07-09")
        .replace("20261205101700", "20160107101700")
        .replace("2024-01-01T", "2015-07-09T")
        .replace("0.0000010000", "0.0000020000");
    let found = imported(&[&old]);
    let told = texts(&found.assumed);
    assert!(
        told.contains(
            &"us-east-1 api-gateway.http.requests: assumed from 2016-01-08 to 2023-12-31, as no \
              source shows it there"
                .to_owned()
        ),
        "{told:#?}"
    );
    assert!(
        told.contains(
            &"eu-west-1 api-gateway.http.requests: assumed since 2016-01-08, as no later source \
              shows it"
                .to_owned()
        ),
        "{told:#?}"
    );
    // A list of this year leaves no years.
    assert_eq!(texts(&imported(&[LAMBDA, DYNAMODB]).assumed), [""; 0]);
}

#[test]
fn what_is_confirmed_changes_its_sources_alone() {
    let found = imported(&[LAMBDA]);
    let new = after(&found, BOOK);
    let (old, new) = (
        text_of(BOOK, "us-east-1/lambda.toml"),
        text_of(&new, "us-east-1/lambda.toml"),
    );
    let kept = |text: &str| {
        let lines = text.lines().filter(|line| {
            let sources = ["reference = ", "also = ", "  { title", "]", "confidence"];
            !sources.iter().any(|begin| line.starts_with(begin))
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let added = added_lines(&kept(old), &kept(new));
    assert_eq!(added[0], "");
    assert_eq!(added[1], "[[price.version]]");
    assert_eq!(
        added.iter().filter(|line| line.starts_with("[[")).count(),
        1
    );
}
