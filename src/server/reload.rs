//! SIGHUP: the price folder is read again, without a stop.

use std::io;
use std::sync::Arc;

use crate::book::{LivePrices, NotReloaded};

/// From now on, every SIGHUP reloads the prices. Call it before anyone may send one: until then the
/// signal ends the process.
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

/// There is no SIGHUP here: a changed folder takes a new start.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn on_hangup(_: Arc<LivePrices>) -> io::Result<()> {
    Ok(())
}

/// Reloads the prices, and says in the log what became of it.
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
             RECKONER_PRICING_DIR names a folder to take it from"
        ),
        Err(NotReloaded::Faulty(book)) => {
            for fault in &book.faults {
                tracing::error!(fault, "SIGHUP: a fault of the price book");
            }
            tracing::error!(
                faults = book.faults.len(),
                "SIGHUP: the price book {} was not reloaded, as it has faults; the one before it stays in force",
                book.place
            );
        }
    }
}
