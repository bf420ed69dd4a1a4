//! What opens the app where it is an app of its own: links and files; and the window being closed.

use floorbook_port::{FromShell, ToShell};
use js_sys::Uint8Array;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::notices::use_notices;
use crate::{draft, host::shell, t, text::Label};

/// A file that opened the app, until it is taken in: its name and its content.
#[derive(Clone, Copy)]
pub struct GivenFile(pub RwSignal<Option<(String, Uint8Array)>, LocalStorage>);

/// The address of a hub nearby that a link brought, until it stands in its line.
#[derive(Clone, Copy)]
pub struct GivenHub(pub RwSignal<Option<String>>);

/// Before anything is drawn that takes a file in; once, at the root.
pub fn provide_given() {
    provide_context(GivenHub(RwSignal::new(None)));
    provide_context(GivenFile(RwSignal::new_local(None)));
}

/// The file that opened the app.
pub fn given_file() -> GivenFile {
    expect_context()
}

/// The hub that a link brought.
pub fn given_hub() -> GivenHub {
    expect_context()
}

/// Follows what opens the app. Called once, where addresses are known.
pub(super) fn follow() {
    if !shell::is_here() {
        return;
    }
    let (file, hub, notices, navigate) = (given_file(), given_hub(), use_notices(), use_navigate());
    shell::on_given(move |(message, parts)| match message {
        // The form takes it out of the address: it is a secret.
        FromShell::Link(link) => navigate(&format!("/join#{link}"), NavigateOptions::default()),
        FromShell::NearLink(address) => {
            hub.0.set(Some(address));
            navigate("/sync", NavigateOptions::default());
        }
        FromShell::File { name } => {
            let Some(content) = parts.first() else { return };
            file.0.set(Some((name, Uint8Array::new(content))));
            navigate("/settings", NavigateOptions::default());
        }
        FromShell::NotOpened { name, failure } => {
            notices.say(t!("given-unreadable", "name" => name, "why" => failure.label()));
        }
        FromShell::Closing => spawn_local(async {
            // What the disk does not take now is a draft there, and comes back at the next start.
            draft::finish_all().await;
            shell::tell(&ToShell::Close, &[]);
        }),
        FromShell::Page(_) | FromShell::Device { .. } | FromShell::Saved { .. } | FromShell::Hall(_) => {}
    });
}
