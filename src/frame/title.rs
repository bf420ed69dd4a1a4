//! The document's title, and where the focus goes when a page is opened.

use leptos::prelude::*;
use web_sys::{FocusOptions, HtmlElement};

use crate::{draft, host::page, reactive::effect, t};

/// What the page is called now; written by the page that is open.
#[derive(Clone, Copy)]
struct PageTitle(RwSignal<String>);

/// Whether a page was opened before in this load: the first one leaves the focus alone.
#[derive(Clone, Copy)]
struct Arrived(StoredValue<bool>);

/// Keeps the document's title true; called once at the root.
pub fn provide_title() {
    let title = RwSignal::new(String::new());
    let visible = RwSignal::new(page::is_visible());
    page::on_visibility(move |now| {
        visible.try_set(now);
    });
    let unsaved = draft::unsaved();
    effect(move || {
        let name = title.with(|title| match title.as_str() {
            "" => t!("app-name"),
            title => t!("document-title", "page" => title),
        });
        // A hidden page can only speak through its title.
        let waits = !visible.get() && unsaved.get();
        document().set_title(&if waits { t!("document-title-unsaved", "title" => name) } else { name });
    });
    provide_context(PageTitle(title));
    provide_context(Arrived(StoredValue::new(false)));
}

/// Names the document after the page, as long as the page is open.
pub fn name_document(title: Signal<String>) {
    if let Some(PageTitle(document)) = use_context() {
        effect(move || document.set(title.get()));
    }
}

/// Moves the focus to the head of a page that was opened by a link, so that a screen reader begins
/// there; not while a sheet is open.
pub fn arrive_at(heading: &HtmlElement) {
    let Some(Arrived(arrived)) = use_context() else { return };
    let first = !arrived.get_value();
    arrived.set_value(true);
    let covered = document().query_selector("dialog[open]").ok().flatten().is_some();
    if !first && !covered {
        let calmly = FocusOptions::new();
        calmly.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&calmly);
    }
}
