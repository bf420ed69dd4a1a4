//! The photos, voice memos and files of the note, and the ways to add some.

use leptos::prelude::*;

use super::{Note, Place};
use crate::{
    components::Button,
    pages::{
        capture::{CameraSheet, Holder, VoiceSheet},
        timeline::Strip,
    },
    t,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Adding {
    Photo,
    Voice,
}

/// What hangs on the note.
#[component]
pub(super) fn Attached(note: Note, place: Place) -> impl IntoView {
    let adding = RwSignal::new_local(None::<(Adding, Holder)>);
    let attachments = Signal::derive(move || note.stored.with(|view| view.attachments.clone()).unwrap_or_default());
    let add = move |what: Adding| adding.set(Some((what, note.holder(place))));
    let sheet = move || {
        let (what, holder) = adding.get()?;
        let on_close = move || adding.set(None);
        Some(match what {
            Adding::Photo => view! { <CameraSheet holder place on_close /> }.into_any(),
            Adding::Voice => view! { <VoiceSheet holder on_close /> }.into_any(),
        })
    };
    view! {
        <Strip attachments zone=place.zone() />
        <div class="flex flex-wrap gap-2">
            <Button label=t!("add-photo") icon=icondata_lu::LuCamera on_press=move |_| add(Adding::Photo) />
            <Button label=t!("add-voice") icon=icondata_lu::LuMic on_press=move |_| add(Adding::Voice) />
        </div>
        {move || sheet()}
    }
}
