//! Files that travel without a network: **Hand over** to a member, **Back up**, and opening one.

mod backup;
mod hand_over;
mod open;
mod written;

use leptos::prelude::*;

pub use self::open::OpenFile;
use self::{backup::Backup, hand_over::HandOver};
use crate::{
    components::{Button, Sheet},
    frame::{
        given::given_file,
        start_view::{open_notebook, reads_only},
    },
    reactive::{drawn, effect, memo},
    t,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    HandOver,
    Backup,
    Open,
}

impl Way {
    fn title(self) -> String {
        match self {
            Way::HandOver => t!("hand-over"),
            Way::Backup => t!("backup"),
            Way::Open => t!("open-file"),
        }
    }
}

/// **Hand over** by itself, where somebody cannot be reached otherwise.
#[component]
pub fn HandOverButton() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button label=t!("hand-over-file") icon=icondata_lu::LuShare2 on_press=move |_| open.set(true) />
        <Sheet title=t!("hand-over") open on_close=move || open.set(false)>
            <HandOver />
        </Sheet>
    }
}

/// The three ways of files, each in a sheet of its own.
#[component]
pub fn Files() -> impl IntoView {
    let way = RwSignal::new(None::<Way>);
    let shown = StoredValue::new(Way::Open);
    let open = move |chosen| {
        shown.set_value(chosen);
        way.set(Some(chosen));
    };
    let given = given_file();
    effect(move || {
        if given.0.with(Option::is_some) {
            open(Way::Open);
        }
    });
    let (notebook, reads_only) = (open_notebook(), reads_only());
    let is_sample = memo(move || {
        notebook.with(|one| one.as_ref().is_some_and(|one| one.kind == floorbook_port::NotebookKind::Sample))
    });
    let title = Signal::derive(move || way.get().map(Way::title).unwrap_or_default());
    // The sample is never synced, and leaves no file.
    let out = move || {
        (!is_sample.get()).then(|| {
            view! {
                <Button label=t!("hand-over") icon=icondata_lu::LuShare2 on_press=move |_| open(Way::HandOver) />
                <Button label=t!("backup") icon=icondata_lu::LuPackageCheck on_press=move |_| open(Way::Backup) />
            }
        })
    };
    view! {
        <p>{move || if reads_only.get() { t!("files-text-reader") } else { t!("files-text") }}</p>
        <div class="flex flex-wrap gap-2">
            {drawn(out)}
            <Button label=t!("open-file") icon=icondata_lu::LuFolderOpen on_press=move |_| open(Way::Open) />
        </div>
        <Sheet title open=Signal::derive(move || way.get().is_some()) on_close=move || way.set(None)>
            {match shown.get_value() {
                Way::HandOver => view! { <HandOver /> }.into_any(),
                Way::Backup => view! { <Backup /> }.into_any(),
                Way::Open => view! { <OpenFile /> }.into_any(),
            }}
        </Sheet>
    }
}
