//! **Back up**: one file that gives everything back to who knows the passphrase.

use floorbook_port::{Passphrase, TeamCommand};
use leptos::prelude::*;

use super::written::{Writing, Written};
use crate::{
    components::{Look, SecretField},
    t,
};

/// The passphrase, and the file.
#[component]
pub(super) fn Backup() -> impl IntoView {
    let passphrase = RwSignal::new(String::new());
    let is_short = move || passphrase.with(|typed| typed.chars().count() < Passphrase::LEAST);
    let writing = Writing::new();
    let hint = Signal::derive(move || match is_short() {
        true => t!("passphrase-short", "least" => Passphrase::LEAST),
        false => t!("passphrase-kept"),
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !is_short() && !writing.is_writing().get_untracked() {
            writing.write(TeamCommand::Backup { passphrase: passphrase.get_untracked() });
        }
    };
    view! {
        <form class="flex flex-col gap-4 pb-2" novalidate on:submit=submit>
            <p>{t!("backup-text")}</p>
            <SecretField label=t!("passphrase") value=passphrase is_new=true hint />
            <div>
                <button
                    type="submit"
                    class=Look::Primary.class()
                    disabled=move || is_short() || writing.is_writing().get()
                >
                    {t!("write-file")}
                </button>
            </div>
            <Written writing />
        </form>
    }
}
