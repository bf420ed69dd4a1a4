//! The devices of a member.

use floorbook_port::{TeamCommand, TeamDevice};
use leptos::prelude::*;

use super::Team;
use crate::{
    components::{Button, Field, Icon, Look, Sheet, Time},
    pages::told::Question,
    t,
};

/// The devices of one member; this one can be renamed, others removed by who may.
#[component]
pub(super) fn Devices(team: Team, devices: Vec<TeamDevice>, can_remove: bool) -> impl IntoView {
    let rows = devices.into_iter().map(|device| view! { <Row team device can_remove /> });
    view! { <ul class="flex flex-col pl-4 rail:pl-13">{rows.collect_view()}</ul> }
}

#[component]
fn Row(team: Team, device: TeamDevice, can_remove: bool) -> impl IntoView {
    let TeamDevice { id, name, this, removed, last } = device;
    let shown = if name.trim().is_empty() { t!("device-unnamed") } else { name.clone() };
    let removing = Question {
        title: t!("device-remove-question", "name" => shown.as_str()),
        text: t!("device-remove-text"),
        action: t!("device-remove"),
        command: TeamCommand::RemoveDevice(id),
    };
    let said = match (removed, this) {
        (true, _) => Some(t!("member-removed")),
        (false, true) => Some(t!("device-this")),
        (false, false) => None,
    };
    let last = last.filter(|_| said.is_none()).map(|at| {
        view! { {t!("device-last")} " " <Time at=Signal::stored(at) with_home=false /> }
    });
    view! {
        <li class="flex flex-wrap items-center gap-2">
            <span class="text-muted"><Icon shape=icondata_lu::LuSmartphone class="size-4" /></span>
            <p class="min-w-48 flex-1">
                <span class="wrap-anywhere">{shown}</span>
                " "
                <span class="text-sm text-muted">{said} {last}</span>
            </p>
            {this.then(|| view! {
                <Button label=t!("device-rename") look=Look::Plain on_press=move |_| team.renaming.set(Some(name.clone())) />
            })}
            {(can_remove && !this && !removed).then(|| view! {
                <Button label=t!("device-remove") look=Look::Plain on_press=move |_| team.asked.set(Some(removing.clone())) />
            })}
        </li>
    }
}

/// The sheet in which this device is renamed. It stands apart from the list, which is drawn anew when
/// something arrives.
#[component]
pub(super) fn Rename(team: Team) -> impl IntoView {
    let renaming = team.renaming;
    let typed = Signal::derive(move || renaming.get().unwrap_or_default());
    let rename = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked().trim().to_owned();
        renaming.set(None);
        if !name.is_empty() {
            team.tell.run(TeamCommand::NameDevice(name));
        }
    };
    view! {
        <Sheet
            title=t!("device-rename")
            open=Signal::derive(move || renaming.with(Option::is_some))
            on_close=move || renaming.set(None)
        >
            <form class="flex flex-col gap-4 pb-2" novalidate on:submit=rename>
                <Field
                    label=t!("device-name")
                    value=typed
                    hint=t!("device-name-hint")
                    on_input=move |name| renaming.set(Some(name))
                />
                <div>
                    <button type="submit" class=Look::Primary.class()>{t!("done")}</button>
                </div>
            </form>
        </Sheet>
    }
}
