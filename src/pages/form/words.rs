//! A set of words of a record, as chips that grow by typing.

use leptos::prelude::*;

use super::Lens;
use crate::{
    components::ChipSet,
    draft::{Form, Formed},
};

/// A set of words, tied to a field.
#[component]
pub fn Words<R: Formed>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, Vec<String>>,
    /// What is chosen: the name of the group.
    #[prop(into)]
    legend: String,
    /// What stands in the field for another word.
    #[prop(into)]
    another: String,
    /// The words that are offered as chips.
    #[prop(default = Signal::stored(Vec::new()), into)]
    words: Signal<Vec<String>>,
    /// Words that are offered while one types.
    #[prop(default = Signal::stored(Vec::new()), into)]
    offers: Signal<Vec<String>>,
    /// `text`, `tel`, `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What is wrong with one of them; empty if nothing.
    #[prop(default = Signal::stored(String::new()), into)]
    problem: Signal<String>,
) -> impl IntoView {
    let chosen = form.read(move |record| (field.get)(record).clone());
    let on_choose = move |word: String, is_chosen: bool| {
        form.edit(move |record| {
            let words = (field.reach)(record);
            words.retain(|other| *other != word);
            if is_chosen {
                words.push(word);
            }
        });
    };
    view! { <ChipSet legend words offers chosen on_choose another kind problem /> }
}
