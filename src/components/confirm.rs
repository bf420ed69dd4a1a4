//! A question before something that cannot simply be undone.

use leptos::prelude::*;

use super::{Button, Look, Sheet};
use crate::t;

/// Asks, and says what it means. **Cancel** and closing do nothing.
#[component]
pub fn Confirm(
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What happens, and what does not.
    #[prop(into)]
    text: Signal<String>,
    /// What the button that does it says.
    #[prop(into)]
    action: Signal<String>,
    /// Whether it is asked.
    #[prop(into)]
    open: Signal<bool>,
    /// The person said no.
    on_no: impl Fn() + Copy + Send + Sync + 'static,
    /// The person said yes.
    on_yes: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <Sheet title open on_close=on_no>
            <p class="mb-4 whitespace-pre-line">{move || text.get()}</p>
            <div class="flex flex-wrap justify-end gap-2 pb-2">
                <Button label=t!("cancel") on_press=move |_| on_no() />
                <Button label=action look=Look::Danger on_press=move |_| on_yes() />
            </div>
        </Sheet>
    }
}
