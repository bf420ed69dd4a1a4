//! The capture bar: **Note · Photo · Voice · Person · Issue · Promise**, in reach of the thumb.

use icondata_core::Icon as Shape;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::{CameraSheet, Composer, Composing, Holder, Place, VoiceSheet, darkroom, pick};
use crate::{
    components::{Button, Icon, IconButton, Look, Show},
    frame::start_view::reads_only,
    pages::{
        issues::{Origin, QuickIssue},
        people::QuickPerson,
        promises::{PromiseOrigin, QuickPromise},
    },
    reactive::{effect, memo},
    t,
    text::Label,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capturing {
    Note,
    Photo,
    Voice,
    Person,
    Issue,
    Promise,
}

/// The bar, and the sheets behind it. With `?do=note` in the address the composer is open at once.
#[component]
pub fn CaptureBar(
    /// Where what is captured belongs.
    place: Place,
) -> impl IntoView {
    let open = RwSignal::new(None::<Capturing>);
    let on_close = move || open.set(None);
    let moved = RwSignal::new(None);
    let reads_only = reads_only();
    pick::take_handed_over(place);
    open_as_asked(open, reads_only);
    let sheet = move || {
        Some(match open.get()? {
            Capturing::Note => {
                let on_moved = move |view| {
                    open.set(None);
                    moved.set(Some(view));
                };
                view! { <Composer what=Composing::New place on_close on_moved /> }.into_any()
            }
            Capturing::Photo => view! { <CameraSheet holder=Holder::fresh(place) place on_close /> }.into_any(),
            Capturing::Voice => view! { <VoiceSheet holder=Holder::fresh(place) on_close /> }.into_any(),
            Capturing::Person => view! { <QuickPerson visit=place.visit() on_close /> }.into_any(),
            Capturing::Issue => view! { <QuickIssue origin=Origin::visit(place.visit()) on_close /> }.into_any(),
            Capturing::Promise => {
                let origin = PromiseOrigin { visit: place.visit(), ..PromiseOrigin::default() };
                view! { <QuickPromise origin on_close /> }.into_any()
            }
        })
    };
    let again = move || {
        let view = moved.get()?;
        let on_close = move || moved.set(None);
        let on_moved = move |view| moved.set(Some(view));
        Some(view! { <Composer what=Composing::Edit(Box::new(view)) place on_close on_moved /> })
    };
    view! {
        <div
            data-capture-bar=""
            class="fixed inset-x-0 bottom-[calc(3.6875rem+env(safe-area-inset-bottom))] z-20 border-t border-base-300 bg-base-100 px-1 py-1 rail:sticky rail:bottom-0 rail:-mx-2 rail:py-2"
        >
            <DarkroomLine />
            <Show
                when=move || !reads_only.get()
                fallback=|| view! { <p class="touch-large flex items-center justify-center text-center">{t!("reads-along")}</p> }
            >
                <div class="mx-auto grid max-w-2xl grid-cols-6 gap-1 rail:gap-2" role="group" aria-label=t!("capture")>
                    <CaptureButton label=t!("note") icon=icondata_lu::LuNotebookPen on_press=move || open.set(Some(Capturing::Note)) />
                    <CaptureButton label=t!("photo") icon=icondata_lu::LuCamera on_press=move || open.set(Some(Capturing::Photo)) />
                    <CaptureButton label=t!("voice") icon=icondata_lu::LuMic on_press=move || open.set(Some(Capturing::Voice)) />
                    <CaptureButton label=t!("person") icon=icondata_lu::LuUserPlus on_press=move || open.set(Some(Capturing::Person)) />
                    <CaptureButton shared=true label=t!("issue") icon=icondata_lu::LuTriangleAlert on_press=move || open.set(Some(Capturing::Issue)) />
                    <CaptureButton shared=true label=t!("promise") icon=icondata_lu::LuHandshake on_press=move || open.set(Some(Capturing::Promise)) />
                </div>
            </Show>
        </div>
        {move || sheet()}
        {move || again()}
    }
}

/// The shortcut "New note" of the installed app leads to `?do=note`.
fn open_as_asked(open: RwSignal<Option<Capturing>>, reads_only: Memo<bool>) {
    let query = use_query_map();
    let navigate = use_navigate();
    effect(move || {
        if query.with(|query| query.get("do").as_deref() == Some("note")) {
            if !reads_only.get_untracked() {
                open.set(Some(Capturing::Note));
            }
            // Coming back to this address is not asking again.
            let options = leptos_router::NavigateOptions { replace: true, ..Default::default() };
            let path = window().location().pathname().unwrap_or_default();
            navigate(&path, options);
        }
    });
}

#[component]
fn CaptureButton(
    label: String,
    icon: Shape,
    on_press: impl Fn() + 'static,
    /// Whether it is about what both sides share: set apart from what one notes for oneself.
    #[prop(optional)]
    shared: bool,
) -> impl IntoView {
    let colours =
        if shared { "border-2 border-primary bg-base-100 text-primary" } else { "bg-primary text-primary-content" };
    view! {
        <button
            type="button"
            class=format!(
                "touch-large flex min-w-0! cursor-pointer flex-col items-center justify-center gap-0.5 rounded-field text-sm font-medium tracking-tight active:opacity-80 {colours}",
            )
            on:click=move |_| on_press()
        >
            <Icon shape=icon class="size-6" />
            {label}
        </button>
    }
}

/// "12 of 40 saved", while pictures are on their way to the disk, and what could not be saved.
#[component]
fn DarkroomLine() -> impl IntoView {
    let progress = darkroom::progress();
    let shown = {
        let progress = progress.clone();
        // A single shot is told by the camera itself.
        memo(move || progress.with(|now| now.failed > 0 || now.wanted > 1))
    };
    let failed = {
        let progress = progress.clone();
        memo(move || progress.with(|now| now.failed > 0))
    };
    let words = move || {
        progress.with(|now| {
            let saved = t!("photos-saved", "saved" => now.saved, "all" => now.wanted);
            match &now.failure {
                Some(failure) => {
                    format!("{saved} {}", t!("photos-failed", "count" => now.failed, "why" => failure.code.label()))
                }
                None => saved,
            }
        })
    };
    view! {
        <Show when=move || shown.get()>
            <div role="status" class="mx-auto flex max-w-xl items-center gap-2 px-2 py-1">
                <p class="tabular min-w-0 flex-1 text-sm" class=("text-error", failed)>{words.clone()}</p>
                <Show when=move || failed.get()>
                    <Button label=t!("try-again") look=Look::Plain on_press=|_| darkroom::try_again() />
                </Show>
                <IconButton label=t!("close") icon=icondata_lu::LuX on_press=|_| darkroom::dismiss() />
            </div>
        </Show>
    }
}
