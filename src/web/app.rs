//! The application: its routes and the frame around each page.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::SsrMode;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::web::pages::{Api, Calculator, NoRoute, NotFound, Prices};

/// The links of the header, in order: where to, and what it says. Only pages that exist.
const NAVIGATION: &[(&str, &str)] = &[("/", "Calculator"), ("/prices", "Prices"), ("/api", "API")];

/// Header, page, footer. Runs on the server only: once a request, and once at start-up to list the
/// routes.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let page = || {
        if use_context::<NoRoute>().is_some() {
            return view! { <NotFound /> }.into_any();
        }
        // Async: the page is complete before its first byte is sent, so it reads right with
        // JavaScript off and its status and headers can still be set.
        view! {
            <Routes fallback=NotFound>
                <Route path=path!("/") view=Calculator ssr=SsrMode::Async />
                <Route path=path!("/prices") view=Prices ssr=SsrMode::Async />
                <Route path=path!("/api") view=Api ssr=SsrMode::Async />
            </Routes>
        }
        .into_any()
    };
    view! {
        <Title formatter=page_title />
        <Router>
            <a class="skip" href="#main">
                "Skip to the content"
            </a>
            <Header />
            <main id="main" tabindex="-1">
                {page()}
            </main>
            <Footer />
        </Router>
    }
}

/// The document's title, from the page's own: every page sets one.
fn page_title(page: String) -> String {
    format!("{page} · Reckoner")
}

#[component]
fn Header() -> impl IntoView {
    let path = leptos_router::hooks::use_location().pathname;
    let links = NAVIGATION
        .iter()
        .map(|&(href, text)| {
            let current = (path.get_untracked() == href).then_some("page");
            view! {
                <li>
                    <a href=href aria-current=current>
                        {text}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <header class="masthead">
            <a class="name" href="/">
                "Reckoner"
            </a>
            <nav aria-label="Pages">
                <ul>{links}</ul>
            </nav>
        </header>
    }
}

#[component]
fn Footer() -> impl IntoView {
    view! {
        <footer class="colophon">
            <p>"List prices, as published by AWS; not a quote. Not affiliated with Amazon Web Services."</p>
        </footer>
    }
}
