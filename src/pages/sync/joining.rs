//! Notebooks that are being joined or restored, and what keeps them.

use floorbook_port::{JoiningView, TeamCommand};
use leptos::prelude::*;

use crate::{
    components::{Button, For, Icon, Look, Show},
    pages::{section::Section, told::Tell},
    t,
    text::Label,
};

/// What is being joined, each with what keeps it and a way to give it up.
#[component]
pub fn Joining(
    /// What is being joined.
    #[prop(into)]
    joining: Signal<Vec<JoiningView>>,
    /// The way to tell.
    tell: Tell,
) -> impl IntoView {
    let row = move |one: JoiningView| {
        let id = one.id;
        let title = match one.restores {
            true => t!("restoring-from", "hub" => one.hub.as_str()),
            false => t!("joining-at", "hub" => one.hub.as_str()),
        };
        let (icon, colour) = match one.trouble {
            None => (icondata_lu::LuRefreshCw, "text-primary"),
            Some(_) => (icondata_lu::LuTriangleAlert, "text-warning"),
        };
        let state = one.trouble.map_or_else(|| t!("joining-under-way"), |trouble| trouble.label());
        view! {
            <li class="flex flex-wrap items-center gap-3 py-2">
                <span class=colour><Icon shape=icon /></span>
                <div class="min-w-0 flex-1">
                    <p class="font-medium wrap-anywhere">{title}</p>
                    <p class="text-sm text-muted">{state}</p>
                </div>
                <Button label=t!("join-give-up") look=Look::Plain on_press=move |_| tell.run(TeamCommand::DropJoin(id)) />
            </li>
        }
    };
    view! {
        <Show when=move || joining.with(|all| !all.is_empty())>
            <Section title=t!("joining")>
                <ul class="divide-y divide-base-300" role="status">
                    <For each=move || joining.get() key=|one| format!("{one:?}") children=row />
                </ul>
            </Section>
        </Show>
    }
}
