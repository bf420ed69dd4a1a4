//! **Open a file**: a `.floorbook` file from another member, or a backup, is taken in.

use floorbook_port::{Answer, Command, ErrorCode, Part, TakenIn, TeamCommand};
use js_sys::Uint8Array;
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::File;

use crate::{
    components::{Button, Field, Icon, Look, SecretField, Show},
    engine,
    frame::{given::given_file, notices::use_notices, start_view::my_name},
    host::{device, files},
    reactive::{drawn, effect},
    t,
};

/// What a file brought, in sentences.
pub(super) fn report(taken: &TakenIn) -> String {
    let mut said = vec![match (taken.changes, taken.photos) {
        (0, 0) => t!("taken-nothing"),
        (changes, photos) => t!("taken-new", "changes" => changes, "photos" => photos),
    }];
    if taken.aside > 0 {
        said.push(t!("taken-aside", "count" => taken.aside));
    }
    if taken.damaged > 0 {
        said.push(t!("taken-damaged", "count" => taken.damaged));
    }
    if taken.cut {
        said.push(t!("taken-cut"));
    }
    if taken.provisional {
        said.push(t!("provisional"));
    }
    said.join(" ")
}

/// Takes a file in; where it asks for a passphrase or a link, so does this. `on_taken` hears of what
/// it brought.
#[component]
pub fn OpenFile(
    /// Called with what the file brought.
    #[prop(default = Callback::new(|_| ()), into)]
    on_taken: Callback<TakenIn>,
) -> impl IntoView {
    let notices = use_notices();
    let chosen = RwSignal::new_local(None::<(String, Uint8Array)>);
    let (asks, busy, taken) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<String>));
    let (secret, name) = (RwSignal::new(String::new()), RwSignal::new(my_name().get_untracked()));
    let device = RwSignal::new(device::name());
    let take = move || {
        let Some((_, bytes)) = chosen.get_untracked() else { return };
        busy.set(true);
        let command = Command::Team(TeamCommand::TakeIn {
            file: Part(0),
            secret: secret.get_untracked().trim().to_owned(),
            name: name.get_untracked().trim().to_owned(),
            device: device.get_untracked().trim().to_owned(),
        });
        spawn_local(async move {
            let answer = engine::call_with(command, vec![bytes]).await;
            busy.try_set(false);
            match answer {
                Ok(Answer::TakenIn(brought)) => {
                    asks.try_set(false);
                    chosen.try_set(None);
                    taken.try_set(Some(report(&brought)));
                    on_taken.try_run(brought);
                }
                Ok(_) => {}
                // It is sealed for somebody else, as far as is known without a secret.
                Err(failure) if failure.code == ErrorCode::WrongSecret && asks.try_get_untracked() == Some(false) => {
                    asks.try_set(true);
                }
                Err(failure) => notices.trouble(&failure),
            }
        });
    };
    let begin = move |name: String, bytes: Uint8Array| {
        chosen.set(Some((name, bytes)));
        asks.set(false);
        taken.set(None);
        secret.set(String::new());
        take();
    };
    // A file that opened the app is taken in like one that was chosen here.
    let given = given_file();
    effect(move || {
        if let Some((name, bytes)) = given.0.get() {
            given.0.set(None);
            begin(name, bytes);
        }
    });
    let pick = move |file: Option<File>| {
        let Some(file) = file else { return };
        spawn_local(async move {
            match files::bytes(&file).await {
                Some(bytes) => {
                    chosen.try_set(Some((file.name(), bytes)));
                    asks.try_set(false);
                    taken.try_set(None);
                    secret.try_set(String::new());
                    take();
                }
                None => notices.say(t!("file-unreadable")),
            }
        });
    };
    let input = NodeRef::<html::Input>::new();
    let browse = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let file_name = move || chosen.with(|chosen| chosen.as_ref().map(|(name, _)| name.clone()));
    view! {
        <div class="flex flex-col gap-4 pb-2">
            <p>{t!("open-file-text")}</p>
            <input
                node_ref=input
                type="file"
                class="sr-only"
                tabindex="-1"
                // By its ending: systems know no media type for it. Those of Apple grey out what they do not know.
                accept=".floorbook,application/octet-stream"
                aria-label=t!("floorbook-file")
                on:change:target=move |event| pick(files::chosen(&event.target()).into_iter().next())
            />
            <div>
                <Button label=t!("choose-file") icon=icondata_lu::LuFolderOpen disabled=busy on_press=browse />
            </div>
            <p class="wrap-anywhere text-muted empty:hidden" role="status">
                {move || match (busy.get(), file_name()) {
                    (true, Some(name)) => t!("file-reading", "name" => name),
                    (false, Some(name)) => name,
                    _ => String::new(),
                }}
            </p>
            <Show when=move || asks.get()>
                <form
                    class="flex flex-col gap-4"
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        take();
                    }
                >
                    <SecretField label=t!("file-secret") value=secret hint=t!("file-secret-hint") />
                    <Field label=t!("first-name") value=name autocomplete="name" on_input=move |typed| name.set(typed) />
                    <Field label=t!("device-name") value=device on_input=move |typed| device.set(typed) />
                    <div>
                        <button type="submit" class=Look::Primary.class() disabled=busy>
                            {t!("open-file-go")}
                        </button>
                    </div>
                </form>
            </Show>
            {drawn(move || taken.get().map(|words| view! {
                <p class="flex gap-2 rounded-box bg-base-200 p-4" role="status">
                    <span class="text-success"><Icon shape=icondata_lu::LuCheck class="mt-0.5 size-5 shrink-0" /></span>
                    {words}
                </p>
            }))}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_came_and_what_did_not() {
        assert_eq!(report(&TakenIn::default()), "Everything in this file was here already.");
        let taken = TakenIn { changes: 1, photos: 2, aside: 3, damaged: 1, cut: true, ..TakenIn::default() };
        let said = report(&taken);
        assert!(said.starts_with("One change and 2 photos or recordings are new here."), "{said}");
        assert!(said.contains("3 changes were put aside") && said.contains("end of the file is missing"), "{said}");
    }
}
