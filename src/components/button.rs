//! Buttons: a word, or a word with an icon. What a thumb in a glove hits.

use icondata_core::Icon as Shape;
use leptos::{ev::MouseEvent, prelude::*};

use super::Icon;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do here.
    Primary,
    /// Anything else.
    #[default]
    Quiet,
    /// As quiet, without a frame: within rows and toasts.
    Plain,
    /// It takes something away.
    Danger,
}

impl Look {
    /// The classes of a button of this look.
    pub fn class(self) -> &'static str {
        match self {
            Look::Primary => "btn btn-primary touch",
            Look::Quiet => "btn touch border-base-300 bg-base-300",
            Look::Plain => "btn btn-ghost touch",
            Look::Danger => "btn btn-outline btn-error touch",
        }
    }
}

/// A button with a word, and an icon where one helps.
#[component]
pub fn Button(
    /// The word; its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// What it does.
    on_press: impl Fn(MouseEvent) + 'static,
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// An icon before the word.
    #[prop(optional, into)]
    icon: Option<Shape>,
    /// Whether it can be pressed now.
    #[prop(default = Signal::stored(false), into)]
    disabled: Signal<bool>,
    /// More classes, such as `w-full`.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    button(label, Box::new(on_press), look, icon, disabled, class)
}

/// What is the same whatever the button does, so that it is compiled once.
fn button(
    label: Signal<String>,
    on_press: Press,
    look: Look,
    icon: Option<Shape>,
    disabled: Signal<bool>,
    class: &'static str,
) -> AnyView {
    view! {
        <button type="button" class=format!("{} {class}", look.class()) disabled=disabled on:click=on_press>
            {icon.map(|shape| view! { <Icon shape /> })}
            {move || label.get()}
        </button>
    }
    .into_any()
}

type Press = Box<dyn Fn(MouseEvent)>;

/// A button with only an icon: for back, close and search, whose shapes everybody knows.
#[component]
pub fn IconButton(
    /// Its accessible name, also shown on hover.
    #[prop(into)]
    label: String,
    /// The icon.
    icon: Shape,
    /// What it does.
    on_press: impl Fn(MouseEvent) + 'static,
    /// More classes.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    icon_button(label, icon, Box::new(on_press), class)
}

fn icon_button(label: String, icon: Shape, on_press: Press, class: &'static str) -> AnyView {
    view! {
        <button
            type="button"
            class=format!("btn btn-ghost btn-circle touch {class}")
            aria-label=label.clone()
            title=label
            on:click=on_press
        >
            <Icon shape=icon class="size-6" />
        </button>
    }
    .into_any()
}
