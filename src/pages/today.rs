//! Today: the running or next visit as the one large action; then what waits.

use leptos::prelude::*;

use crate::{components::PageHeader, t};

/// The first screen.
#[component]
pub fn Today() -> impl IntoView {
    view! { <PageHeader title=t!("today") /> }
}
