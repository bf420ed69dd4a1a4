//! Which photos come by themselves, on this device.

use floorbook_port::{PhotoChoice, SyncView, TeamCommand};
use leptos::prelude::*;

use crate::{
    components::ChipChoice,
    engine::Live,
    host::connection,
    pages::{answered::part, told::Tell},
    t,
};

/// Always, on Wi-Fi only, or on demand; and what that means here.
#[component]
pub(super) fn Photos(sync: Live<SyncView>, tell: Tell) -> impl IntoView {
    let chosen = part(sync, |view| view.photos);
    let choices = vec![
        (PhotoChoice::Always, t!("photos-always")),
        (PhotoChoice::OnWifi, t!("photos-on-wifi")),
        (PhotoChoice::OnDemand, t!("photos-on-demand")),
    ];
    let tells = connection::tells_its_type();
    let means = move || match chosen.get() {
        PhotoChoice::Always => t!("photos-always-text"),
        PhotoChoice::OnWifi if tells => t!("photos-on-wifi-text"),
        PhotoChoice::OnWifi => t!("photos-on-wifi-unknown"),
        PhotoChoice::OnDemand => t!("photos-on-demand-text"),
    };
    view! {
        <ChipChoice
            legend=t!("photos-choice")
            hide_legend=true
            choices
            chosen
            on_choose=move |choice| tell.run(TeamCommand::SetPhotos(choice))
        />
        <p class="text-sm text-muted">{move || means()}</p>
    }
}
