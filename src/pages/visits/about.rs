//! What a visit is about: its fields, always open to correction; and its end, if it must be.

use floorbook_domain::{Visit, VisitId, VisitState};
use floorbook_port::{Command, VisitView};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use super::{
    fields::VisitFields,
    steps::{Step, Steps},
};
use crate::{
    components::{Button, Look, SavedState, Show},
    draft::{Form, use_form},
    engine::{self, Live},
    frame::{notices::use_notices, writers::Fields},
    pages::history::HistoryLink,
    reactive::{effect, memo},
    t,
};

/// The fields of a visit, kept with each keystroke.
#[component]
pub(super) fn About(
    /// The visit as it was when this was opened.
    opened: VisitView,
    /// The visit as it is now.
    view: Live<VisitView>,
    /// For cancelling it.
    steps: Steps,
) -> impl IntoView {
    let id = opened.found.id;
    let form = use_form(id, opened.found.seen, opened.found.record);
    effect(move || {
        if let Some((seen, record)) = view.with(|view| (view.found.seen, view.found.record.clone())) {
            form.take(seen, record);
        }
    });
    view! {
        <div class="flex justify-end">
            <SavedState state=form.state() />
        </div>
        <Fields class="flex flex-col gap-4">
            <VisitFields form />
            <Ends id form view steps />
        </Fields>
    }
}

/// Cancelling and deleting, both of which can be taken back.
#[component]
fn Ends(id: VisitId, form: Form<Visit>, view: Live<VisitView>, steps: Steps) -> impl IntoView {
    let notices = use_notices();
    let navigate = StoredValue::new_local(use_navigate());
    let state = memo(move || view.with(|view| view.summary.state));
    let cancel = move |_| {
        if let Some(summary) = view.with(|view| view.summary.clone()) {
            steps.take(Step::Cancel, &summary);
        }
    };
    let delete = move |_| {
        let command = engine::command_id();
        spawn_local(async move {
            // What was typed last is part of what can be restored.
            let kept = form.finish().await;
            let done = match kept {
                Ok(()) => engine::call_as(command, Command::Delete(vec![id.into()]), Vec::new()).await,
                Err(failure) => Err(failure),
            };
            if notices.done_or_trouble(command, t!("visit-deleted"), done) {
                navigate.try_with_value(|go| go("/visits", Default::default()));
            }
        });
    };
    view! {
        <div class="mt-6 flex flex-wrap gap-2 border-t border-base-300 py-4">
            <Show when=move || state.get() == Some(VisitState::Planned)>
                <Button label=t!("cancel-visit") icon=icondata_lu::LuBan on_press=cancel />
            </Show>
            <HistoryLink record=id />
            <Button label=t!("delete-visit") look=Look::Danger icon=icondata_lu::LuTrash2 on_press=delete />
        </div>
    }
}
