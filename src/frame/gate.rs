//! What is shown: the notebook, or what stands in its place while there is none.

use leptos::prelude::*;

use super::{navigation::Navigation, notices::NoticeArea, start_view::use_start};
use crate::t;

/// Shows the pages once the notebook is open.
#[component]
pub fn Gate(
    /// The routes.
    children: ChildrenFn,
) -> impl IntoView {
    let start = use_start();
    let is_open = Memo::new(move |was: Option<&bool>| {
        was.copied().unwrap_or(false) || start.with(|start| start.me.is_some()).unwrap_or(false)
    });
    Effect::new(move |_| {
        if is_open.get() {
            remove_shell();
        }
    });
    let children = StoredValue::new(children);
    view! {
        <Show when=move || is_open.get()>
            <Frame>{children.with_value(|children| children())}</Frame>
        </Show>
    }
}

/// The page, the navigation around it, and the notices over it.
#[component]
fn Frame(children: Children) -> impl IntoView {
    view! {
        <a href="#main" class="btn btn-primary sr-only z-50 focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
            {t!("skip-to-content")}
        </a>
        <div class="flex min-h-dvh flex-col-reverse rail:flex-row">
            <Navigation />
            <main id="main" class="safe-top safe-x min-w-0 flex-1 pb-20 rail:pb-6">
                <div class="mx-auto max-w-5xl px-4 rail:px-8">{children()}</div>
            </main>
        </div>
        <NoticeArea />
    }
}

/// Removes what stood on the page until the app was drawn.
fn remove_shell() {
    if let Some(shell) = document().get_element_by_id("floorbook-shell") {
        shell.remove();
    }
}
