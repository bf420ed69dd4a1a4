//! Which version this is, and on whose work it stands.

use leptos::prelude::*;

use crate::{host::page, t};

/// Version, build and licences.
#[component]
pub(super) fn About() -> impl IntoView {
    let build = page::global("floorbookBuild").and_then(|build| build.as_string()).unwrap_or_default();
    view! {
        <div class="flex flex-col gap-2">
            <p>{t!("about-version", "version" => env!("CARGO_PKG_VERSION"))}</p>
            <p class="text-sm text-muted">{t!("about-build")} " " <span class="font-mono select-all">{build}</span></p>
            <p class="text-sm text-muted">{t!("about-licence")}</p>
            <p class="text-sm text-muted">{t!("about-others")}</p>
        </div>
    }
}
