//! Joining a team by a link, or getting everything back with a recovery key.

mod form;
mod restore;
mod scan;

use floorbook_port::{Query, SyncView};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

pub use self::{form::JoinForm, restore::RestoreForm};
use super::{answered::part, sync::Joining, told::use_tell};
use crate::{
    components::{Button, Look, PageHeader, Show},
    engine::{Live, live},
    frame::{notices::use_notices, start_view::open_notebook},
    reactive::effect,
    t,
};

/// `/join#…`, and what the sync page leads to.
#[component]
pub fn JoinPage() -> impl IntoView {
    let with_key = RwSignal::new(false);
    let sent = RwSignal::new(false);
    let title = Signal::derive(move || if with_key.get() { t!("recovery-have") } else { t!("join-team") });
    let on_sent = Callback::new(move |()| sent.set(true));
    go_when_opened();
    view! {
        <PageHeader title back="/sync" />
        <div class="flex max-w-2xl flex-col gap-6 pb-8">
            <JoinProgress sent />
            <Show when=move || !sent.get()>
                <Show
                    when=move || with_key.get()
                    fallback=move || view! { <JoinForm on_sent /> }
                >
                    <RestoreForm on_sent />
                </Show>
                <div>
                    <Button
                        label=Signal::derive(move || if with_key.get() { t!("join-have-link") } else { t!("recovery-have") })
                        look=Look::Plain
                        on_press=move |_| with_key.update(|with_key| *with_key = !*with_key)
                    />
                </div>
            </Show>
        </div>
    }
}

/// Once the notebook that was joined is open, Today is shown.
fn go_when_opened() {
    let (open, navigate, notices) = (open_notebook(), use_navigate(), use_notices());
    let before = StoredValue::new(None);
    effect(move || {
        let Some(now) = open.with(|open| open.as_ref().map(|notebook| notebook.id)) else { return };
        match before.get_value() {
            None => before.set_value(Some(now)),
            Some(before) if before != now => {
                notices.say(t!("joined"));
                navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
            Some(_) => {}
        }
    });
}

/// What is being joined, and that one may go on meanwhile.
#[component]
pub fn JoinProgress(
    /// Whether something was sent just now.
    #[prop(into)]
    sent: Signal<bool>,
) -> impl IntoView {
    let sync: Live<SyncView> = live(move || {
        sent.track();
        Query::Sync
    });
    let tell = use_tell();
    view! {
        <Show when=move || sent.get()>
            <p role="status">{t!("join-sent")}</p>
        </Show>
        <Joining joining=part(sync, |view| view.joining.clone()) tell />
    }
}
