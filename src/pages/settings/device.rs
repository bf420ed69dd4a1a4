//! What belongs to this device: its theme, and where home is.

use leptos::prelude::*;

use crate::{
    components::{ChipChoice, Select},
    host::{
        clock,
        settings::{self, Theme},
        zones,
    },
    t,
    text::Label,
};

/// Theme and home zone; neither is part of the notebook.
#[component]
pub(super) fn Device() -> impl IntoView {
    let theme = RwSignal::new(settings::theme());
    let choose_theme = move |chosen: Theme| {
        settings::set_theme(chosen);
        theme.set(chosen);
    };
    let zone = RwSignal::new(settings::home_zone().unwrap_or_default());
    let choose_zone = move |chosen: String| {
        settings::set_home_zone(&chosen);
        zone.set(chosen);
    };
    let minute = clock::minute();
    let now_there = move || {
        zone.track();
        t!("settings-home-now", "time" => zones::time(minute.get(), &zones::home()))
    };
    let themes = [Theme::System, Theme::Light, Theme::Dark].map(|theme| (theme, theme.label())).to_vec();
    view! {
        <ChipChoice legend=t!("settings-theme") choices=themes chosen=theme on_choose=choose_theme />
        <div class="flex flex-col gap-1">
            <Select label=t!("settings-home-zone") choices=Signal::stored(zone_choices()) chosen=zone on_choose=choose_zone />
            <p class="text-sm text-muted">{move || now_there()}</p>
        </div>
    }
}

/// The device's own zone first, then all by name.
fn zone_choices() -> Vec<(String, String)> {
    let device = t!("settings-zone-device", "zone" => zones::city(&zones::device()));
    let named = zones::all().into_iter().map(|zone| (zone.clone(), zone.replace('_', " ")));
    [(String::new(), device)].into_iter().chain(named).collect()
}
