//! Choosing a time zone: those of the country first, then all.

use leptos::prelude::*;

use super::Lens;
use crate::{
    components::Select,
    draft::{Form, Formed},
    host::{clock, names, zones},
    reactive::memo,
    t,
};

/// A zone, tied to a field.
#[component]
pub fn ZoneChoice<R: Formed>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, String>,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What no zone means: `As the partner`.
    #[prop(into)]
    none: String,
    /// The country whose zones are offered first; empty for none.
    #[prop(default = Signal::stored(String::new()), into)]
    country: Signal<String>,
) -> impl IntoView {
    let chosen = form.read(move |record| (field.get)(record).clone());
    let all = StoredValue::new(names::all_zones());
    let choices = memo(move || {
        let near = country.with(|country| if country.is_empty() { Vec::new() } else { names::zones_of(country) });
        let chosen = chosen.get();
        let mut zones = near;
        all.with_value(|all| {
            if !chosen.is_empty() && !zones.contains(&chosen) && !all.contains(&chosen) {
                zones.push(chosen);
            }
            let rest: Vec<_> = all.iter().filter(|zone| !zones.contains(zone)).cloned().collect();
            zones.extend(rest);
        });
        let named = zones.into_iter().map(|zone| (zone.clone(), zone_words(&zone)));
        std::iter::once((String::new(), none.clone())).chain(named).collect::<Vec<_>>()
    });
    let on_choose = move |zone: String| form.edit(move |record| *(field.reach)(record) = zone);
    let now = move || {
        let zone = chosen.get();
        (!zone.is_empty()).then(|| t!("time-now-there", "time" => zones::time(clock::minute().get(), &zone)))
    };
    view! {
        <div>
            <Select label choices chosen on_choose />
            <p class="mt-1 text-sm text-muted empty:hidden">{move || now()}</p>
        </div>
    }
}

/// A zone as people look for it: the city first, then the region.
fn zone_words(zone: &str) -> String {
    match zone.split_once('/') {
        Some((region, _)) => format!("{} · {}", zones::city(zone), region.replace('_', " ")),
        None => zone.to_owned(),
    }
}
