//! Providers and routes, and nothing else.

use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

use crate::{
    frame::{Gate, notices::Notices, shortcuts::Overview, start_view, title},
    host::clock,
    pages::{NotFound, Settings, Today, Trash},
};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    clock::provide_minute();
    title::provide_title();
    start_view::provide_start();
    provide_context(Notices::new());
    provide_context(Overview(RwSignal::new(false)));
    view! {
        <Router>
            <Gate>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=Today />
                    <Route path=path!("/settings") view=Settings />
                    <Route path=path!("/trash") view=Trash />
                </Routes>
            </Gate>
        </Router>
    }
}
