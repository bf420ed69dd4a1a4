//! The notebook's user interface: it draws, listens, and asks the engine. It keeps nothing itself.
//!
//! # Rooms
//! | room | what it does | what it never does |
//! |---|---|---|
//! | [`app`] | mounts; providers and routes | anything else |
//! | [`engine`] | the one door to the engine: call, ask, live answers | know what the engine is made of |
//! | [`draft`] | keeps what is being typed, from keystroke to record | draw |
//! | [`host`] | thin doors to the device: clock, zones, settings, files | know the notebook |
//! | [`reactive`] | leptos' memos, effects and changing views, compiled once | |
//! | [`text`] | every word that a person reads | |
//! | [`components`] | pieces: values in, callbacks out | call the engine |
//! | [`frame`] | what is around every page: navigation, notices, shortcuts, first start | |
//! | [`pages`] | one file or folder a screen: reads views, composes components | input or output but through the doors |
//!
//! # To add a page
//! Put `pages/bread.rs` (one component, `Bread`), name it in `pages/mod.rs`, and add its
//! `<Route>` in `app.rs`. A page begins with [`PageHeader`](components::PageHeader), which gives it
//! its one h1, the document's title and the way back. Then:
//! ```text
//! let partners = live_pages::<PartnerView>(50, |page| Query::Partners(page));
//! view! {
//!     <PageHeader title=t!("partners") />
//!     <For each=move || partners.rows().get().unwrap_or_default() key=… children=… />
//! }
//! ```
//! [`engine::live()`] and [`engine::live_pages`] keep the answer up to date; reading signals inside of
//! the query's closure asks again when they change. While asking again the old answer stays.
//!
//! # To change something
//! `spawn_local(async move { notices.done_or_trouble(id, t!("note-deleted"), engine::call_as(id, command, vec![]).await) })`:
//! see [`frame::notices`] for what the person is told, with **Undo** where a command can be undone.
//! What is typed goes through [`draft::use_draft`] instead.
//!
//! # To add a text
//! Put `key = Words` into `text/en/<area>.ftl` and write `t!("key")`. A test finds keys that are
//! missing or unused, and words that stand in a view.
//!
//! # Styles
//! daisyUI 5 on Tailwind 4; the theme and the five sizes of text are in `public/style.css`. Class
//! names are written as whole literals: the style sheet is made by reading these sources. Ours:
//! `touch` (48 px), `touch-large` (56 px), `safe-*`, `text-muted`, `text-late`, `bg-major` and the
//! like; `rail:` is the width from which a side rail stands beside the page.

pub mod app;
pub mod components;
pub mod draft;
pub mod engine;
pub mod frame;
pub mod host;
pub mod ids;
pub mod pages;
pub mod reactive;
pub mod text;

/// Starts the app in the browser's page.
pub fn start() {
    console_error();
    engine::open();
    if host::shell::is_here() {
        wasm_bindgen_futures::spawn_local(async {
            host::kept::read_shell().await;
            host::settings::wear(host::settings::theme());
            mount();
        });
    } else {
        mount();
    }
}

fn mount() {
    leptos::mount::mount_to_body(app::App);
    draft::start();
}

/// A panic says where it came from, in the browser's console.
fn console_error() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
}
