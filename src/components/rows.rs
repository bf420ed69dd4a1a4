//! A list that keeps the rows that stay.
//!
//! leptos' own `For` is compiled once for each sort of row in the app, with all that moves rows
//! about; here that part is compiled once, for rows that know how to draw themselves.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use leptos::prelude::{self, *};

/// A row before it is drawn.
struct Row {
    /// The hash of its key.
    key: u64,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

/// A view for each item. An item whose key was there before keeps its view.
#[component]
pub fn For<I, T, N, K>(
    /// The items.
    each: impl Fn() -> I + Send + 'static,
    /// What tells an item from others; it changes when the item is to be drawn anew.
    key: impl Fn(&T) -> K + Send + 'static,
    /// Draws an item.
    children: impl Fn(T) -> N + Send + Sync + 'static,
) -> impl IntoView
where
    I: IntoIterator<Item = T> + 'static,
    T: Send + 'static,
    N: IntoView + 'static,
    K: Hash + 'static,
{
    let children: Arc<dyn Fn(T) -> AnyView + Send + Sync> = Arc::new(move |item| children(item).into_any());
    let row = move |item: T| {
        let mut hasher = DefaultHasher::new();
        key(&item).hash(&mut hasher);
        let children = children.clone();
        Row { key: hasher.finish(), draw: Box::new(move || children(item)) }
    };
    rows(Box::new(move || each().into_iter().map(&row).collect()))
}

fn rows(each: Box<dyn Fn() -> Vec<Row> + Send>) -> AnyView {
    let props =
        prelude::ForProps::builder().each(each).key(|row: &Row| row.key).children(|row: Row| (row.draw)()).build();
    prelude::For(props).into_any()
}
