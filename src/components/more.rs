//! The end of a list that grows: it asks for more when it comes near, and by a button.

use leptos::{html, prelude::*};

use super::{Button, Show};
use crate::{host::near, reactive::effect, t};

/// Stands at the end of a list. As long as `has_more`, it asks by itself when it comes near.
#[component]
pub fn More(
    /// Whether there may be more.
    #[prop(into)]
    has_more: Signal<bool>,
    /// How many rows there are: asked again when they have come and the end is still near.
    #[prop(into)]
    rows: Signal<usize>,
    /// Asks for more.
    on_more: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let end = NodeRef::<html::Div>::new();
    let is_near = RwSignal::new(false);
    let watch = StoredValue::new_local(None);
    end.on_load(move |end| {
        let tell = move |near| {
            is_near.try_set(near);
        };
        watch.set_value(near::watch(&end, tell));
    });
    effect(move || {
        rows.track();
        if is_near.get() && has_more.get() {
            on_more();
        }
    });
    view! {
        <div node_ref=end class="flex min-h-2 justify-center py-2">
            <Show when=move || has_more.get()>
                <Button label=t!("show-more") on_press=move |_| on_more() />
            </Show>
        </div>
    }
}
