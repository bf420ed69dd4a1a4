//! A picture's place in a list, for one that is fetched when it comes near.

use leptos::{html, prelude::*};

use crate::host::near;

/// Tells its content whether it is near what can be seen. `class` gives it its size, so that nothing
/// jumps.
#[component]
pub fn Near(
    /// Classes that give the size.
    class: &'static str,
    /// The content, given whether it is near.
    children: impl FnOnce(Signal<bool>) -> AnyView + 'static,
) -> impl IntoView {
    let place = NodeRef::<html::Span>::new();
    let is_near = RwSignal::new(false);
    let watch = StoredValue::new_local(None);
    place.on_load(move |place| {
        let tell = move |near| {
            is_near.try_set(near);
        };
        let watching = near::watch(&place, tell);
        if watching.is_none() {
            is_near.set(true);
        }
        watch.set_value(watching);
    });
    view! {
        <span node_ref=place class=format!("block overflow-hidden bg-base-300 {class}")>
            {children(is_near.into())}
        </span>
    }
}
