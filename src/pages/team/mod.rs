//! Who belongs to the open notebook, with which devices, and who is invited.

mod devices;
mod invitation;
mod invite;
mod members;
mod naming;
mod recovery;

use floorbook_port::{Answer, NotebookKind, Query, Role, TeamCommand, TeamView};
use leptos::prelude::*;
use leptos_router::components::A;

use self::{
    devices::Rename,
    invitation::Invitations,
    invite::Invite,
    members::Members,
    naming::{NameMember, Naming},
    recovery::Recovery,
};
use super::{
    answered::{Answered, part},
    section::Section,
    settings::Notebooks,
    told::{Asked, Asking, Tell, use_tell},
};
use crate::{
    components::{Banner, Button, Look, PageHeader, Show},
    engine::{Live, live},
    frame::start_view::{open_notebook, use_start},
    reactive::memo,
    t,
    text::Label,
};

/// What the parts of the page work with. `Copy`; lives as long as the page.
#[derive(Clone, Copy)]
struct Team {
    view: Live<TeamView>,
    tell: Tell,
    asked: Asked,
    /// The link of the invitation that is shown, if one is.
    shown: RwSignal<Option<String>>,
    /// The new name of this device, while it is typed.
    renaming: RwSignal<Option<String>>,
    /// The member whom an owner names.
    naming: Naming,
}

impl Team {
    fn is_owner(self) -> Memo<bool> {
        part(self.view, |view| view.role == Some(Role::Owner))
    }

    /// Tells the engine, and shows the link that it answers.
    fn invite(self, command: TeamCommand) {
        self.tell.then(command, move |answer| {
            if let Answer::Link(link) = answer {
                self.shown.set(Some(link));
            }
        });
    }
}

/// The team of the open notebook.
#[component]
pub fn TeamPage() -> impl IntoView {
    let view: Live<TeamView> = live(|| Query::Team);
    let team = Team {
        view,
        tell: use_tell(),
        asked: RwSignal::new(None),
        shown: RwSignal::new(None),
        renaming: RwSignal::new(None),
        naming: RwSignal::new(None),
    };
    let open = open_notebook();
    let name = move || open.with(|open| open.as_ref().map(Label::label)).unwrap_or_default();
    let is_sample = memo(move || open.with(|open| open.as_ref().is_some_and(|one| one.kind == NotebookKind::Sample)));
    let start = use_start();
    let has_several = memo(move || start.with(|start| start.notebooks.len() > 1).unwrap_or_default());
    view! {
        <PageHeader title=t!("team") back="/settings" below=name />
        <div class="flex max-w-2xl flex-col gap-8 pb-8">
            <Show
                when=move || !is_sample.get()
                fallback=|| view! { <p>{t!("team-sample")}</p> }
            >
                <Answered live=view>
                    <Parts team />
                </Answered>
            </Show>
            <Show when=move || has_several.get()>
                <Section title=t!("settings-notebooks")>
                    <Notebooks />
                </Section>
            </Show>
        </div>
        <Asking asked=team.asked tell=team.tell />
        <Rename team />
        <NameMember naming=team.naming />
    }
}

#[component]
fn Parts(team: Team) -> impl IntoView {
    let connected = part(team.view, |view| view.hub.is_some());
    let provisional = part(team.view, |view| view.provisional);
    let role = part(team.view, |view| view.role);
    let is_owner = team.is_owner();
    view! {
        <div class="flex flex-col gap-8">
            <Show when=move || provisional.get()>
                <Banner icon=icondata_lu::LuHourglass title=t!("provisional-title") text=t!("provisional") />
            </Show>
            <Show when=move || role.get().is_none()>
                <Banner icon=icondata_lu::LuUserX title=t!("team-removed") text=t!("sync-do-removed") />
            </Show>
            <Section title=t!("members")>
                <Members team />
            </Section>
            <Show
                when=move || connected.get()
                fallback=|| view! {
                    <Banner icon=icondata_lu::LuCloud title=t!("team-connect-first") text=t!("team-connect-first-text")>
                        <A href="/sync" attr:class=Look::Quiet.class()>{t!("connect")}</A>
                    </Banner>
                }
            >
                <Show when=move || role.get().is_some()>
                    <Section title=t!("invitations")>
                        <Show when=move || is_owner.get()>
                            <Invite team />
                        </Show>
                        <div>
                            <Button
                                label=t!("add-device")
                                icon=icondata_lu::LuMonitorSmartphone
                                disabled=team.tell.busy()
                                on_press=move |_| team.invite(TeamCommand::InviteDevice)
                            />
                        </div>
                        <Invitations team />
                    </Section>
                    <Section title=t!("recovery-key")>
                        <Recovery team />
                    </Section>
                </Show>
            </Show>
        </div>
    }
}
