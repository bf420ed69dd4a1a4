//! **Lock with a passphrase**: what else is needed to open the notebook on this device.

use floorbook_port::{Failure, Passphrase};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Banner, Button, Confirm, Grave, Icon, Look, SecretField, Show},
    engine,
    reactive::memo,
    t,
    text::Label,
};

/// How it stands with the lock.
#[derive(Clone, Copy)]
struct Lock {
    /// Whether there is one; `None` until that is known.
    set: RwSignal<Option<bool>>,
    /// It is being set or removed.
    busy: RwSignal<bool>,
    /// A passphrase is being chosen.
    choosing: RwSignal<bool>,
    /// What was done last, in words.
    done: RwSignal<String>,
    failure: RwSignal<Option<Failure>>,
}

impl Lock {
    fn new() -> Lock {
        let lock = Lock {
            set: RwSignal::new(None),
            busy: RwSignal::new(false),
            choosing: RwSignal::new(false),
            done: RwSignal::default(),
            failure: RwSignal::new(None),
        };
        spawn_local(async move {
            match engine::is_locked().await {
                Ok(set) => lock.set.try_set(Some(set)),
                Err(why) => {
                    lock.failure.try_set(Some(why));
                    None
                }
            };
        });
        lock
    }

    fn change(self, passphrase: Option<Passphrase>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.done.set(String::new());
        self.failure.set(None);
        spawn_local(async move {
            let answer = engine::set_lock(passphrase).await;
            self.busy.try_set(false);
            match answer {
                Ok(set) => {
                    self.set.try_set(Some(set));
                    self.choosing.try_set(false);
                    self.done.try_set(if set { t!("lock-set") } else { t!("lock-removed") });
                }
                Err(why) => {
                    self.failure.try_set(Some(why));
                }
            }
        });
    }
}

/// Says what the lock is, and sets, changes and removes it.
#[component]
pub(super) fn DeviceLock() -> impl IntoView {
    let lock = Lock::new();
    let is_set = memo(move || lock.set.get() == Some(true));
    let removing = RwSignal::new(false);
    let status = move || if lock.busy.get() { t!("lock-busy") } else { lock.done.get() };
    view! {
        <section class="flex flex-col gap-3" aria-label=t!("lock")>
            <p class="text-sm text-muted">{t!("lock")}</p>
            <p class="flex gap-2">
                <Icon shape=icondata_lu::LuLock class="mt-0.5 size-5 shrink-0" />
                {move || if is_set.get() { t!("lock-is-set") } else { t!("lock-is-not-set") }}
            </p>
            <p class="text-sm text-muted">{t!("lock-text")}</p>
            <details class="text-sm text-muted">
                <summary class="touch flex cursor-pointer items-center">{t!("lock-limits")}</summary>
                <p class="whitespace-pre-line">{t!("lock-limits-text")}</p>
            </details>
            <Show when=move || lock.choosing.get()>
                <Choose lock />
            </Show>
            <Show when=move || lock.set.get().is_some() && !lock.choosing.get()>
                <div class="flex flex-wrap gap-2">
                    <Button
                        label=Signal::derive(move || if is_set.get() { t!("lock-change") } else { t!("lock-choose") })
                        disabled=lock.busy
                        on_press=move |_| lock.choosing.set(true)
                    />
                    <Show when=move || is_set.get()>
                        <Button
                            label=t!("lock-remove")
                            look=Look::Danger
                            disabled=lock.busy
                            on_press=move |_| removing.set(true)
                        />
                    </Show>
                </div>
            </Show>
            <p class="text-sm" role="status">{move || status()}</p>
            {move || lock.failure.get().map(|why| view! {
                <Banner icon=icondata_lu::LuTriangleAlert grave=Grave::Trouble title=t!("lock-failed") text=why.label() />
            })}
            <Confirm
                title=t!("lock-remove-question")
                text=t!("lock-remove-text")
                action=t!("lock-remove")
                open=removing
                on_no=move || removing.set(false)
                on_yes=move || {
                    removing.set(false);
                    lock.change(None);
                }
            />
        </section>
    }
}

/// The passphrase from now on. It can be shown, so it is typed once.
#[component]
fn Choose(lock: Lock) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let is_short = move || typed.with(|typed| typed.chars().count() < Passphrase::LEAST);
    let hint = Signal::derive(move || match is_short() {
        true => t!("passphrase-short", "least" => Passphrase::LEAST),
        false => t!("lock-keep"),
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !is_short() {
            lock.change(Some(Passphrase::new(typed.get_untracked())));
        }
    };
    view! {
        <form class="flex flex-col gap-3" novalidate on:submit=submit>
            <SecretField label=t!("lock-new") value=typed autofocus=true hint />
            <div class="flex flex-wrap gap-2">
                <button type="submit" class=Look::Primary.class() disabled=move || is_short() || lock.busy.get()>
                    {t!("lock-do")}
                </button>
                <Button label=t!("cancel") disabled=lock.busy on_press=move |_| lock.choosing.set(false) />
            </div>
        </form>
    }
}
