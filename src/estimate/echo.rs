//! The quantity that follows from each input, which the page shows beside the input.
//!
//! It reveals a number in the wrong unit at once, before the bill does.

use crate::metering::echo::{Echo, Say, month};
use crate::pricing::Date;
use crate::quantity::{Figure, Overflow, SECONDS_PER_HOUR, format};
use crate::services;
use crate::working::Silent;
use crate::workload::shape::Week;
use crate::workload::traffic::{Given, grown, growth};
use crate::workload::{Checked, Workload};

/// The quantities that follow from the inputs of a scenario, by the rules of this day.
///
/// # Errors
/// [`Overflow`] if a quantity is too large.
pub fn echoes(scenario: &Checked, day: Date) -> Result<Vec<Echo>, Overflow> {
    let workload = Workload::derive(scenario)?;
    let mut echoes = Vec::new();
    let mut echo = |path: String, text: String| echoes.push(Echo { path, text });
    traffic(&workload, &mut echo)?;
    for service in services::all::<Silent>() {
        (service.echo)(&workload, day, &mut echo)?;
    }
    Ok(echoes)
}

fn traffic(workload: &Workload<'_>, echo: Say<'_>) -> Result<(), Overflow> {
    let traffic = &workload.scenario.traffic;
    let seconds = workload.hours().checked_mul(SECONDS_PER_HOUR.into())?;
    let requests = workload.requests.figure();
    echo(
        "billing.hours_per_month".into(),
        format!("{} seconds a month", format::grouped(seconds)),
    );
    let week = Week::from_traffic(traffic)?;
    let mean = requests.checked_div(seconds)?;
    let hour = mean.checked_mul(week.peak_over_mean()?)?;
    let peak = hour.checked_mul(traffic.burst)?;
    let second = |figure: Figure| format!("{}/s", format::about(figure, 2));
    let wanted = month(workload.wanted.figure(), "requests");
    match Given::find(traffic) {
        Some((field, Given::Month(_))) => echo(
            format!("traffic.{field}"),
            format!("{} mean, {} peak", second(mean), second(peak)),
        ),
        Some((field, Given::Day(_) | Given::Second(_))) => echo(
            format!("traffic.{field}"),
            format!("{wanted}, {} peak", second(peak)),
        ),
        Some((field, Given::Peak(_))) => echo(
            format!("traffic.{field}"),
            format!("{wanted}, {} mean", second(mean)),
        ),
        None => {}
    }
    echo(
        "traffic.shape".into(),
        format!("{} in the busiest hour", second(hour)),
    );
    echo(
        "traffic.burst".into(),
        format!("{} in the busiest moment", second(peak)),
    );
    echo("traffic.retry_rate".into(), month(requests, "requests"));
    if !traffic.growth_rate.is_zero() {
        let year = growth(traffic.growth_rate, 12)?;
        let year = grown(workload.wanted, year, "requests")?;
        let text = month(year.figure(), "requests");
        echo("traffic.growth_rate".into(), format!("{text} after a year"));
    }
    Ok(())
}
