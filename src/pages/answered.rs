//! A page that waits for its first answer.

use leptos::prelude::*;

use crate::{
    components::{Show, Trouble, Waiting},
    engine::{Live, Shown},
    reactive::memo,
};

/// Shows its children once there is an answer; until then it holds their place, or says what failed.
#[component]
pub fn Answered<T: Shown>(
    /// What is awaited.
    live: Live<T>,
    /// What is shown of it.
    children: ChildrenFn,
) -> impl IntoView {
    let is_there = memo(move || live.with(|_| ()).is_some());
    let waiting = move || match live.failure() {
        Some(failure) => view! { <Trouble failure on_again=move || live.again() /> }.into_any(),
        None => view! { <Waiting /> }.into_any(),
    };
    view! {
        <Show when=move || is_there.get() fallback=waiting>
            {children()}
        </Show>
    }
}

/// A part of an answer; of no answer, an empty one.
pub fn part<T: Shown, P>(live: Live<T>, read: impl Fn(&T) -> P + Send + Sync + 'static) -> Memo<P>
where
    P: Default + PartialEq + Send + Sync + 'static,
{
    memo(move || live.with(&read).unwrap_or_default())
}
