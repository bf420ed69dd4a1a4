//! Something went wrong: what happened, what was kept, what to do.

use floorbook_port::Failure;
use leptos::prelude::*;

use super::{Button, Icon};
use crate::{t, text::Label};

/// A failure in words, with a way to try again.
#[component]
pub fn Trouble(
    /// What failed.
    failure: Failure,
    /// **Try again** was pressed.
    on_again: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <div class="flex flex-col items-start gap-3 rounded-box border border-error p-4" role="alert">
            <p class="flex gap-2">
                <Icon shape=icondata_lu::LuTriangleAlert class="mt-0.5 size-5 shrink-0 text-error" />
                {failure.label()}
            </p>
            <Button label=t!("try-again") on_press=move |_| on_again() />
        </div>
    }
}
