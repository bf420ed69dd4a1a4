//! Who put their name to an issue, to which words, and whether it reads otherwise now.

use floorbook_domain::IssueId;
use floorbook_port::{IssueView, SignOffView};
use leptos::prelude::*;

use super::sign::SignSheet;
use crate::{
    components::{Button, For, Icon, Ink, Show, Time},
    engine::Live,
    frame::writers::Writers,
    pages::answered::part,
    t,
    text::Label,
};

/// The sign-offs of an issue, and the way to one more.
#[component]
pub(super) fn SignOffs(id: IssueId, issue: Live<IssueView>) -> impl IntoView {
    let all = part(issue, |view| view.sign_offs.clone());
    let signing = RwSignal::new(false);
    let sheet = move || {
        if !signing.get() {
            return None;
        }
        let view = issue.signal().get_untracked()?;
        Some(view! { <SignSheet id view on_close=move || signing.set(false) /> })
    };
    view! {
        <section class="mt-4 flex flex-col gap-2">
            <h2 class="text-lg font-semibold">{t!("sign-offs")}</h2>
            <Show
                when=move || all.with(|all| !all.is_empty())
                fallback=|| view! { <p class="text-muted">{t!("no-sign-offs")}</p> }
            >
                <ul class="flex flex-col gap-3">
                    <For each=move || all.get() key=|one| format!("{one:?}") let:one>
                        <SignOffCard one />
                    </For>
                </ul>
            </Show>
            <Writers>
                <Button label=t!("sign-together") icon=icondata_lu::LuSignature class="self-start" on_press=move |_| signing.set(true) />
            </Writers>
            {move || sheet()}
        </section>
    }
}

#[component]
fn SignOffCard(one: SignOffView) -> impl IntoView {
    let SignOffView { found, is_intact, has_changed } = one;
    let signed = found.record;
    let drawn = !signed.strokes.is_empty();
    let label = t!("signature-of", "name" => signed.name.clone());
    let warning = |words: String| {
        view! {
            <p class="flex items-center gap-2 text-sm text-warning">
                <Icon shape=icondata_lu::LuTriangleAlert class="size-4 shrink-0" />
                {words}
            </p>
        }
    };
    view! {
        <li class="rounded-box border border-base-300 p-3">
            <div class="flex flex-wrap items-center justify-between gap-2">
                <p>
                    <span class="font-medium">{signed.name.clone()}</span>
                    <span class="text-muted">{format!(" · {}", signed.party.label())}</span>
                    <span class="block text-sm text-muted">
                        <Time at=Signal::stored(signed.when) zone=signed.zone.clone() />
                        {(!drawn).then(|| format!(" · {}", t!("signed-by-typing")))}
                    </span>
                </p>
                {drawn.then(|| view! { <Ink strokes=signed.strokes.clone() label /> })}
            </div>
            {(!is_intact).then(|| warning(t!("not-as-signed")))}
            {has_changed.then(|| warning(t!("changed-since-signing")))}
            <details class="mt-1">
                <summary class="touch flex cursor-pointer items-center text-sm text-muted">{t!("what-was-signed")}</summary>
                <p class="wrap-break-word whitespace-pre-line">{signed.text.clone()}</p>
                {(!signed.translation.trim().is_empty()).then(|| view! {
                    <p class="mt-2 text-sm text-muted">{if signed.language.is_empty() { t!("translation") } else { signed.language.clone() }}</p>
                    <p class="wrap-break-word whitespace-pre-line">{signed.translation.clone()}</p>
                })}
            </details>
        </li>
    }
}
