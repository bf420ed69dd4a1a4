//! Providers and routes, and nothing else.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    frame::{Gate, notices::Notices, shortcuts::Overview, start_view, title},
    host::clock,
    pages::{
        NoVisitChosen, NotFound, NotePage, Photos, PlanVisit, Settings, Today, Trash, Unsorted, VisitPage, Visits,
    },
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
                    <ParentRoute path=path!("/visits") view=Visits>
                        <Route path=path!("") view=NoVisitChosen />
                        <Route path=path!("new") view=PlanVisit />
                        <Route path=path!(":id") view=VisitPage />
                    </ParentRoute>
                    <Route path=path!("/visits/:id/photos") view=Photos />
                    <Route path=path!("/notes/:id") view=NotePage />
                    <Route path=path!("/unsorted") view=Unsorted />
                    <Route path=path!("/settings") view=Settings />
                    <Route path=path!("/trash") view=Trash />
                </Routes>
            </Gate>
        </Router>
    }
}
