//! What a clock on the wall shows somewhere else, now.

use leptos::prelude::*;

use crate::{
    host::{clock, zones},
    t,
};

/// The time at `zone` now; where it is another day than here, `tomorrow` or `yesterday` beside it.
/// Nothing for an unknown zone.
#[component]
pub fn TimeThere(
    /// The zone of the place; empty if not known.
    #[prop(into)]
    zone: Signal<String>,
) -> impl IntoView {
    let minute = clock::minute();
    let shown = move || {
        let (now, zone) = (minute.get(), zone.get());
        if zone.is_empty() {
            return String::new();
        }
        let day = |zone: &str| zones::to_input(now, zone).get(..10).map(str::to_owned);
        let (there, here) = (day(&zone), day(""));
        let time = zones::time(now, &zone);
        match there.cmp(&here) {
            std::cmp::Ordering::Equal => time,
            std::cmp::Ordering::Greater => format!("{} {time}", t!("day-tomorrow")),
            std::cmp::Ordering::Less => format!("{} {time}", t!("day-yesterday")),
        }
    };
    view! {
        <time class="tabular whitespace-nowrap" title=move || zone.with(|zone| zones::full(minute.get(), zone))>
            {move || shown()}
        </time>
    }
}
