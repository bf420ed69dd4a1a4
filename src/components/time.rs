//! A moment, at the place and at home.

use floorbook_domain::Instant;
use leptos::prelude::*;

use crate::{
    host::{clock, zones},
    t,
};

/// A moment as people say it: the place's time first, home time beside it where clocks differ; the
/// full date and zone on hover.
#[component]
pub fn Time(
    /// The moment.
    #[prop(into)]
    at: Signal<Instant>,
    /// The zone of the place; empty for this device's.
    #[prop(default = Signal::stored(String::new()), into)]
    zone: Signal<String>,
    /// Whether home time stands beside it.
    #[prop(default = true)]
    with_home: bool,
) -> impl IntoView {
    let minute = clock::minute();
    let there = move || zones::moment(at.get(), &zone.get(), minute.get());
    let home = move || {
        let (at, home) = (at.get(), zones::home());
        (with_home && zones::differ(at, &zone.get(), &home)).then(|| t!("time-home", "time" => zones::time(at, &home)))
    };
    view! {
        <time title=move || zones::full(at.get(), &zone.get())>
            {move || there()}
            {move || home().map(|home| view! { <span class="text-muted">" · " {home}</span> })}
        </time>
    }
}
