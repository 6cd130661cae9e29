//! Price books that are not the built-in one, as the pages show them.

use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use reckoner::book::LivePrices;
use reckoner::scenario::presets::PRESETS;

use crate::support::{Folder, app_with, get, without_regions};

fn prices_of(folder: &Path) -> Arc<LivePrices> {
    Arc::new(LivePrices::from_folder(folder).expect("a sound price book"))
}

/// The addresses that the page offers to start from.
fn examples(html: &str) -> Vec<String> {
    let start = html.find("aria-label=\"Examples\"").expect("the examples");
    let list = &html[start..start + html[start..].find("</nav>").expect("their end")];
    let links = list.split("<a href=\"").skip(1);
    links
        .map(|link| link.split('"').next().unwrap_or("").replace("&amp;", "&"))
        .collect()
}

#[tokio::test]
async fn a_book_without_the_default_region_starts_in_its_first() {
    let folder = Folder::new("books-elsewhere");
    without_regions(&folder, |code| code.starts_with("us-"));
    let app = app_with(prices_of(&folder));
    let page = get(&app, "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("a month"), "{}", page.text());
    let examples = examples(page.text());
    assert_eq!(examples.len(), PRESETS.len());
    for address in examples {
        assert!(address.contains("region=ca-central-1"), "{address}");
        assert_eq!(
            get(&app, &address).await.status,
            StatusCode::OK,
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_book_without_a_region_is_told_instead_of_an_empty_page() {
    let folder = Folder::new("books-nowhere");
    without_regions(&folder, |_| true);
    let app = app_with(prices_of(&folder));
    for address in ["/", "/?traffic.requests_per_month=1"] {
        let page = get(&app, address).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{address}");
        assert!(
            page.text()
                .contains("The price book of this server has no region"),
            "{address}: {}",
            page.text()
        );
    }
}

#[tokio::test]
async fn a_reloaded_book_brings_its_own_examples() {
    let folder = Folder::new("books-reloaded");
    let prices = prices_of(&folder);
    let app = app_with(Arc::clone(&prices));
    let published = prices.current().catalog().published.to_string();
    let before = examples(get(&app, "/").await.text());
    assert_eq!(before, examples(get(&app, "/").await.text()));
    assert!(before.iter().all(|link| link.contains(&published)));

    let catalog = folder.join("catalog.toml");
    let text = std::fs::read_to_string(&catalog).expect("a text");
    let text = text.replacen(&published, "2999-01-02", 1);
    std::fs::write(&catalog, text).expect("a file");
    prices.reload().expect("a sound price book");
    let after = examples(get(&app, "/").await.text());
    assert_eq!(after.len(), before.len());
    for link in after {
        assert!(link.contains("prices=2999-01-02"), "{link}");
    }
}
