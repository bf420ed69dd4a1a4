//! **Join a team**: the link, one's name, what the device is called, and what becomes of one's notes.

use floorbook_port::{NotebookKind, TeamCommand};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use super::scan::Scan;
use crate::{
    components::{ChipChoice, Field, Look, Show},
    frame::start_view::{my_name, use_start},
    host::{device, page, settings},
    pages::told::use_tell,
    reactive::{effect, memo},
    t,
};

/// A whole link. What stands behind the `#` alone belongs to the hub that this page came from.
fn whole(typed: &str, origin: &str) -> String {
    let typed = typed.trim();
    match typed.strip_prefix('#').unwrap_or(typed) {
        fragment if fragment.contains('#') => fragment.to_owned(),
        fragment => format!("{origin}/join#{fragment}"),
    }
}

/// The form. A link in the page's address stands in it already.
#[component]
pub fn JoinForm(
    /// The engine has taken the link.
    #[prop(into)]
    on_sent: Callback<()>,
) -> impl IntoView {
    let tell = use_tell();
    let link = RwSignal::new(String::new());
    follow_address(link);
    let (name, device) = (RwSignal::new(my_name().get_untracked()), RwSignal::new(device::name()));
    // Nothing is chosen beforehand: what the others see cannot be taken back.
    let (bring, tried) = (RwSignal::new(None::<bool>), RwSignal::new(false));
    let start = use_start();
    // Notes that were never connected can be brought in: those of the open notebook before others.
    let own = memo(move || {
        let all = start.with(|start| start.notebooks.clone()).unwrap_or_default();
        let mut own: Vec<_> =
            all.into_iter().filter(|one| one.kind == NotebookKind::Own && one.hub.is_none()).collect();
        own.sort_by_key(|one| !one.open);
        own.first().map(|one| one.id)
    });
    let missing = move |field: RwSignal<String>, words: fn() -> String| {
        Signal::derive(move || {
            let is_missing = tried.get() && field.with(|text| text.trim().is_empty());
            if is_missing { words() } else { String::new() }
        })
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let of = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let undecided = own.get_untracked().is_some() && bring.get_untracked().is_none();
        if of(link).is_empty() || of(name).is_empty() || undecided || tell.busy().get_untracked() {
            return;
        }
        let command = TeamCommand::Join {
            link: whole(&of(link), &page::origin()),
            name: of(name),
            device: of(device),
            bring: own.get_untracked().filter(|_| bring.get_untracked() == Some(true)),
        };
        let brings = own.get_untracked().is_some() && bring.get_untracked() == Some(true);
        tell.then(command, move |_| {
            if brings {
                settings::look_for_doubles(true);
            }
            on_sent.run(());
        });
    };
    view! {
        <form class="flex flex-col gap-4" novalidate on:submit=submit>
            <p>{t!("join-how")}</p>
            <Field
                label=t!("invitation-link")
                value=link
                problem=missing(link, || t!("invitation-link-missing"))
                on_input=move |typed| link.set(typed)
            />
            <Scan on_found=move |found: String| link.set(found) />
            <Field
                label=t!("first-name")
                value=name
                hint=t!("first-name-hint")
                autocomplete="name"
                problem=missing(name, || t!("first-name-missing"))
                on_input=move |typed| name.set(typed)
            />
            <Field label=t!("device-name") value=device hint=t!("device-name-hint") on_input=move |typed| device.set(typed) />
            <Show when=move || own.get().is_some()>
                <ChipChoice
                    legend=t!("bring-notes")
                    choices=vec![(Some(true), t!("bring-notes-in")), (Some(false), t!("bring-notes-separate"))]
                    chosen=bring
                    on_choose=move |choice| bring.set(choice)
                />
                <p class="text-sm empty:hidden" class=("text-error", move || bring.get().is_none())>
                    {move || match bring.get() {
                        Some(true) => t!("bring-notes-in-text"),
                        Some(false) => t!("bring-notes-separate-text"),
                        None if tried.get() => t!("bring-notes-choose"),
                        None => String::new(),
                    }}
                </p>
            </Show>
            <div>
                <button type="submit" class=Look::Primary.class() disabled=tell.busy()>
                    {t!("join")}
                </button>
            </div>
        </form>
    }
}

/// The link by which the page was opened, kept in `link`. It is taken out of the address: it is a secret.
fn follow_address(link: RwSignal<String>) {
    let (hash, navigate) = (use_location().hash, use_navigate());
    effect(move || {
        let fragment = hash.get();
        if fragment.len() > 1 {
            link.set(whole(&fragment, &page::origin()));
            navigate("/join", NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn what_stands_behind_the_sign_belongs_to_this_hub() {
        let origin = "https://here.example";
        assert_eq!(whole(" https://hub.example/join#abc ", origin), "https://hub.example/join#abc");
        assert_eq!(whole("#abc", origin), "https://here.example/join#abc");
        assert_eq!(whole("abc", origin), "https://here.example/join#abc");
    }
}
