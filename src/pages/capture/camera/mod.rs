//! **Photo**: a camera that stays open between shots; each shot is saved at once. Files and the
//! system's camera are the other ways, and the only ones where this one is refused or missing.

mod bar;
mod view;

use std::collections::BTreeSet;

use floorbook_port::Command;
use leptos::{html, prelude::*, task::spawn_local};

use self::{bar::ShutterBar, view::Finder};
use super::{
    Holder, Place,
    darkroom::{self, Film},
    denied,
    pick::{PickFiles, SystemCamera},
};
use crate::{
    components::{Button, For, FullSheet, Icon, IconButton},
    engine,
    frame::notices::use_notices,
    host::{
        camera::{self, Camera},
        media::Denied,
        wake,
    },
    reactive::memo,
    t,
};

/// What the camera sheet works with. `Copy`; lives as long as the sheet.
#[derive(Clone, Copy)]
struct Session {
    holder: StoredValue<Holder, LocalStorage>,
    place: Place,
    video: NodeRef<html::Video>,
    camera: StoredValue<Option<Camera>, LocalStorage>,
    cameras: RwSignal<Vec<String>>,
    /// Why there is no picture, where there is none; `None` while it is asked for, too.
    denied: RwSignal<Option<Denied>>,
    is_open: RwSignal<bool>,
    has_torch: RwSignal<bool>,
    torch: RwSignal<bool>,
    /// Areas without photos where the person said that they may.
    allowed: RwSignal<BTreeSet<String>>,
    flash: RwSignal<u32>,
}

impl Session {
    fn new(holder: Holder, place: Place) -> Session {
        Session {
            holder: StoredValue::new_local(holder),
            place,
            video: NodeRef::new(),
            camera: StoredValue::new_local(None),
            cameras: RwSignal::default(),
            denied: RwSignal::default(),
            is_open: RwSignal::new(false),
            has_torch: RwSignal::new(false),
            torch: RwSignal::new(false),
            allowed: RwSignal::default(),
            flash: RwSignal::new(0),
        }
    }

    fn area(self) -> Signal<String> {
        let area = self.holder.with_value(Holder::area);
        Signal::derive(move || area.get())
    }

    /// The area where photos are not allowed, if the person stands in one and did not say that they may.
    fn forbidden(self) -> Memo<Option<String>> {
        let area = self.area();
        memo(move || {
            let area = area.get();
            (self.place.forbids_photos(&area) && !self.allowed.with(|allowed| allowed.contains(&area))).then_some(area)
        })
    }

    /// Opens a camera: the one named, else the one that looks away from the person.
    async fn open(self, device: Option<String>) {
        self.camera.try_set_value(None);
        self.is_open.try_set(false);
        let ended = move || {
            self.is_open.try_set(false);
            self.denied.try_set(Some(Denied::Busy));
        };
        match Camera::open(device.as_deref(), ended).await {
            Ok(camera) => {
                // The sheet may have been closed meanwhile; then the camera goes with this.
                let Some(video) = self.video.try_get_untracked().flatten() else { return };
                camera.show_in(&video);
                self.has_torch.try_set(camera.has_torch());
                self.torch.try_set(false);
                self.denied.try_set(None);
                self.camera.try_set_value(Some(camera));
                self.is_open.try_set(true);
                self.cameras.try_set(camera::cameras().await);
            }
            Err(why) => drop(self.denied.try_set(Some(why))),
        }
    }

    /// Takes the next camera.
    fn switch(self) {
        let now = self.camera.with_value(|camera| camera.as_ref().and_then(Camera::device));
        let next = self.cameras.with_untracked(|all| {
            let at = all.iter().position(|camera| Some(camera) == now.as_ref()).map_or(0, |at| at + 1);
            all.get(at).or(all.first()).cloned()
        });
        spawn_local(self.open(next));
    }

    fn switch_torch(self) {
        let on = !self.torch.get_untracked();
        spawn_local(async move {
            // The camera is borrowed while it switches; closing the sheet meanwhile lets it go afterwards.
            let Some(Some(camera)) = self.camera.try_update_value(Option::take) else { return };
            let switched = camera.set_torch(on).await;
            if self.camera.try_set_value(Some(camera)).is_none() && switched {
                self.torch.try_set(on);
            }
        });
    }

    /// Takes a shot and hands it to the darkroom.
    fn shoot(self) {
        let Some(video) = self.video.get_untracked() else { return };
        let holder = self.holder.get_value();
        self.flash.update(|flash| *flash += 1);
        spawn_local(async move {
            if let Some(blob) = camera::shoot(&video).await {
                darkroom::save(vec![Film::shot(blob, holder)]);
            }
        });
    }
}

/// The camera.
#[component]
pub fn CameraSheet(
    /// What holds the shots.
    holder: Holder,
    /// Where one is.
    place: Place,
    /// The sheet was closed.
    on_close: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let session = Session::new(holder, place);
    let notices = use_notices();
    session.video.on_load(move |_| spawn_local(session.open(None)));
    let awake = StoredValue::new_local(None);
    spawn_local(async move {
        let lock = wake::keep_awake().await;
        awake.try_set_value(lock);
    });
    let choose_area = move |area: String| {
        place.remember_area(&area);
        let Some(write) = session.holder.with_value(|holder| holder.choose_area(area)) else { return };
        spawn_local(async move {
            if let Err(failure) = engine::call(Command::Write(vec![write])).await {
                notices.trouble(&failure);
            }
        });
    };
    let close = on_close.clone();
    view! {
        <FullSheet label=t!("photo") on_close=on_close>
            <div class="flex items-center gap-2 p-2">
                <IconButton label=t!("close") icon=icondata_lu::LuX on_press=move |_| close() />
                <AreaSelect session on_choose=choose_area />
                <Saved session />
            </div>
            <div class="relative min-h-0 flex-1">
                <Finder session />
            </div>
            <ShutterBar session />
        </FullSheet>
    }
}

/// The area of the shots, in the browser's own list.
#[component]
fn AreaSelect(session: Session, on_choose: impl Fn(String) + Copy + 'static) -> impl IntoView {
    let (area, areas) = (session.area(), session.place.areas());
    let all = move || {
        let (mut all, area) = (areas.get(), area.get());
        if !area.is_empty() && !all.contains(&area) {
            all.push(area);
        }
        all
    };
    let option = move |name: String| {
        let (own, value) = (name.clone(), name.clone());
        view! { <option value=value selected=move || area.with(|area| *area == own)>{name}</option> }
    };
    view! {
        <select
            class="select touch min-w-0 flex-1 bg-neutral text-base text-neutral-content"
            aria-label=t!("area")
            on:change:target=move |event| on_choose(event.target().value())
        >
            <option value="" selected=move || area.with(String::is_empty)>{t!("no-area")}</option>
            <For each=all key=Clone::clone children=option />
        </select>
    }
}

/// How many shots of this session are on the disk.
#[component]
fn Saved(session: Session) -> impl IntoView {
    let saved = session.holder.with_value(Holder::saved);
    let words = move || t!("shots-saved", "count" => saved.get());
    view! { <p role="status" class="tabular px-2 text-right text-sm">{move || words()}</p> }
}
