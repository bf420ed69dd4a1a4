//! Work that was put aside: whose, how much, why; and what can be done with it.

use floorbook_port::{AsideWork, SyncView, TeamCommand};
use leptos::prelude::*;

use crate::{
    components::{Button, For, Icon, Show},
    engine::Live,
    pages::{
        answered::part,
        section::Section,
        told::{Asked, Asking, Question, Tell},
    },
    t,
    text::Label,
};

/// What was put aside, by device.
#[component]
pub(super) fn Aside(sync: Live<SyncView>, tell: Tell) -> impl IntoView {
    let aside = part(sync, |view| view.aside.clone());
    let asked: Asked = RwSignal::new(None);
    let row = move |work: AsideWork| {
        let whose = match (work.this, work.member.trim()) {
            (true, _) => t!("aside-mine"),
            (false, "") => t!("aside-unknown"),
            (false, member) => t!("aside-of", "name" => member),
        };
        let question = Question {
            title: t!("aside-accept-question"),
            text: t!("aside-accept-text", "count" => work.changes, "whose" => whose.as_str()),
            action: t!("aside-accept"),
            command: TeamCommand::Adopt(work.device),
        };
        view! {
            <li class="flex flex-wrap items-center gap-3 py-2">
                <span class="text-warning"><Icon shape=icondata_lu::LuPackage /></span>
                <div class="min-w-48 flex-1">
                    <p class="font-medium wrap-anywhere">{whose} " · " {t!("aside-changes", "count" => work.changes)}</p>
                    <p class="text-sm text-muted">{work.reason.label()}</p>
                </div>
                {work.can_adopt.then(|| view! {
                    <Button label=t!("aside-accept") on_press=move |_| asked.set(Some(question.clone())) />
                })}
            </li>
        }
    };
    view! {
        <Show when=move || aside.with(|all| !all.is_empty())>
            <Section title=t!("aside")>
                <p class="text-muted">{t!("aside-text")}</p>
                <ul class="divide-y divide-base-300">
                    <For each=move || aside.get() key=|work| format!("{work:?}") children=row />
                </ul>
            </Section>
        </Show>
        <Asking asked tell />
    }
}
