//! What stands in the notebook's place while it waits for its passphrase.

use floorbook_port::{HostState, Passphrase};
use leptos::prelude::*;

use super::title;
use crate::{
    components::{Icon, Look, SecretField},
    engine,
    reactive::memo,
    t,
};

/// Asks for the passphrase, and says what it is for. It stays until the notebook is open, so that what was typed
/// can be mended.
#[component]
pub(super) fn Locked() -> impl IntoView {
    title::name_document(Signal::stored(t!("locked")));
    let host = engine::host();
    let passphrase = RwSignal::new(String::new());
    let asks = memo({
        let host = host.clone();
        move || matches!(host.get(), HostState::Locked { .. })
    });
    let problem = Signal::derive(move || match host.get() {
        HostState::Locked { wrong: true } => t!("locked-wrong"),
        _ => String::new(),
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed = passphrase.get_untracked();
        if asks.get_untracked() && !typed.is_empty() {
            engine::unlock(Passphrase::new(typed));
        }
    };
    view! {
        <main class="safe-top safe-bottom safe-x flex min-h-dvh flex-col justify-center">
            <div class="mx-auto flex w-full max-w-md flex-col gap-4 px-6 py-10">
                <span class="text-muted">
                    <Icon shape=icondata_lu::LuLock class="size-10" />
                </span>
                <h1 class="text-xl font-semibold">{t!("locked")}</h1>
                <p>{t!("locked-text")}</p>
                <form class="flex flex-col gap-4" novalidate on:submit=submit>
                    <SecretField
                        label=t!("passphrase")
                        value=passphrase
                        autofocus=true
                        problem
                        hint=Signal::stored(String::new())
                    />
                    <button
                        type="submit"
                        class=format!("{} touch-large w-full text-base", Look::Primary.class())
                        disabled=move || !asks.get() || passphrase.with(String::is_empty)
                    >
                        {t!("unlock")}
                    </button>
                </form>
                <p class="min-h-6 text-sm text-muted" role="status">
                    {move || if asks.get() { String::new() } else { t!("locked-opening") }}
                </p>
                <p class="flex gap-2 text-sm text-muted">
                    <Icon shape=icondata_lu::LuKeyRound class="mt-0.5 size-5 shrink-0" />
                    {t!("locked-forgotten")}
                </p>
            </div>
        </main>
    }
}
