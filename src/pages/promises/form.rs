//! The form of a promise. Its day is not in it: a promise is moved, so that the day before stays known.

use floorbook_domain::{Commitment, CommitmentId, Party, Problem};
use floorbook_port::{CommitmentView, Query};
use leptos::prelude::*;

use super::quick::Between;
use crate::{
    draft::use_form,
    engine::{Live, live},
    lens,
    pages::{
        NotFound,
        answered::Answered,
        form::{Choice, FormPage, Prose, problem},
        issues::WithWhom,
        paths,
    },
    reactive::drawn,
    t,
};

/// The promise in the page's address.
#[component]
pub fn EditPromise() -> impl IntoView {
    let id = paths::id_in_path::<CommitmentId>();
    drawn(move || match id.get() {
        Some(id) => {
            let promise: Live<CommitmentView> = live(move || Query::Commitment(id));
            view! {
                <Answered live=promise>
                    <EditOne id promise />
                </Answered>
            }
            .into_any()
        }
        None => view! { <NotFound /> }.into_any(),
    })
}

#[component]
fn EditOne(id: CommitmentId, promise: Live<CommitmentView>) -> impl IntoView {
    let (seen, stored) =
        untrack(|| promise.with(|view| (view.found.seen, view.found.record.clone()))).unwrap_or_default();
    let form = use_form::<Commitment>(id, seen, stored);
    form.follow(move || promise.with(|view| (view.found.seen, view.found.record.clone())));
    let wrong = problem(form, &[Problem::WordsMissing]);
    view! {
        <FormPage form title=t!("edit-promise") document=t!("promise") back=paths::promise(id) done=paths::promise(id)>
            <Prose form field=lens!(Commitment, text) label=t!("promise-text") />
            <p class="text-sm text-error empty:hidden">{move || wrong.get()}</p>
            <Choice form field=lens!(Commitment, party) legend=t!("promised-by") all=Party::ALL />
            <WithWhom form field=lens!(Commitment, partner) is_known=false />
            <Between form />
            <p class="text-sm text-muted">{t!("day-is-moved")}</p>
        </FormPage>
    }
}
