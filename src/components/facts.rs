//! What is known about something: labels with their values.

use leptos::prelude::*;

use super::For;

/// Labels with values. Those without a value are left out.
#[component]
pub fn Facts(
    /// Label and value; an empty value is not shown.
    #[prop(into)]
    facts: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let known = move || facts.get().into_iter().filter(|(_, value)| !value.trim().is_empty()).collect::<Vec<_>>();
    let fact = |(label, value): (String, String)| {
        view! {
            <div class="py-2 rail:grid rail:grid-cols-[12rem_minmax(0,1fr)] rail:gap-4">
                <dt class="text-sm text-muted">{label}</dt>
                <dd class="wrap-break-word whitespace-pre-line">{value}</dd>
            </div>
        }
    };
    view! {
        <dl class="divide-y divide-base-300">
            <For each=known key=|fact| fact.clone() children=fact />
        </dl>
    }
}
