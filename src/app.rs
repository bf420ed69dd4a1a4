//! Providers and routes, and nothing else.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    frame::{Gate, given, notices::Notices, room, shortcuts::Overview, start_view, sync_state, title},
    host::clock,
    pages::{
        DoublesPage, History, JoinPage, NoVisitChosen, NotFound, NotePage, Photos, PlanVisit, Settings, SyncPage,
        TeamPage, Today, Trash, Unsorted, VisitPage, Visits,
        issues::{EditIssue, IssuePage, Issues},
        partners::{ChoosePartner, EditPartner, NewPartner, PartnerPage, PartnersBesideDetail},
        people::{ChoosePerson, EditPerson, NewPerson, PeopleBesideDetail, PersonPage},
        promises::{EditPromise, PromisePage, Promises},
        search::{AttachmentPage, Search, provide_searched},
        sites::{EditSite, NewSite, SitePage},
    },
};

/// The app.
#[component]
pub fn App() -> impl IntoView {
    clock::provide_minute();
    title::provide_title();
    start_view::provide_start();
    sync_state::provide_sync();
    room::provide_room();
    provide_searched();
    provide_context(Notices::new());
    given::provide_given();
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
                    <Route path=path!("/issues") view=Issues />
                    <Route path=path!("/issues/:id") view=IssuePage />
                    <Route path=path!("/issues/:id/edit") view=EditIssue />
                    <Route path=path!("/promises") view=Promises />
                    <Route path=path!("/promises/:id") view=PromisePage />
                    <Route path=path!("/promises/:id/edit") view=EditPromise />
                    <ParentRoute path=path!("") view=PartnersBesideDetail>
                        <Route path=path!("/partners") view=ChoosePartner />
                        <Route path=path!("/partners/new") view=NewPartner />
                        <Route path=path!("/partners/:id") view=PartnerPage />
                        <Route path=path!("/partners/:id/edit") view=EditPartner />
                        <Route path=path!("/sites/new") view=NewSite />
                        <Route path=path!("/sites/:id") view=SitePage />
                        <Route path=path!("/sites/:id/edit") view=EditSite />
                    </ParentRoute>
                    <ParentRoute path=path!("/people") view=PeopleBesideDetail>
                        <Route path=path!("") view=ChoosePerson />
                        <Route path=path!("/new") view=NewPerson />
                        <Route path=path!("/:id") view=PersonPage />
                        <Route path=path!("/:id/edit") view=EditPerson />
                    </ParentRoute>
                    <Route path=path!("/search") view=Search />
                    <Route path=path!("/attachments/:id") view=AttachmentPage />
                    <Route path=path!("/settings") view=Settings />
                    <Route path=path!("/trash") view=Trash />
                    <Route path=path!("/same") view=DoublesPage />
                    <Route path=path!("/history/:kind/:id") view=History />
                    <Route path=path!("/sync") view=SyncPage />
                    <Route path=path!("/team") view=TeamPage />
                    <Route path=path!("/join") view=JoinPage />
                </Routes>
            </Gate>
        </Router>
    }
}
