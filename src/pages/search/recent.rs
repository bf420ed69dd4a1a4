//! What was searched for lately, on this device.

use leptos::prelude::*;

use crate::{
    components::{Button, For, Icon, Look, Show},
    t,
};

/// What was searched for lately, to press; or what can be found here.
#[component]
pub fn Recent(
    /// The words, newest first.
    #[prop(into)]
    recent: Signal<Vec<String>>,
    /// One was pressed.
    on_choose: impl Fn(String) + Copy + Send + Sync + 'static,
    /// They are to be forgotten.
    on_forget: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let one = move |words: String| {
        let label = words.clone();
        view! {
            <li>
                <button
                    type="button"
                    class="touch flex w-full cursor-pointer items-center gap-3 rounded-field px-3 text-left hover:bg-base-200"
                    on:click=move |_| on_choose(words.clone())
                >
                    <Icon shape=icondata_lu::LuHistory class="size-5 shrink-0 text-muted" />
                    <span class="min-w-0 flex-1 truncate">{label}</span>
                </button>
            </li>
        }
    };
    let hint = || view! { <p class="max-w-prose py-6 text-muted">{t!("search-hint")}</p> };
    view! {
        <Show when=move || recent.with(|recent| !recent.is_empty()) fallback=hint>
            <section class="py-2">
                <div class="flex items-center gap-2">
                    <h2 class="flex-1 text-sm text-muted">{t!("recent-searches")}</h2>
                    <Button label=t!("forget-searches") look=Look::Plain on_press=move |_| on_forget() />
                </div>
                <ul class="-mx-3">
                    <For each=move || recent.get() key=|words| words.clone() children=one />
                </ul>
            </section>
        </Show>
    }
}
