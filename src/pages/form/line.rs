//! A line of text of a record.

use leptos::prelude::*;

use super::Lens;
use crate::{
    components::Field,
    draft::{Form, Formed},
};

/// A labelled line that is tied to a field.
#[component]
pub fn Line<R: Formed>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, String>,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What is wrong with it; empty if nothing.
    #[prop(default = Signal::stored(String::new()), into)]
    problem: Signal<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: String,
    /// Words that are offered while one types.
    #[prop(default = Signal::stored(Vec::new()), into)]
    offers: Signal<Vec<String>>,
    /// Whether the cursor is in it from the start.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let value = form.read(move |record| (field.get)(record).clone());
    let on_input = move |typed: String| form.edit(move |record| *(field.reach)(record) = typed);
    view! { <Field label value on_input problem hint offers autofocus /> }
}
