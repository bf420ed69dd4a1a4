//! A file that the engine wrote, on its way out.

use floorbook_port::{Answer, Command, ErrorCode, Failure, TeamCommand};
use leptos::{prelude::*, task::spawn_local};
use web_sys::File;

use crate::{
    components::{Button, Icon, Look, Show},
    engine,
    frame::notices::{Notices, use_notices},
    host::{bytes, save_file, shell},
    t,
};

/// How far the file is. `Copy`; lives as long as what made it.
#[derive(Clone, Copy)]
pub(super) struct Writing {
    notices: Notices,
    is_writing: RwSignal<bool>,
    file: RwSignal<Option<File>, LocalStorage>,
    /// Whether it was saved, as far as is known here.
    saved: RwSignal<bool>,
}

impl Writing {
    /// None yet; made in the component that shows it.
    pub(super) fn new() -> Writing {
        let (is_writing, file, saved) = (RwSignal::new(false), RwSignal::new_local(None), RwSignal::new(false));
        Writing { notices: use_notices(), is_writing, file, saved }
    }

    /// Whether it is under way.
    pub(super) fn is_writing(self) -> Signal<bool> {
        self.is_writing.into()
    }

    /// Has the file written, and fetches it. Where it cannot be shared it is saved at once.
    pub(super) fn write(self, command: TeamCommand) {
        let notices = self.notices;
        self.is_writing.set(true);
        self.file.set(None);
        self.saved.set(false);
        spawn_local(async move {
            let written = written(command).await;
            self.is_writing.try_set(false);
            match written {
                Ok(file) => {
                    if !save_file::can_share_file(&file) {
                        self.save(&file).await;
                    }
                    self.file.try_set(Some(file));
                }
                Err(failure) => notices.trouble(&failure),
            }
        });
    }

    /// Hands the file out; answers whether it was taken.
    async fn save(self, file: &File) -> bool {
        match save_file::save(&file.name(), file).await {
            Ok(saved) => {
                self.saved.try_update(|known| *known |= saved);
                saved
            }
            Err(failure) => {
                self.notices.trouble(&failure);
                false
            }
        }
    }
}

async fn written(command: TeamCommand) -> Result<File, Failure> {
    let Answer::File { name, parts, .. } = engine::call(Command::Team(command)).await? else {
        return Err(Failure::new(ErrorCode::Malformed, "the answer is no file"));
    };
    let mut all = Vec::new();
    for number in 0..parts {
        all.push(engine::file_part(number).await?);
    }
    save_file::file(&name, &all).ok_or_else(|| Failure::new(ErrorCode::StorageFull, "the browser makes no file"))
}

/// The file, once it is there: **Share** where the system takes it, and **Save the file**.
#[component]
pub(super) fn Written(writing: Writing) -> impl IntoView {
    let notices = use_notices();
    let ready = move |file: File| {
        let words = t!("file-ready", "name" => file.name(), "size" => bytes::words(file.size() as u64));
        let (shared, saved) = (file.clone(), file.clone());
        let share = move |_| {
            let file = shared.clone();
            spawn_local(async move {
                if !save_file::share_file(&file).await && writing.save(&file).await {
                    notices.say(t!("file-saved-instead"));
                }
            });
        };
        let can_share = save_file::can_share_file(&file);
        view! {
            <div class="flex flex-col gap-3 rounded-box bg-base-200 p-4" role="status">
                <p class="flex gap-2">
                    <span class="text-success"><Icon shape=icondata_lu::LuCheck class="mt-0.5 size-5 shrink-0" /></span>
                    <span class="min-w-0 wrap-anywhere">{words} " " {move || (!can_share && writing.saved.get()).then(|| if shell::is_here() { t!("file-saved-here") } else { t!("file-saved") })}</span>
                </p>
                <div class="flex flex-wrap gap-2">
                    {can_share.then(|| view! {
                        <Button label=t!("share") look=Look::Primary icon=icondata_lu::LuShare2 on_press=share />
                    })}
                    <Button
                        label=t!("file-save")
                        icon=icondata_lu::LuDownload
                        on_press=move |_| {
                            let file = saved.clone();
                            spawn_local(async move {
                                writing.save(&file).await;
                            });
                        }
                    />
                </div>
            </div>
        }
    };
    view! {
        <Show when=move || writing.is_writing.get()>
            <p class="text-muted" role="status">{t!("file-writing")}</p>
        </Show>
        {move || writing.file.get().map(ready)}
    }
}
