//! A field that was written on two devices side by side: both values, one tap to choose.

use floorbook_domain::Instant;
use leptos::prelude::*;

use super::{Icon, Time};
use crate::t;

/// Both values of a field, with who wrote each and when. The first is the one shown elsewhere.
#[component]
pub fn ConflictBadge(
    /// The field's label.
    #[prop(into)]
    label: String,
    /// Each value in words, who wrote it (empty if unknown), and when.
    sides: Vec<(String, String, Instant)>,
    /// Called with the place of the value that was chosen.
    on_choose: impl Fn(usize) + Copy + 'static,
) -> impl IntoView {
    let sides = sides.into_iter().enumerate().map(|(place, (value, author, at))| {
        view! {
            <button
                type="button"
                class="touch flex w-full cursor-pointer flex-col rounded-field border border-base-300 bg-base-100 px-3 py-2 text-left"
                on:click=move |_| on_choose(place)
            >
                <span class="font-medium wrap-break-word">{value}</span>
                <span class="text-sm text-muted">
                    {(!author.is_empty()).then(|| format!("{author} · "))}
                    <Time at=Signal::stored(at) with_home=false />
                </span>
            </button>
        }
    });
    view! {
        <section class="flex flex-col gap-2 rounded-box bg-base-200 p-3">
            <p class="flex items-center gap-2 text-sm text-warning">
                <Icon shape=icondata_lu::LuGitFork class="size-4" />
                {t!("conflict-two-values", "field" => label)}
            </p>
            {sides.collect_view()}
        </section>
    }
}
