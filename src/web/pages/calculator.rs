//! `/`: the calculator.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::web::components::Liveness;

/// The calculator's page.
#[component]
pub fn Calculator() -> impl IntoView {
    view! {
        <Title text="What a serverless API costs" />
        <h1>"What a serverless API costs"</h1>
        <p>"Exact, dated, and traceable to the price that each cent comes from."</p>
        <Liveness />
    }
}
