//! SIGHUP: the price folder is read again, without a stop.

use std::io;
use std::sync::Arc;

use crate::book::{LivePrices, NotReloaded};

/// From now on, every SIGHUP reloads the prices. Call it before anyone may send a SIGHUP: until then
/// the signal ends the process.
///
/// # Errors
/// The signal cannot be listened for.
#[cfg(unix)]
pub fn on_hangup(prices: Arc<LivePrices>) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangups = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangups.recv().await.is_some() {
            let prices = Arc::clone(&prices);
            let reload = tokio::task::spawn_blocking(move || reload(&prices));
            if let Err(error) = reload.await {
                tracing::error!(%error, "SIGHUP: the price book stays as it was");
            }
        }
    });
    Ok(())
}

/// Windows has no SIGHUP: restart the server to read a changed folder.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn on_hangup(_: Arc<LivePrices>) -> io::Result<()> {
    Ok(())
}

/// Reloads the prices and logs the outcome.
#[cfg(unix)]
fn reload(prices: &LivePrices) {
    match prices.reload() {
        Ok(extent) => tracing::info!(
            published = %extent.published,
            regions = extent.regions,
            versions = extent.versions,
            "SIGHUP: the price book was reloaded"
        ),
        Err(NotReloaded::BuiltIn) => tracing::warn!(
            "SIGHUP: the price book is built in, so there is nothing to reload; \
             set RECKONER_PRICING_DIR to take the book from a folder"
        ),
        Err(NotReloaded::Faulty(book)) => {
            for fault in &book.faults {
                tracing::error!(fault, "SIGHUP: a fault of the price book");
            }
            tracing::error!(
                faults = book.faults.len(),
                "SIGHUP: the price book {} was not reloaded, as it has faults; the previous book stays in force",
                book.place
            );
        }
    }
}
