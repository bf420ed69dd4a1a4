//! What is shown: the notebook, or what stands in its place while there is none.

use floorbook_port::{ErrorCode, HostState, StartView};
use leptos::prelude::*;

use super::{
    banners::Banners,
    first_start::FirstStart,
    given,
    host_page::{OtherBuild, OwnerSilent, Refused},
    locked::Locked,
    navigation::Navigation,
    notices::NoticeArea,
    recovered::RecoveredNotice,
    shortcuts::Shortcuts,
    start_view::use_start,
    sync_pill::SyncPill,
    update,
};
use crate::{
    engine,
    reactive::{drawn, effect},
    t,
};

/// What can be shown.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    /// Nothing yet: the page's shell stands there.
    Waiting,
    /// Why there is no notebook.
    Host(HostState),
    /// The notebook waits for its passphrase, or is being opened by it.
    Locked,
    /// The first start.
    First,
    /// The notebook. Once it is open it stays, so that no composer is taken from under a thumb.
    Open,
}

/// Shows the pages once the notebook is open.
#[component]
pub fn Gate(
    /// The routes.
    children: ChildrenFn,
) -> impl IntoView {
    given::follow();
    let (start, host) = (use_start(), engine::host());
    let shown = Memo::new(move |was: Option<&Shown>| {
        let state = host.get();
        // What was being typed is in the journal.
        if matches!(state, HostState::Locked { .. }) {
            return Shown::Locked;
        }
        if was == Some(&Shown::Open) {
            return Shown::Open;
        }
        // Who only reads has no record of their own, and yet a notebook.
        let has_notebook = |start: &StartView| start.me.is_some() || start.notebooks.iter().any(|one| one.open);
        match (start.with(has_notebook), state) {
            (Some(true), _) => Shown::Open,
            (_, state @ (HostState::Refused { .. } | HostState::OwnerSilent | HostState::OtherBuild)) => {
                Shown::Host(state)
            }
            (Some(false), _) => Shown::First,
            (None, _) if start.failure().is_some_and(|why| why.code == ErrorCode::NoNotebook) => Shown::First,
            (None, HostState::Opening | HostState::Ready { .. }) if was == Some(&Shown::Locked) => Shown::Locked,
            (None, _) => Shown::Waiting,
        }
    });
    effect(move || match shown.get() {
        Shown::Waiting => {}
        Shown::Open => {
            remove_shell();
            update::forget_reload();
        }
        Shown::Host(_) | Shown::Locked | Shown::First => remove_shell(),
    });
    let children = StoredValue::new(children);
    drawn(move || match shown.get() {
        Shown::Waiting => ().into_any(),
        Shown::Host(HostState::Refused { reason, detail }) => view! { <Refused reason detail /> }.into_any(),
        Shown::Host(HostState::OwnerSilent) => view! { <OwnerSilent /> }.into_any(),
        Shown::Host(_) => view! { <OtherBuild /> }.into_any(),
        Shown::Locked => view! { <Locked /> }.into_any(),
        Shown::First => view! { <FirstStart /> }.into_any(),
        Shown::Open => view! { <Frame>{children.with_value(|children| children())}</Frame> }.into_any(),
    })
}

/// The page, the navigation around it, and the notices over it.
#[component]
fn Frame(children: Children) -> impl IntoView {
    view! {
        <a href="#main" class="btn btn-primary sr-only z-50 focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
            {t!("skip-to-content")}
        </a>
        <div class="flex min-h-dvh flex-col-reverse rail:flex-row">
            <Navigation />
            <main id="main" class="safe-top safe-x min-w-0 flex-1 pb-20 rail:pb-6">
                <div class="mx-auto max-w-5xl px-4 rail:px-8">
                    <div class="-mb-3 flex justify-end rail:hidden">
                        <SyncPill class="px-1" />
                    </div>
                    <Banners />
                    <RecoveredNotice />
                    {children()}
                </div>
            </main>
        </div>
        <NoticeArea />
        <Shortcuts />
    }
}

/// Removes what stood on the page until the app was drawn.
fn remove_shell() {
    if let Some(shell) = document().get_element_by_id("floorbook-shell") {
        shell.remove();
    }
}
