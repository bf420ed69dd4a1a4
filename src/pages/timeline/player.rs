//! Plays a voice memo. Its bytes are fetched when it is played.

use floorbook_domain::Hash;
use floorbook_port::AttachmentView;
use leptos::{html, prelude::*};

use crate::{
    components::{Button, Look, Show},
    engine::object_url,
    pages::{capture::clock_words, photos::fetch},
    t,
};

/// A voice memo with its length; plays and pauses.
#[component]
pub(super) fn Player(voice: AttachmentView) -> impl IntoView {
    let record = voice.found.record;
    let hash = record.hash.filter(|_| voice.here);
    let length = i64::from(record.duration);
    let audio = NodeRef::<html::Audio>::new();
    let wanted = RwSignal::new(None::<Hash>);
    let (playing, at) = (RwSignal::new(false), RwSignal::new(0_i64));
    let url = object_url(wanted.into());
    // The first press fetches; then it plays as soon as it can.
    let press = move |_| {
        if wanted.get_untracked().is_none() {
            return wanted.set(hash);
        }
        let Some(audio) = audio.get_untracked() else { return };
        if playing.get_untracked() {
            let _ = audio.pause();
        } else {
            let _ = audio.play();
        }
    };
    let seek = move |text: String| {
        if let (Some(audio), Ok(millis)) = (audio.get_untracked(), text.parse::<f64>()) {
            audio.set_current_time(millis / 1_000.0);
        }
    };
    let label = Signal::derive(move || if playing.get() { t!("pause-voice") } else { t!("play-voice") });
    let icon = move || {
        let icon = if playing.get() { icondata_lu::LuPause } else { icondata_lu::LuPlay };
        view! { <Button label look=Look::Quiet icon on_press=press /> }
    };
    let elsewhere = move || {
        view! {
            <p class="text-sm text-muted">{t!("voice-elsewhere")}</p>
            <Button label=t!("fetch") look=Look::Plain on_press=move |_| record.hash.into_iter().for_each(fetch) />
        }
    };
    view! {
        <div class="flex items-center gap-2 py-1">
            <Show when=move || hash.is_some() fallback=elsewhere>
                {move || icon()}
                <input
                    type="range"
                    class="range range-xs min-w-0 max-w-60 flex-1"
                    min="0"
                    max=length
                    aria-label=t!("voice-position")
                    prop:value=move || at.get()
                    disabled=move || url.with(Option::is_none)
                    on:input:target=move |event| seek(event.target().value())
                />
            </Show>
            <span class="tabular text-sm text-muted">{move || format!("{} / {}", clock_words(at.get()), clock_words(length))}</span>
            {move || url.get().map(|url| view! {
                <audio
                    node_ref=audio
                    src=url
                    autoplay=true
                    on:play=move |_| playing.set(true)
                    on:pause=move |_| playing.set(false)
                    on:ended=move |_| playing.set(false)
                    on:timeupdate:target=move |event| at.set((event.target().current_time() * 1_000.0) as i64)
                ></audio>
            })}
        </div>
    }
}
