//! **Voice**: a sheet that records from the moment it opens.

use std::{rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};

use super::{
    Holder, denied,
    recording::{Recording, Stage},
};
use crate::{
    components::{Button, Icon, Look, Sheet},
    frame::notices::{Notices, use_notices},
    host::page,
    reactive::{effect, memo},
    t,
    text::Label,
};

/// The time on a recording: `1:05`.
pub fn clock_words(millis: i64) -> String {
    let seconds = millis.max(0) / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Records a voice memo. Closing the sheet ends and keeps it.
#[component]
pub fn VoiceSheet(
    /// What holds it.
    holder: Holder,
    /// The sheet was closed.
    on_close: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let notices = use_notices();
    let recording = Recording::start(holder, tell_the_end(notices));
    let stage = recording.stage();
    let own = StoredValue::new_local(recording.clone());
    end_when_hidden(&recording);
    // The value is still there while the component's cleanups run.
    on_cleanup(move || {
        own.try_with_value(|recording| recording.stop());
    });
    let close = StoredValue::new(on_close);
    let leave = move || close.with_value(|close| close());
    // The sheet closes when the recording is on the disk; how it ended is said by a notice.
    let watched = stage.clone();
    effect(move || {
        if watched.get() == Stage::Saved {
            leave();
        }
    });
    let content = move || match stage.get() {
        Stage::Denied(why) => view! { <p role="alert" class="py-4">{denied::microphone(why)}</p> }.into_any(),
        Stage::Failed(failure) => view! {
            <p role="alert" class="py-4 text-error">{t!("voice-failed", "why" => failure.label())}</p>
        }
        .into_any(),
        _ => view! { <Meter own /> }.into_any(),
    };
    view! {
        <Sheet title=t!("voice") open=Signal::stored(true) on_close=leave>
            {content.clone()}
        </Sheet>
    }
}

/// A hidden page may be frozen at any moment: the recording ends while it still can.
fn end_when_hidden(recording: &Rc<Recording>) {
    let end = |recording: &Rc<Recording>| {
        let recording = StoredValue::new_local(recording.clone());
        move |_: web_sys::Event| {
            recording.try_with_value(|recording| recording.cut_off());
        }
    };
    let hidden = end(recording);
    let handles = [
        window_event_listener_untyped("visibilitychange", move |event| {
            if !page::is_visible() {
                hidden(event);
            }
        }),
        window_event_listener_untyped("pagehide", end(recording)),
    ];
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
}

/// Says how it ended; the sheet may be closed by then.
fn tell_the_end(notices: Notices) -> impl Fn(i64, bool) {
    move |millis, cut_off| {
        let length = clock_words(millis);
        let words =
            if cut_off { t!("voice-cut-off", "length" => length) } else { t!("voice-saved", "length" => length) };
        notices.say(words);
    }
}

#[component]
fn Meter(own: StoredValue<Rc<Recording>, LocalStorage>) -> impl IntoView {
    let now = RwSignal::new((0_i64, 0.0_f64));
    let tick = move || {
        if let Some(seen) = own.try_with_value(|recording| (recording.millis(), recording.level())) {
            now.try_set(seen);
        }
    };
    let ticking: Option<IntervalHandle> = set_interval_with_handle(tick, Duration::from_millis(100)).ok();
    on_cleanup(move || ticking.iter().for_each(IntervalHandle::clear));
    let stage = own.with_value(|recording| recording.stage());
    let is_paused = memo(move || stage.get() == Stage::Paused);
    let stage = own.with_value(|recording| recording.stage());
    let words = move || match stage.get() {
        Stage::Opening => t!("voice-opening"),
        Stage::Paused => t!("voice-paused"),
        Stage::Saving => t!("saving"),
        _ => t!("voice-recording"),
    };
    let pause = move |_| own.with_value(|recording| recording.pause(!is_paused.get_untracked()));
    view! {
        <div class="flex flex-col items-center gap-5 py-4">
            <p role="status" class="flex items-center gap-2">
                <Icon shape=icondata_lu::LuMic />
                {move || words()}
            </p>
            <p class="tabular text-2xl font-semibold" aria-label=t!("voice-length")>
                {move || clock_words(now.get().0)}
            </p>
            <progress class="progress progress-primary w-full max-w-sm" max="1" value=move || now.get().1 aria-label=t!("voice-level")></progress>
            <div class="flex gap-3">
                {move || {
                    let (label, icon) = if is_paused.get() {
                        (t!("voice-go-on"), icondata_lu::LuPlay)
                    } else {
                        (t!("voice-pause"), icondata_lu::LuPause)
                    };
                    view! { <Button label icon class="touch-large" on_press=pause /> }
                }}
                <Button
                    label=t!("voice-stop")
                    icon=icondata_lu::LuSquare
                    look=Look::Primary
                    class="touch-large"
                    on_press=move |_| own.with_value(|recording| recording.stop())
                />
            </div>
            <p class="text-sm text-muted">{t!("voice-hint")}</p>
        </div>
    }
}
