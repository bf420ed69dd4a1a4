//! A photo of somebody, if they agreed.

use floorbook_domain::{ConsentAnswer, ContactField, ContactId, Record};
use floorbook_port::{Command, ContactView, Write};
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::Blob;

use crate::{
    components::{Button, Icon, Show},
    engine::{self, Live, Picture},
    frame::{
        notices::{Notices, use_notices},
        writers::Fields,
    },
    pages::{answered::part, evidence::attach_picture},
    t,
};

/// The photo, with the ways to take one or take it away. Where they declined, none is taken.
#[component]
pub fn Photo(
    /// Whose.
    id: ContactId,
    /// The person.
    person: Live<ContactView>,
) -> impl IntoView {
    let notices = use_notices();
    let thumbnail = part(person, |view| view.thumbnail);
    let has_photo = part(person, |view| view.found.record.photo.is_some());
    let declined = part(person, |view| view.found.record.consent_photo.answer == ConsentAnswer::Declined);
    let name = part(person, |view| view.found.record.title());
    let input = NodeRef::<html::Input>::new();
    let seen = move || untrack(|| person.with(|view| view.found.seen)).unwrap_or_default();
    let chosen = move |_| {
        let file = input.get_untracked().and_then(|input| input.files()?.get(0));
        if let Some(file) = file {
            spawn_local(async move { keep(id, seen(), &file, notices).await });
        }
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let remove = move |_| {
        let write = Write::edit(id, seen(), vec![ContactField::Photo(None).into()]);
        spawn_local(async move {
            let command = engine::command_id();
            let done = engine::call_as(command, Command::Write(vec![write]), Vec::new()).await;
            notices.done_or_trouble(command, t!("photo-removed"), done);
        });
    };
    let words = Signal::derive(move || if has_photo.get() { t!("change-photo") } else { t!("add-photo") });
    view! {
        <div class="my-2 flex flex-wrap items-center gap-3">
            <Show when=move || has_photo.get()>
                <Picture hash=thumbnail alt=name class="size-24 rounded-box object-cover" />
            </Show>
            <Show
                when=move || !declined.get()
                fallback=|| {
                    view! {
                        <p class="flex items-center gap-2 text-muted">
                            <Icon shape=icondata_lu::LuCameraOff class="size-5 shrink-0" />
                            {t!("photo-declined")}
                        </p>
                    }
                }
            >
                <Fields>
                    <Button label=words icon=icondata_lu::LuCamera on_press=open />
                </Fields>
            </Show>
            <Show when=move || has_photo.get()>
                <Fields>
                    <Button label=t!("remove-photo") on_press=remove />
                </Fields>
            </Show>
            <input
                node_ref=input
                type="file"
                accept="image/*"
                class="hidden"
                tabindex="-1"
                aria-hidden="true"
                on:change=chosen
            />
        </div>
    }
}

/// Has the picture developed, and keeps it as the photo of the person.
async fn keep(id: ContactId, seen: u64, file: &Blob, notices: Notices) {
    let command = engine::command_id();
    let is_theirs = |photo| vec![Write::edit(id, seen, vec![ContactField::Photo(Some(photo)).into()])];
    match attach_picture(command, id.into(), file, is_theirs).await {
        Ok(answer) => drop(notices.done_or_trouble(command, t!("photo-kept"), Ok(answer))),
        Err(failure) => notices.trouble(&failure),
    }
}
