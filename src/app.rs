//! Providers and routes, and nothing else.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    frame::{Gate, notices::Notices, start_view, title},
    host::clock,
    pages::{NotFound, Today},
};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    clock::provide_minute();
    title::provide_title();
    start_view::provide_start();
    provide_context(Notices::new());
    view! {
        <Router>
            <Gate>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=Today />
                </Routes>
            </Gate>
        </Router>
    }
}
