//! The recovery key: shown once, to be printed and kept where one keeps papers.

use floorbook_port::{Answer, TeamCommand};
use leptos::{prelude::*, task::spawn_local};

use super::Team;
use crate::{
    components::{Button, Look, Sheet},
    frame::notices::use_notices,
    host::{clipboard, clock, page, zones},
    pages::{
        answered::part,
        told::{Asked, Asking, Question},
    },
    t,
};

/// What it does, **Make a recovery key**, and the key once it is made.
#[component]
pub(super) fn Recovery(team: Team) -> impl IntoView {
    let has_one = part(team.view, |view| view.recovery);
    let hub = part(team.view, |view| view.hub.clone().unwrap_or_default());
    let key = RwSignal::new(None::<String>);
    let take = move |answer| {
        if let Answer::Secret(made) = answer {
            key.set(Some(made));
        }
    };
    let asked: Asked = RwSignal::new(None);
    let make = move |_| {
        if has_one.get_untracked() {
            asked.set(Some(Question {
                title: t!("recovery-replace-question"),
                text: t!("recovery-replace-text"),
                action: t!("recovery-replace"),
                command: TeamCommand::MakeRecoveryKey,
            }));
        } else {
            team.tell.then(TeamCommand::MakeRecoveryKey, take);
        }
    };
    let label = Signal::derive(move || if has_one.get() { t!("recovery-make-new") } else { t!("recovery-make") });
    view! {
        <p>{t!("recovery-text")}</p>
        <p class="text-muted empty:hidden">{move || if has_one.get() { t!("recovery-has-one") } else { String::new() }}</p>
        <div>
            <Button label icon=icondata_lu::LuKeyRound disabled=team.tell.busy() on_press=make />
        </div>
        <Asking asked tell=team.tell on_answer=take />
        <Sheet
            title=t!("recovery-key")
            open=Signal::derive(move || key.with(Option::is_some))
            on_close=move || key.set(None)
        >
            <KeySheet key hub />
        </Sheet>
    }
}

/// The key as a sheet of paper; only this is printed.
#[component]
fn KeySheet(key: RwSignal<Option<String>>, hub: Memo<String>) -> impl IntoView {
    let notices = use_notices();
    let words = key.get_untracked().unwrap_or_default();
    let copied = words.clone();
    let copy = move |_| {
        let words = copied.clone();
        spawn_local(async move {
            notices.say(if clipboard::copy(&words).await { t!("copied") } else { t!("copy-failed") });
        });
    };
    view! {
        <div class="flex flex-col gap-4 pb-2">
            <div data-print-sheet="" class="flex flex-col gap-3">
                <h3 class="font-semibold">{t!("recovery-sheet")}</h3>
                <p class="rounded-field bg-base-200 p-3 font-mono text-lg wrap-anywhere select-all" data-recovery-key="">{words}</p>
                <p>{t!("recovery-sheet-how")}</p>
                <p class="text-sm">
                    {t!("hub-address")} " " <span class="break-all">{move || hub.get()}</span>
                    " · "
                    {zones::calendar(clock::now(), &zones::home())}
                </p>
            </div>
            <p class="text-sm text-warning">{t!("recovery-once")}</p>
            <div class="flex flex-wrap gap-2">
                <Button label=t!("print") icon=icondata_lu::LuPrinter on_press=|_| page::print() />
                <Button label=t!("copy") icon=icondata_lu::LuCopy on_press=copy />
                <Button label=t!("recovery-kept") look=Look::Primary on_press=move |_| key.set(None) />
            </div>
        </div>
    }
}
