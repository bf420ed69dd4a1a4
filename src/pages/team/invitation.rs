//! The invitations, and the link of one as a code and as words.

use floorbook_port::{InvitationView, TeamCommand};
use leptos::{prelude::*, task::spawn_local};

use super::Team;
use crate::{
    components::{Button, For, Icon, Look, Qr, Sheet},
    frame::notices::use_notices,
    host::{clipboard, clock, save_file, zones},
    pages::answered::part,
    reactive::drawn,
    t,
    text::Label,
};

/// What an invitation gives.
fn title(invitation: &InvitationView) -> String {
    match invitation.role {
        None => t!("invitation-device"),
        Some(role) => t!("invitation-for", "role" => role.label()),
    }
}

/// Until when it can be used, how often, and what is in its way.
fn state(invitation: &InvitationView) -> String {
    let used = t!("invitation-used", "used" => invitation.used, "uses" => invitation.uses);
    if invitation.closed {
        return format!("{used} · {}", t!("invitation-closed"));
    }
    let until = t!("invitation-until", "when" => zones::moment(invitation.expires, "", clock::now()));
    let there = if invitation.at_hub { String::new() } else { format!(" · {}", t!("invitation-not-at-hub")) };
    format!("{until} · {used}{there}")
}

/// The invitations, and the sheet with the one that is shown.
#[component]
pub(super) fn Invitations(team: Team) -> impl IntoView {
    let all = part(team.view, |view| view.invitations.clone());
    let row = move |invitation: InvitationView| {
        let (id, link) = (invitation.id, invitation.link.clone().filter(|_| !invitation.closed));
        view! {
            <li class="flex flex-wrap items-center gap-2 py-2">
                <span class="text-muted"><Icon shape=icondata_lu::LuLink /></span>
                <div class="min-w-48 flex-1">
                    <p class="font-medium">{title(&invitation)}</p>
                    <p class="text-sm text-muted">{state(&invitation)}</p>
                </div>
                {link.map(|link| view! {
                    <Button label=t!("invitation-show") on_press=move |_| team.shown.set(Some(link.clone())) />
                })}
                {(!invitation.closed).then(|| view! {
                    <Button label=t!("invitation-revoke") look=Look::Plain on_press=move |_| team.tell.run(TeamCommand::Revoke(id)) />
                })}
            </li>
        }
    };
    view! {
        <ul class="divide-y divide-base-300 empty:hidden">
            <For each=move || all.get() key=|one| format!("{one:?}") children=row />
        </ul>
        <Sheet
            title=t!("invitation")
            open=Signal::derive(move || team.shown.with(Option::is_some))
            on_close=move || team.shown.set(None)
        >
            <Shown team all />
        </Sheet>
    }
}

/// The link as a code to scan, and as words to copy and to send.
#[component]
fn Shown(team: Team, all: Memo<Vec<InvitationView>>) -> impl IntoView {
    let notices = use_notices();
    let link = team.shown.get_untracked().unwrap_or_default();
    let (copied, shared, known) = (link.clone(), link.clone(), link.clone());
    let copy = move |_| {
        let link = copied.clone();
        spawn_local(async move {
            notices.say(if clipboard::copy(&link).await { t!("copied") } else { t!("copy-failed") });
        });
    };
    let share = move |_| {
        let link = shared.clone();
        spawn_local(async move {
            save_file::share(&t!("invitation-share-title"), &link).await;
        });
    };
    let about = move || {
        all.with(|all| {
            let one = all.iter().find(|one| one.link.as_ref() == Some(&known))?;
            let more = (!one.at_hub).then(|| t!("invitation-not-at-hub-text"));
            Some(view! {
                <p class="font-medium">{title(one)}</p>
                <p>{state(one)}</p>
                {more.map(|more| view! { <p class="text-warning">{more}</p> })}
            })
        })
    };
    view! {
        <div class="flex flex-col gap-4 pb-2">
            <Qr text=link.clone() />
            <div>{drawn(about)}</div>
            <p class="rounded-field bg-base-200 p-3 font-mono text-sm break-all select-all">{link}</p>
            <p class="text-sm text-muted">{t!("invitation-secret")}</p>
            <div class="flex flex-wrap gap-2">
                <Button label=t!("copy-link") look=Look::Primary icon=icondata_lu::LuCopy on_press=copy />
                {save_file::can_share().then(|| view! {
                    <Button label=t!("share") icon=icondata_lu::LuShare2 on_press=share />
                })}
            </div>
        </div>
    }
}
