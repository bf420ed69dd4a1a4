//! Prose of a record.

use leptos::prelude::*;

use super::Lens;
use crate::{
    components::TextArea,
    draft::{Form, Formed},
};

/// A labelled text field that grows, tied to a field of prose.
#[component]
pub fn Prose<R: Formed>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, String>,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What stands there while it is empty.
    #[prop(optional, into)]
    placeholder: String,
) -> impl IntoView {
    let value = form.read(move |record| (field.get)(record).clone());
    let on_input = move |typed: String| form.edit(move |record| *(field.reach)(record) = typed);
    view! { <TextArea label value on_input placeholder class="min-h-20 text-base" /> }
}
