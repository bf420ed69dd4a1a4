//! **Plan a visit**: a form that keeps itself.

use floorbook_domain::{Visit, VisitId};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use super::fields::VisitFields;
use crate::{
    components::{Button, Look, PageHeader, SavedState},
    draft::use_new_form,
    frame::notices::use_notices,
    ids,
    pages::paths,
    t,
};

/// Plans a visit. What is typed is kept at once; **Done** leads to the visit.
#[component]
pub fn PlanVisit() -> impl IntoView {
    let id: VisitId = ids::new();
    // A partner's or a site's page leads here with what it is about.
    let (partner, site) = (paths::id_in_query("partner"), paths::id_in_query("site"));
    let form = use_new_form(id, Visit { partner, site, ..Visit::default() }, Vec::new());
    let notices = use_notices();
    let navigate = StoredValue::new_local(use_navigate());
    let done = move |_| {
        spawn_local(async move {
            match form.finish().await {
                Ok(()) => {
                    let path = if form.is_record() { format!("/visits/{id}") } else { "/visits".to_owned() };
                    navigate.try_with_value(|go| go(&path, Default::default()));
                }
                Err(failure) => notices.trouble(&failure),
            }
        });
    };
    view! {
        <PageHeader title=t!("visit-plan") back="/visits" />
        <VisitFields form />
        <div class="flex items-center gap-3 py-4">
            <div class="min-w-0 flex-1">
                <SavedState state=form.state() />
            </div>
            <Button label=t!("done") look=Look::Primary on_press=done />
        </div>
    }
}
