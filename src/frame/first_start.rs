//! The first start: your name, then a notebook of your own or one with sample data; or one that
//! exists already, by a link, a recovery key or a file.

use floorbook_port::{Command, Failure};
use icondata_core::Icon as Shape;
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use super::{given::given_file, notices::NoticeArea, title};
use crate::{
    components::{Banner, Button, Field, Grave, Icon, Look, Show},
    engine,
    host::{install, storage},
    pages::{
        files::OpenFile,
        join::{JoinForm, JoinProgress, RestoreForm},
    },
    reactive::{drawn, effect},
    t,
    text::Label,
};

/// Asks for what is needed, and nothing else.
#[component]
pub(super) fn FirstStart() -> impl IntoView {
    title::name_document(Signal::stored(String::new()));
    let install_first = RwSignal::new(install::should_be_installed_first());
    view! {
        <main class="safe-top safe-bottom safe-x flex min-h-dvh flex-col justify-center">
            <div class="mx-auto flex w-full max-w-md flex-col gap-8 px-6 py-10">
                <header class="flex flex-col gap-2">
                    <span class="flex size-14 items-center justify-center rounded-box bg-primary text-primary-content">
                        <Icon shape=icondata_lu::LuNotebookPen class="size-8" />
                    </span>
                    <h1 class="mt-2 text-2xl font-semibold">{t!("app-name")}</h1>
                    <p class="text-lg text-muted">{t!("first-promise")}</p>
                </header>
                <Show when=move || install_first.get() fallback=Ways>
                    <InstallFirst on_skip=move || install_first.set(false) />
                </Show>
            </div>
        </main>
        <NoticeArea />
    }
}

/// The ways to a notebook.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Begin,
    Join,
    Restore,
    Open,
}

/// A notebook of one's own first; below it the ways to one that exists already.
#[component]
fn Ways() -> impl IntoView {
    let way = RwSignal::new(Way::Begin);
    // A link or a file that was opened leads here before there is a notebook.
    let (given, path) = (given_file(), use_location().pathname);
    effect(move || {
        if given.0.with(Option::is_some) {
            way.set(Way::Open);
        } else if path.get() == "/join" {
            way.set(Way::Join);
        }
    });
    let sent = RwSignal::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    // The notebook opens on Today.
    let to_today = move || {
        navigate.with_value(|go| go("/", NavigateOptions { replace: true, ..NavigateOptions::default() }));
    };
    let on_sent = Callback::new(move |()| {
        sent.set(true);
        to_today();
    });
    let other = move |label: String, icon: Shape, to: Way| {
        view! { <Button label icon look=Look::Plain class="justify-start" on_press=move |_| way.set(to) /> }
    };
    let form = move || match way.get() {
        Way::Begin => view! {
            <Begin />
            <div class="flex flex-col gap-1 border-t border-base-300 pt-4">
                {other(t!("join-team"), icondata_lu::LuLink, Way::Join)}
                {other(t!("recovery-have"), icondata_lu::LuKeyRound, Way::Restore)}
                {other(t!("open-file"), icondata_lu::LuFolderOpen, Way::Open)}
            </div>
        }
        .into_any(),
        Way::Join => view! { <h2 class="text-lg font-semibold">{t!("join-team")}</h2> <JoinForm on_sent /> }.into_any(),
        Way::Restore => {
            view! { <h2 class="text-lg font-semibold">{t!("recovery-have")}</h2> <RestoreForm on_sent /> }.into_any()
        }
        Way::Open => view! { <h2 class="text-lg font-semibold">{t!("open-file")}</h2> <OpenFile /> }.into_any(),
    };
    view! {
        <JoinProgress sent />
        <Show when=move || !sent.get()>
            <div class="flex flex-col gap-4">
                {drawn(form)}
            </div>
        </Show>
        <Show when=move || way.get() != Way::Begin || sent.get()>
            <div>
                <Button
                    label=t!("back")
                    icon=icondata_lu::LuArrowLeft
                    on_press=move |_| {
                        sent.set(false);
                        way.set(Way::Begin);
                        to_today();
                    }
                />
            </div>
        </Show>
    }
}

/// How the app gets onto the home screen of an iPhone or iPad, and why it should.
#[component]
fn InstallFirst(on_skip: impl Fn() + 'static) -> impl IntoView {
    view! {
        <section class="flex flex-col gap-4">
            <h2 class="text-lg font-semibold">{t!("install-first")}</h2>
            <p>{t!("install-why")}</p>
            <ol class="flex list-decimal flex-col gap-2 pl-6">
                <li>{t!("install-step-share")}</li>
                <li>{t!("install-step-add")}</li>
                <li>{t!("install-step-open")}</li>
            </ol>
            <Button label=t!("install-skip") on_press=move |_| on_skip() />
        </section>
    }
}

/// The name, and the two ways to begin.
#[component]
fn Begin() -> impl IntoView {
    let (name, missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (begun, failure) = (RwSignal::new(None::<bool>), RwSignal::new(None::<Failure>));
    let input = NodeRef::<html::Input>::new();
    let begin = move |sample: bool| {
        let who = name.get_untracked().trim().to_owned();
        missing.set(who.is_empty());
        if who.is_empty() {
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
            }
            return;
        }
        if begun.get_untracked().is_some() {
            return;
        }
        begun.set(Some(sample));
        failure.set(None);
        spawn_local(async move {
            // Asked within the press, which some browsers require; the notebook begins either way.
            storage::persist().await;
            if let Err(why) = engine::call(Command::Begin { name: who, sample }).await {
                begun.try_set(None);
                failure.try_set(Some(why));
            }
        });
    };
    let problem = Signal::derive(move || if missing.get() { t!("first-name-missing") } else { String::new() });
    let busy = Signal::derive(move || begun.get().is_some());
    let below = move || match begun.get() {
        None => t!("first-sample-hint"),
        Some(true) => t!("first-filling"),
        Some(false) => t!("first-beginning"),
    };
    view! {
        <form
            class="flex flex-col gap-4"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                begin(false);
            }
        >
            <Field
                label=t!("first-name")
                value=name
                on_input=move |typed| {
                    missing.set(false);
                    name.set(typed);
                }
                problem
                hint=t!("first-name-hint")
                autocomplete="name"
                node_ref=input
            />
            {move || failure.get().map(|why| view! {
                <Banner icon=icondata_lu::LuTriangleAlert grave=Grave::Trouble title=t!("first-failed") text=why.label() />
            })}
            <div class="flex flex-col gap-2">
                <button type="submit" class="btn btn-primary touch-large w-full text-base" disabled=busy>
                    {t!("first-begin")}
                </button>
                <Button
                    label=t!("first-sample")
                    look=Look::Quiet
                    class="touch-large w-full text-base"
                    disabled=busy
                    on_press=move |_| begin(true)
                />
            </div>
            <p class="min-h-16 text-sm" class=("text-muted", move || begun.get().is_none()) role="status">{move || below()}</p>
        </form>
    }
}
