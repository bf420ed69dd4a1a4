//! What lies behind the sync pill: how it stands, what waits and why, and what can be done.

mod aside;
mod connect;
mod hall;
mod joining;
mod photos;
mod shared;
mod state;
mod waiting;

use floorbook_port::{Query, SyncView, TeamView};
use icondata_core::Icon as Shape;
use leptos::prelude::*;
use leptos_router::components::A;

pub use self::joining::Joining;
use self::{aside::Aside, connect::Connect, hall::Hall, photos::Photos, state::State, waiting::WaitingItems};
use super::{
    answered::{Answered, part},
    files::Files,
    section::Section,
    told::use_tell,
};
use crate::{
    components::{Banner, Icon, ListRow, Look, PageHeader, Show, Waiting},
    engine::{Live, Shown, live},
    host::shell,
    reactive::memo,
    t,
};

/// How it stands with syncing the open notebook.
#[component]
pub fn SyncPage() -> impl IntoView {
    let sync: Live<SyncView> = live(|| Query::Sync);
    let team: Live<TeamView> = live(|| Query::Team);
    // All of it at once: what came later would push away what a thumb is about to press. What fails is said in its place.
    let has_come = memo(move || is_known(sync) && is_known(team));
    let tell = use_tell();
    let connected = part(sync, |view| view.status.connected);
    let lead = |shape: Shape| move || view! { <Icon shape /> };
    view! {
        <PageHeader title=t!("sync") back="/" />
        <Show when=move || has_come.get() fallback=|| view! { <Waiting /> }>
            <div class="flex max-w-2xl flex-col gap-8 pb-8">
                <Answered live=sync>
                    <div class="flex flex-col gap-8">
                        <State sync tell />
                        <OfferKey connected team />
                        <Joining joining=part(sync, |view| view.joining.clone()) tell />
                        <Show when=move || !connected.get()>
                            <Section title=t!("connect")>
                                <Connect tell />
                            </Section>
                        </Show>
                        <WaitingItems sync />
                        <Aside sync tell />
                        <Show when=move || connected.get()>
                            <Section title=t!("photos-choice")>
                                <Photos sync tell />
                            </Section>
                        </Show>
                    </div>
                </Answered>
                {shell::is_here().then(|| view! { <Hall team /> })}
                <Section title=t!("files-title")>
                    <Files />
                </Section>
                <Section title=t!("sync-more")>
                    <ul class="-mx-3">
                        <ListRow href="/team" title=t!("team") detail=t!("team-text") lead=lead(icondata_lu::LuUsers) />
                        <ListRow href="/join" title=t!("join-team") detail=t!("join-text") lead=lead(icondata_lu::LuLink) />
                    </ul>
                </Section>
            </div>
        </Show>
    }
}

/// Whether an answer came, or it is known that none comes.
fn is_known<T: Shown>(live: Live<T>) -> bool {
    live.with(|_| ()).is_some() || live.failure().is_some()
}

/// Once the notebook is at a hub, a recovery key is offered until there is one.
#[component]
fn OfferKey(connected: Memo<bool>, team: Live<TeamView>) -> impl IntoView {
    let has_none = part(team, |team| team.role.is_some() && !team.recovery);
    view! {
        <Show when=move || connected.get() && has_none.get()>
            <Banner icon=icondata_lu::LuKeyRound title=t!("recovery-none") text=t!("recovery-text")>
                <A href="/team" attr:class=Look::Quiet.class()>{t!("recovery-make")}</A>
            </Banner>
        </Show>
    }
}
