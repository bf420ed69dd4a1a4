//! The members with what they may do, oneself first.

use floorbook_port::{Role, TeamCommand, TeamMember};
use leptos::prelude::*;

use super::{Team, devices::Devices};
use crate::{
    components::{Avatar, Button, For, Look, Select},
    pages::{answered::part, told::Question},
    t,
    text::Label,
};

const ROLES: [Role; 3] = [Role::Viewer, Role::Editor, Role::Owner];

/// The members, removed ones last.
#[component]
pub(super) fn Members(team: Team) -> impl IntoView {
    let members = part(team.view, |view| view.members.clone());
    let may = part(team.view, |view| (view.role == Some(Role::Owner), view.members.len() > 1));
    let rows = move || {
        let may = may.get();
        members.get().into_iter().map(|member| (member, may)).collect::<Vec<_>>()
    };
    view! {
        <ul class="flex flex-col divide-y divide-base-300">
            <For
                each=rows
                key=|row| format!("{row:?}")
                children=move |(member, (owner, others))| view! { <Row team member owner others /> }
            />
        </ul>
    }
}

#[component]
fn Row(team: Team, member: TeamMember, owner: bool, others: bool) -> impl IntoView {
    let TeamMember { id, name, role, removed, me, devices } = member;
    let is_unnamed = name.trim().is_empty();
    let name = if name.trim().is_empty() { t!("member-unnamed") } else { name };
    let said = match (removed, me) {
        (true, _) => t!("member-removed"),
        (false, true) => format!("{} · {}", role.label(), t!("member-me")),
        (false, false) => role.label(),
    };
    let can_change = owner && !me && !removed;
    let chosen = RwSignal::new(format!("{role:?}"));
    let choose = move |value: String| {
        if let Some(role) = ROLES.into_iter().find(|role| format!("{role:?}") == value) {
            team.tell.run(TeamCommand::SetRole { member: id, role });
        }
    };
    let roles: Vec<_> = ROLES.iter().map(|role| (format!("{role:?}"), role.label())).collect();
    let removing = Question {
        title: t!("member-remove-question", "name" => name.as_str()),
        text: t!("member-remove-text", "name" => name.as_str()),
        action: t!("member-remove"),
        command: TeamCommand::RemoveMember(id),
    };
    let leaving = Question {
        title: t!("team-leave-question"),
        text: t!("team-leave-text"),
        action: t!("team-leave"),
        command: TeamCommand::RemoveMember(id),
    };
    let (role_label, shown) = (t!("role-of", "name" => name.as_str()), name.clone());
    view! {
        <li class="flex flex-col gap-2 py-3">
            <div class="flex flex-wrap items-center gap-3">
                <Avatar name=Signal::stored(name) />
                <div class="min-w-40 flex-1">
                    <p class="font-medium wrap-anywhere">{shown}</p>
                    <p class="text-sm text-muted">{said}</p>
                </div>
                {(owner && is_unnamed && !me && !removed).then(|| view! {
                    <Button label=t!("member-name") on_press=move |_| team.naming.set(Some((id, String::new()))) />
                })}
                {can_change.then(|| view! {
                    <Select label=role_label choices=Signal::stored(roles) chosen on_choose=choose />
                    <Button label=t!("member-remove") look=Look::Plain on_press=move |_| team.asked.set(Some(removing.clone())) />
                })}
                {(me && others && !removed).then(|| view! {
                    <Button label=t!("team-leave") look=Look::Plain on_press=move |_| team.asked.set(Some(leaving.clone())) />
                })}
            </div>
            {(!removed).then(|| view! { <Devices team devices can_remove=me || owner /> })}
        </li>
    }
}
