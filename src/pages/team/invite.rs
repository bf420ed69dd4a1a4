//! **Invite**: what the others may do, for how long, and how many.

use floorbook_port::{Role, TeamCommand};
use leptos::prelude::*;

use super::Team;
use crate::{
    components::{Button, ChipChoice, Field, Look, Sheet},
    t,
    text::Label,
};

/// The button, and the sheet behind it.
#[component]
pub(super) fn Invite(team: Team) -> impl IntoView {
    let open = RwSignal::new(false);
    let role = RwSignal::new(Role::Editor);
    let (days, uses) = (RwSignal::new("7".to_owned()), RwSignal::new("1".to_owned()));
    let number = |text: RwSignal<String>, most: u32| {
        text.with(|text| text.trim().parse::<u32>().ok().filter(|number| (1..=most).contains(number)))
    };
    let problem = move |text: RwSignal<String>, most: u32| {
        Signal::derive(move || match number(text, most) {
            Some(_) => String::new(),
            None => t!("number-between", "most" => most),
        })
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let (Some(days), Some(uses)) = (number(days, 90), number(uses, 100)) {
            open.set(false);
            team.invite(TeamCommand::Invite { role: role.get_untracked(), days, uses });
        }
    };
    let roles = [Role::Editor, Role::Viewer, Role::Owner].map(|role| (role, role.label())).to_vec();
    let roles = StoredValue::new(roles);
    let means = move || match role.get() {
        Role::Viewer => t!("member-viewer-text"),
        Role::Editor => t!("member-editor-text"),
        Role::Owner => t!("member-owner-text"),
    };
    view! {
        <div>
            <Button label=t!("invite") look=Look::Primary icon=icondata_lu::LuUserPlus on_press=move |_| open.set(true) />
        </div>
        <Sheet title=t!("invite") open on_close=move || open.set(false)>
            <form class="flex flex-col gap-4 pb-2" novalidate on:submit=submit>
                <ChipChoice legend=t!("invite-role") choices=roles.get_value() chosen=role on_choose=move |choice| role.set(choice) />
                <p class="text-sm text-muted">{move || means()}</p>
                <div class="grid grid-cols-2 gap-3">
                    <Field
                        label=t!("invite-days")
                        kind="number"
                        value=days
                        problem=problem(days, 90)
                        on_input=move |typed| days.set(typed)
                    />
                    <Field
                        label=t!("invite-uses")
                        kind="number"
                        value=uses
                        problem=problem(uses, 100)
                        on_input=move |typed| uses.set(typed)
                    />
                </div>
                <div>
                    <button type="submit" class=Look::Primary.class()>{t!("invite-make")}</button>
                </div>
            </form>
        </Sheet>
    }
}
