//! What a person should put right in a form, beside the field it is about. It never blocks.

use floorbook_domain::{Problem, Record};
use leptos::prelude::*;

use crate::{
    draft::{Form, Formed, SaveState},
    text::problems_text,
};

/// Those of `about` that the record has, in words. A form in which nothing was typed yet has none.
pub fn problem<R: Formed + Record>(form: Form<R>, about: &'static [Problem]) -> Signal<String> {
    let problems = form.read(R::problems);
    let state = form.state();
    Signal::derive(move || {
        if state.with(|state| *state == SaveState::Untouched) {
            return String::new();
        }
        problems.with(|problems| {
            let found: Vec<_> = problems.iter().copied().filter(|problem| about.contains(problem)).collect();
            problems_text(&found)
        })
    })
}
