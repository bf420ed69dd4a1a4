//! What stands in the notebook's place when it cannot be opened: why, what was kept, what to do.

use floorbook_port::Refusal;
use icondata_core::Icon as Shape;
use leptos::prelude::*;

use super::{title, update};
use crate::{
    components::{Button, Icon, Look},
    engine,
    host::page,
    reactive::effect,
    t,
    text::{Label, what_to_do},
};

/// A page of a few words and what to do.
#[component]
fn HostPage(
    icon: Shape,
    #[prop(into)] heading: String,
    #[prop(into)] what: String,
    #[prop(into)] kept: String,
    /// For the one who helps; empty for nothing.
    #[prop(optional)]
    detail: String,
    children: Children,
) -> impl IntoView {
    title::name_document(Signal::stored(heading.clone()));
    view! {
        <main class="safe-top safe-bottom safe-x flex min-h-dvh flex-col justify-center">
            <div class="mx-auto flex w-full max-w-xl flex-col gap-4 px-6 py-10">
                <span class="text-warning">
                    <Icon shape=icon class="size-10" />
                </span>
                <h1 class="text-xl font-semibold">{heading}</h1>
                <p>{what}</p>
                <p class="flex gap-2 text-muted empty:hidden">
                    <Icon shape=icondata_lu::LuShieldCheck class="mt-0.5 size-5 shrink-0" />
                    {kept}
                </p>
                <div class="flex flex-wrap gap-2">{children()}</div>
                {(!detail.is_empty()).then(|| view! {
                    <details class="text-sm text-muted">
                        <summary class="touch flex cursor-pointer items-center">{t!("technical-detail")}</summary>
                        <p class="font-mono wrap-anywhere select-all">{detail}</p>
                    </details>
                })}
            </div>
        </main>
    }
}

/// The browser cannot keep a notebook here.
#[component]
pub(super) fn Refused(reason: Refusal, detail: String) -> impl IntoView {
    let kept = match reason {
        Refusal::InsecureOrigin | Refusal::NoOpfs | Refusal::StorageDenied => t!("refusal-kept-nothing-stored"),
        Refusal::KeyLost
        | Refusal::TooNew
        | Refusal::Damaged
        | Refusal::StorageFull
        | Refusal::KeychainShut
        | Refusal::InUse
        | Refusal::Other => t!("refusal-kept-untouched"),
    };
    view! {
        <HostPage icon=icondata_lu::LuTriangleAlert heading=reason.label() what=what_to_do(reason) kept detail>
            <Button label=t!("load-again") look=Look::Primary on_press=|_| page::reload() />
        </HostPage>
    }
}

/// Another tab holds the notebook and does not answer.
#[component]
pub(super) fn OwnerSilent() -> impl IntoView {
    view! {
        <HostPage
            icon=icondata_lu::LuCircleHelp
            heading=t!("owner-silent")
            what=t!("owner-silent-what")
            kept=t!("owner-silent-kept")
        >
            <Button label=t!("use-here") look=Look::Primary on_press=|_| engine::take_over() />
        </HostPage>
    }
}

/// Another tab runs another version.
#[component]
pub(super) fn OtherBuild() -> impl IntoView {
    effect(update::reload_once);
    view! {
        <HostPage
            icon=icondata_lu::LuRefreshCw
            heading=t!("other-build")
            what=t!("other-build-what")
            kept=t!("other-build-kept")
        >
            <Button label=t!("load-again") look=Look::Primary on_press=|_| page::reload() />
        </HostPage>
    }
}
