//! Telling the engine something about syncing or the team, and asking the person first where it counts.

use floorbook_port::{Answer, Command, TeamCommand};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::Confirm,
    engine,
    frame::notices::{Notices, use_notices},
};

/// Tells the engine; what goes wrong is said in a notice. `Copy`; lives as long as what made it.
#[derive(Clone, Copy)]
pub struct Tell {
    notices: Notices,
    busy: RwSignal<bool>,
}

/// A way to tell the engine.
pub fn use_tell() -> Tell {
    Tell { notices: use_notices(), busy: RwSignal::new(false) }
}

impl Tell {
    /// Tells it.
    pub fn run(self, command: TeamCommand) {
        self.then(command, |_| ());
    }

    /// Tells it, and does `then` with the answer.
    pub fn then(self, command: TeamCommand, then: impl FnOnce(Answer) + 'static) {
        self.spawn(command, Box::new(then));
    }

    /// Whether an answer is awaited.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    fn spawn(self, command: TeamCommand, then: Box<dyn FnOnce(Answer)>) {
        self.busy.set(true);
        spawn_local(async move {
            let answer = engine::call(Command::Team(command)).await;
            // Who asked may have left meanwhile; what went wrong is said all the same.
            let is_here = self.busy.try_set(false).is_none();
            match answer {
                Ok(answer) if is_here => then(answer),
                Ok(_) => {}
                Err(failure) => self.notices.trouble(&failure),
            }
        });
    }
}

/// A question with what is told to the engine after a yes.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The question.
    pub title: String,
    /// What happens, and what does not.
    pub text: String,
    /// What the button says.
    pub action: String,
    /// What is told.
    pub command: TeamCommand,
}

/// The question that is asked now, if one is.
pub type Asked = RwSignal<Option<Question>>;

/// Asks what stands in `asked`, and tells the engine after a yes.
#[component]
pub fn Asking(
    /// The question.
    asked: Asked,
    /// The way to tell.
    tell: Tell,
    /// Called with the answer to what was told.
    #[prop(default = Callback::new(|_| ()), into)]
    on_answer: Callback<Answer>,
) -> impl IntoView {
    let of = move |words: fn(&Question) -> &String| {
        Signal::derive(move || asked.with(|asked| asked.as_ref().map(words).cloned().unwrap_or_default()))
    };
    let yes = move || {
        if let Some(question) = asked.get_untracked() {
            asked.set(None);
            tell.then(question.command, move |answer| on_answer.run(answer));
        }
    };
    view! {
        <Confirm
            title=of(|question| &question.title)
            text=of(|question| &question.text)
            action=of(|question| &question.action)
            open=Signal::derive(move || asked.with(Option::is_some))
            on_no=move || asked.set(None)
            on_yes=yes
        />
    }
}
