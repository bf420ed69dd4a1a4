//! Short notices, and **Undo** for ten seconds.

use std::time::Duration;

use floorbook_port::{Answer, Command, CommandId, Failure};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{ToastStack, ToastView},
    engine, t,
    text::Label,
};

/// How long a notice stays, in ticks.
const TICKS: u32 = 40;
const TICK: Duration = Duration::from_millis(250);

#[derive(Clone)]
struct Notice {
    view: ToastView,
    undo: Option<CommandId>,
    left: u32,
}

/// What is to be said at the foot of the page. One for the app, from the context.
#[derive(Clone, Copy)]
pub struct Notices {
    notices: RwSignal<Vec<Notice>>,
    held: RwSignal<bool>,
    last: StoredValue<u32>,
}

impl Default for Notices {
    fn default() -> Self {
        Notices::new()
    }
}

impl Notices {
    /// None yet; made once at the root.
    pub fn new() -> Notices {
        let notices = Notices { notices: RwSignal::default(), held: RwSignal::new(false), last: StoredValue::new(0) };
        set_interval(move || notices.tick(), TICK);
        notices
    }

    /// Says something for ten seconds.
    pub fn say(self, text: impl Into<String>) {
        self.add(text.into(), None, false);
    }

    /// Says what was done, and offers to undo it for ten seconds.
    pub fn undoable(self, text: impl Into<String>, command: CommandId) {
        self.add(text.into(), Some(command), false);
    }

    /// Says what went wrong, and what was kept.
    pub fn trouble(self, failure: &Failure) {
        self.add(failure.label(), None, true);
    }

    /// Says `text` with **Undo** where the command was done, and what went wrong where not.
    /// Answers whether it was done.
    pub fn done_or_trouble(self, command: CommandId, text: impl Into<String>, done: Result<Answer, Failure>) -> bool {
        match done {
            Ok(_) => self.undoable(text, command),
            Err(ref failure) => self.trouble(failure),
        }
        done.is_ok()
    }

    fn add(self, text: String, undo: Option<CommandId>, is_trouble: bool) {
        let number = self.last.get_value() + 1;
        self.last.set_value(number);
        let view = ToastView { number, text, can_undo: undo.is_some(), is_trouble };
        self.notices.update(|notices| {
            // Two at most: more would hide the page.
            if notices.len() > 1 {
                notices.remove(0);
            }
            notices.push(Notice { view, undo, left: TICKS });
        });
    }

    fn tick(self) {
        if self.held.get_untracked() || self.notices.with_untracked(Vec::is_empty) {
            return;
        }
        let any_over = self.notices.try_update_untracked(|notices| {
            notices.iter_mut().for_each(|notice| notice.left = notice.left.saturating_sub(1));
            notices.iter().any(|notice| notice.left == 0)
        });
        if any_over == Some(true) {
            self.notices.update(|notices| notices.retain(|notice| notice.left > 0));
        }
    }

    fn close(self, number: u32) {
        self.notices.update(|notices| notices.retain(|notice| notice.view.number != number));
        self.held.set(false);
    }

    fn undo(self, number: u32) {
        let find = |notices: &Vec<Notice>| notices.iter().find(|notice| notice.view.number == number)?.undo;
        let Some(command) = self.notices.with_untracked(find) else { return };
        self.close(number);
        spawn_local(async move {
            match engine::call(Command::Undo(command)).await {
                Ok(_) => self.say(t!("undone")),
                Err(failure) => self.trouble(&failure),
            }
        });
    }
}

/// The app's notices.
pub fn use_notices() -> Notices {
    expect_context()
}

/// Where the notices are shown.
#[component]
pub(super) fn NoticeArea() -> impl IntoView {
    let notices = use_notices();
    let toasts =
        Signal::derive(move || notices.notices.with(|all| all.iter().map(|n| n.view.clone()).collect::<Vec<_>>()));
    view! {
        <ToastStack
            toasts
            on_undo=move |number| notices.undo(number)
            on_close=move |number| notices.close(number)
            on_hold=move |held| notices.held.set(held)
        />
    }
}
