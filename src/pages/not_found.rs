//! An address that leads nowhere.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{components::PageHeader, t};

/// Says that there is no such page, and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <PageHeader title=t!("not-found") />
        <p class="mb-4">{t!("not-found-text")}</p>
        <A href="/" attr:class="btn btn-primary touch">
            {t!("today")}
        </A>
    }
}
