//! Photos that hang on a record and show that it is so.

use floorbook_domain::{Attachment, AttachmentField, AttachmentId, Media, RecordRef};
use floorbook_port::{
    Answer, AttachmentView, Command, CommandId, ErrorCode, Failure, NewAttachment, Part, Query, Write,
};
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::Blob;

use super::timeline::Strip;
use crate::{
    components::{Button, Show},
    engine::{self, live_pages},
    frame::{notices::use_notices, writers::Fields},
    host::{clock, files},
    ids, t,
};

/// The photos of a record, and the button that adds one: from the camera on a phone, else a file.
#[component]
pub fn Evidence(
    /// The record.
    record: RecordRef,
    /// The zone of the place.
    zone: Signal<String>,
    /// Whether photos can be added here.
    #[prop(default = true)]
    can_add: bool,
) -> impl IntoView {
    let notices = use_notices();
    let photos = live_pages::<AttachmentView>(50, move |page| Query::Attachments(record, page));
    let attachments = Signal::derive(move || photos.rows().get().unwrap_or_default());
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let all = files::chosen(&input);
        spawn_local(async move {
            for file in all {
                let command = engine::command_id();
                if let Err(failure) = attach_picture(command, record, &file, |_| Vec::new()).await {
                    notices.trouble(&failure);
                }
            }
        });
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let adding = can_add.then(|| {
        view! {
            <Fields>
                <Button label=t!("add-photo") icon=icondata_lu::LuCamera on_press=open />
            </Fields>
            <input
                node_ref=input
                type="file"
                accept="image/*"
                multiple=true
                class="hidden"
                tabindex="-1"
                aria-hidden="true"
                on:change=chosen
            />
        }
    });
    view! {
        <Show when=move || !photos.is_empty()>
            <Strip attachments zone />
        </Show>
        {adding}
    }
}

/// Has a picture developed, and keeps it at `owner`; `also` is written with it.
///
/// # Errors
/// The engine's failure, or that the file is no picture.
pub async fn attach_picture(
    command: CommandId,
    owner: RecordRef,
    file: &Blob,
    also: impl FnOnce(AttachmentId) -> Vec<Write>,
) -> Result<Answer, Failure> {
    let developed = engine::develop(file, false).await?;
    let Some((width, height)) = developed.size else {
        return Err(Failure::new(ErrorCode::Malformed, "the file is no picture that this browser can read"));
    };
    let photo: AttachmentId = ids::new();
    let fields = Attachment {
        owner: Some(owner),
        media: Media::Photo,
        mime: developed.mime,
        taken: Some(clock::now()),
        width,
        height,
        ..Attachment::default()
    };
    let has_thumbnail = developed.thumbnail.is_some();
    let attachment = NewAttachment {
        id: photo,
        fields: fields.fields().into_iter().map(AttachmentField::into).collect(),
        content: Part(0),
        thumbnail: has_thumbnail.then_some(Part(1)),
        original: None,
    };
    let parts = std::iter::once(developed.content).chain(developed.thumbnail).collect();
    engine::call_as(command, Command::Attach { attachments: vec![attachment], writes: also(photo) }, parts).await
}
