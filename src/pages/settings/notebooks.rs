//! The notebooks of this device: open another, start one's own, remove the sample.

use floorbook_domain::NotebookId;
use floorbook_port::{Command, NotebookKind, NotebookView};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    components::{Button, For, Icon, Look, Sheet, Show},
    draft, engine,
    frame::{
        notices::use_notices,
        start_view::{my_name, use_start},
    },
    reactive::memo,
    t,
    text::Label,
};

/// What stands on this device, without the personal part, which belongs to each notebook.
#[component]
pub fn Notebooks() -> impl IntoView {
    let start = use_start();
    let notebooks = memo(move || {
        let all = start.with(|start| start.notebooks.clone()).unwrap_or_default();
        all.into_iter().filter(|notebook| notebook.kind != NotebookKind::Personal).collect::<Vec<_>>()
    });
    let has = move |kind: NotebookKind| notebooks.with(|all| all.iter().any(|notebook| notebook.kind == kind));
    let removing = RwSignal::new(None::<NotebookId>);
    let name = my_name();
    let run = use_run();
    let begin = move |sample: bool| {
        let name = name.get_untracked();
        run.with_value(|run| run(Command::Begin { name, sample }));
    };
    let remove = move || {
        if let Some(id) = removing.get_untracked() {
            removing.set(None);
            run.with_value(|run| run(Command::RemoveSample(id)));
        }
    };
    view! {
        <ul class="divide-y divide-base-300">
            <For each=move || notebooks.get() key=|notebook| format!("{notebook:?}") let:notebook>
                <Row notebook removing run />
            </For>
        </ul>
        <div class="flex flex-wrap gap-2 empty:hidden">
            <Show when=move || !has(NotebookKind::Own)>
                <Button label=t!("first-begin") look=Look::Primary on_press=move |_| begin(false) />
            </Show>
            <Show when=move || !has(NotebookKind::Sample)>
                <Button label=t!("first-sample") on_press=move |_| begin(true) />
            </Show>
        </div>
        <Sheet
            title=t!("sample-remove-question")
            open=Signal::derive(move || removing.get().is_some())
            on_close=move || removing.set(None)
        >
            <p class="mb-4">{t!("sample-remove-text")}</p>
            <div class="flex flex-wrap justify-end gap-2 pb-2">
                <Button label=t!("cancel") on_press=move |_| removing.set(None) />
                <Button label=t!("sample-remove") look=Look::Danger icon=icondata_lu::LuTrash2 on_press=move |_| remove() />
            </div>
        </Sheet>
    }
}

type Run = Box<dyn Fn(Command)>;

/// Saves what is being typed, does the command, and goes to Today of the notebook that is open then.
fn use_run() -> StoredValue<Run, LocalStorage> {
    let (navigate, notices) = (use_navigate(), use_notices());
    StoredValue::new_local(Box::new(move |command| {
        let navigate = navigate.clone();
        spawn_local(async move {
            draft::finish_all().await;
            match engine::call(command).await {
                Ok(_) => navigate("/", NavigateOptions::default()),
                Err(failure) => notices.trouble(&failure),
            }
        });
    }))
}

#[component]
fn Row(
    notebook: NotebookView,
    removing: RwSignal<Option<NotebookId>>,
    run: StoredValue<Run, LocalStorage>,
) -> impl IntoView {
    let (id, name) = (notebook.id, notebook.label());
    let NotebookView { kind, open, reads_only, .. } = notebook;
    let is_sample = kind == NotebookKind::Sample;
    let said = [(open, t!("notebook-open")), (reads_only, t!("member-viewer"))];
    let said = said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words).collect::<Vec<_>>().join(" · ");
    let icon = if is_sample { icondata_lu::LuFlaskConical } else { icondata_lu::LuNotebook };
    view! {
        <li class="flex flex-wrap items-center gap-3 py-2">
            <span class="text-muted">
                <Icon shape=icon />
            </span>
            <div class="min-w-0 flex-1">
                <p class="font-medium wrap-anywhere">{name}</p>
                <p class="text-sm text-muted empty:hidden">{said}</p>
            </div>
            {is_sample.then(|| view! {
                <Button label=t!("sample-remove") look=Look::Plain on_press=move |_| removing.set(Some(id)) />
            })}
            {(!open).then(|| view! {
                <Button label=t!("notebook-open-it") on_press=move |_| run.with_value(|run| run(Command::OpenNotebook(id))) />
            })}
        </li>
    }
}
