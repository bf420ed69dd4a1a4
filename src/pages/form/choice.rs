//! One of a closed list of words, as chips.

use leptos::prelude::*;

use super::Lens;
use crate::{
    components::ChipChoice,
    draft::{Form, Formed},
    text::Label,
};

/// One of a closed list, tied to a field.
#[component]
pub fn Choice<R: Formed, T>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, T>,
    /// What is chosen: the name of the group.
    #[prop(into)]
    legend: String,
    /// What can be chosen.
    all: &'static [T],
) -> impl IntoView
where
    T: Label + Clone + PartialEq + Send + Sync + 'static,
{
    let choices = all.iter().map(|choice| (choice.clone(), choice.label())).collect();
    let chosen = form.read(move |record| (field.get)(record).clone());
    let on_choose = move |choice: T| form.edit(move |record| *(field.reach)(record) = choice);
    view! { <ChipChoice legend choices chosen on_choose /> }
}
