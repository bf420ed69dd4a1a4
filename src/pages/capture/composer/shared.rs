//! From a note to an issue or a promise: one tap in the note that is open.

use floorbook_port::ObservationView;
use leptos::prelude::*;

use super::{Note, Place};
use crate::{
    components::Button,
    pages::{
        issues::{Origin, QuickIssue},
        promises::{PromiseOrigin, QuickPromise},
    },
    t,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Making {
    Issue,
    Promise,
}

/// What can be made of a note that is there. A private remark stays with its author: nothing is made of it.
#[component]
pub(super) fn MakeOfIt(note: Note, place: Place) -> impl IntoView {
    let making = RwSignal::new(None::<Making>);
    let partner = move || {
        let of = |view: &floorbook_port::VisitView| view.found.record.partner;
        untrack(|| place.view().with(of)).flatten()
    };
    let visit =
        move || note.stored.signal().with_untracked(|view: &Option<ObservationView>| view.as_ref()?.found.record.visit);
    let sheet = move || {
        let on_close = move || making.set(None);
        Some(match making.get()? {
            Making::Issue => {
                let origin = Origin { partner: partner(), visit: visit(), observation: Some(note.id) };
                view! { <QuickIssue origin on_close /> }.into_any()
            }
            Making::Promise => {
                let origin =
                    PromiseOrigin { partner: partner(), visit: visit(), observation: Some(note.id), issue: None };
                view! { <QuickPromise origin on_close /> }.into_any()
            }
        })
    };
    (note.was_there && !note.only_me.get_untracked()).then(|| {
        view! {
            <div class="flex flex-wrap gap-2">
                <Button label=t!("make-issue") icon=icondata_lu::LuTriangleAlert on_press=move |_| making.set(Some(Making::Issue)) />
                <Button label=t!("make-promise") icon=icondata_lu::LuHandshake on_press=move |_| making.set(Some(Making::Promise)) />
            </div>
            {move || sheet()}
        }
    })
}
