//! What is there only for those who may write in the open notebook, and what the others can only read.

use leptos::prelude::*;

use super::start_view::reads_only;
use crate::components::Show;

/// Shows its children to those who may write.
#[component]
pub fn Writers(
    /// What leads to writing something.
    children: ChildrenFn,
) -> impl IntoView {
    let reads_only = reads_only();
    view! { <Show when=move || !reads_only.get()>{children()}</Show> }
}

/// Fields: who only reads sees what they hold, and cannot change it.
#[component]
pub fn Fields(
    /// More classes; without, it is as if it were not there.
    #[prop(default = "contents")]
    class: &'static str,
    /// The fields, and the buttons that belong to them.
    children: Children,
) -> impl IntoView {
    let reads_only = reads_only();
    view! {
        <fieldset class=class disabled=move || reads_only.get()>
            {children()}
        </fieldset>
    }
}
