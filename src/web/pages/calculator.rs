//! `/`: the calculator.

use leptos::prelude::*;

use crate::web::components::Liveness;

/// The calculator's page.
#[component]
pub fn Calculator() -> impl IntoView {
    view! {
        <h1>"What a serverless API costs"</h1>
        <p>"Exact, dated, and traceable to the price that each cent comes from."</p>
        <Liveness />
    }
}
