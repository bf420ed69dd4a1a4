//! A visit's steps: planned, running, paused, finished. One runs at a time: starting another asks
//! what becomes of the first.

use floorbook_domain::{Instant, RecordRef, Visit, VisitField, VisitId, VisitState};
use floorbook_port::{Command, CommandId, Failure, ObservationFilter, PageRequest, Query, View, VisitSummary, Write};
use leptos::{prelude::*, task::spawn_local};

use super::words;
use crate::{
    components::{Button, Look, Sheet},
    engine,
    frame::{notices::use_notices, start_view::use_start},
    host::{clock, zones},
    ids, t,
};

/// What can be done with a visit as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It begins, or goes on.
    Run,
    /// It is interrupted.
    Pause,
    /// It was over at that moment.
    Finish(Instant),
    /// It will not be.
    Cancel,
    /// It will be, after all.
    Plan,
}

/// What the step writes.
fn write(step: Step, id: VisitId, seen: u64, visit: &Visit, zone: &str) -> Write {
    let mut put = vec![];
    let state = match step {
        Step::Run => {
            if visit.started.is_none() {
                put.push(VisitField::Started(Some(clock::now())).into());
            }
            if visit.finished.is_some() {
                put.push(VisitField::Finished(None).into());
            }
            if zone.is_empty() {
                // Whoever starts a visit is there, and so is this device's clock.
                put.push(VisitField::Zone(zones::device()).into());
            }
            VisitState::Running
        }
        Step::Pause => VisitState::Paused,
        Step::Finish(at) => {
            put.push(VisitField::Finished(Some(at)).into());
            VisitState::Finished
        }
        Step::Cancel => VisitState::Cancelled,
        Step::Plan => VisitState::Planned,
    };
    put.push(VisitField::State(state).into());
    Write::edit(id, seen, put)
}

fn step_of(step: Step, summary: &VisitSummary) -> Write {
    write(step, summary.id, summary.seen, &summary.visit, &summary.zone)
}

/// What is to be said when a step was taken.
fn said(step: Step) -> String {
    match step {
        Step::Run => t!("visit-runs"),
        Step::Pause => t!("visit-was-paused"),
        Step::Finish(_) => t!("visit-finished"),
        Step::Cancel => t!("visit-was-cancelled"),
        Step::Plan => t!("visit-was-planned"),
    }
}

/// What waits for an answer: the write that starts a visit, and those that run.
#[derive(Clone)]
struct Asked {
    go: Write,
    running: Vec<VisitSummary>,
    then: Option<Callback<()>>,
}

/// Takes steps. `Copy`; the sheet that asks is [`AskAboutRunning`].
#[derive(Clone, Copy)]
pub struct Steps {
    asked: RwSignal<Option<Asked>>,
    done: StoredValue<Callback<Result<(CommandId, String), Failure>>>,
    running: Signal<Vec<VisitSummary>>,
}

/// The way to take steps with visits.
pub fn use_steps() -> Steps {
    let (notices, start) = (use_notices(), use_start());
    let done = Callback::new(move |done: Result<(CommandId, String), Failure>| match done {
        Ok((command, words)) => notices.undoable(words, command),
        Err(failure) => notices.trouble(&failure),
    });
    // What a colleague runs elsewhere goes on.
    let mine = |visit: &&VisitSummary| visit.led_by.is_none();
    let running = Signal::derive(move || {
        start.with(|start| start.running.iter().filter(mine).cloned().collect::<Vec<_>>()).unwrap_or_default()
    });
    Steps { asked: RwSignal::new(None), done: StoredValue::new(done), running }
}

impl Steps {
    /// Takes a step; where another visit runs already, asks first.
    pub fn take(self, step: Step, summary: &VisitSummary) {
        let go = step_of(step, summary);
        if step == Step::Run { self.run(go, None) } else { self.send(vec![go], said(step), None) }
    }

    /// Starts a visit that was planned; `then` is called once that is on the disk.
    pub fn begin(self, summary: &VisitSummary, then: impl Fn(VisitId) + Send + Sync + 'static) {
        let id = summary.id;
        self.run(step_of(Step::Run, summary), Some(Callback::new(move |()| then(id))));
    }

    /// Starts a visit that nobody planned; `then` is called with it once it is on the disk.
    pub fn start_now(self, visit: Visit, then: impl Fn(VisitId) + Send + Sync + 'static) {
        let id: VisitId = ids::new();
        let mut go = write(Step::Run, id, 0, &visit, &visit.zone);
        let known = floorbook_domain::AnyRecord::from(visit).fields();
        go.put = known.into_iter().chain(go.put).collect();
        self.run(go, Some(Callback::new(move |()| then(id))));
    }

    /// Finishes a visit that was left running: at its last note, or at its start where it has none.
    /// Whatever is noted later is still taken.
    pub fn finish_at_last_note(self, summary: VisitSummary) {
        spawn_local(async move {
            let started = summary.visit.started;
            let end = last_note(summary.id).await.or(started).unwrap_or_else(clock::now);
            self.take(Step::Finish(end.max(started.unwrap_or(end))), &summary);
        });
    }

    fn run(self, go: Write, then: Option<Callback<()>>) {
        let others = |running: &VisitSummary| RecordRef::from(running.id) != go.record;
        let running: Vec<_> = self.running.get_untracked().into_iter().filter(others).collect();
        if running.is_empty() {
            self.send(vec![go], said(Step::Run), then);
        } else {
            self.asked.set(Some(Asked { go, running, then }));
        }
    }

    /// The person said what becomes of the visits that run.
    fn answer(self, step: Step) {
        let Some(Asked { go, running, then }) = self.asked.get_untracked() else { return };
        self.asked.set(None);
        let others = running.iter().map(|summary| step_of(step, summary));
        self.send(others.chain([go]).collect(), said(Step::Run), then);
    }

    fn send(self, writes: Vec<Write>, words: String, then: Option<Callback<()>>) {
        let (command, done) = (engine::command_id(), self.done.get_value());
        spawn_local(async move {
            let answer = engine::call_as(command, Command::Write(writes), Vec::new()).await;
            if let (Ok(_), Some(then)) = (&answer, then) {
                then.run(());
            }
            done.run(answer.map(|_| (command, words)));
        });
    }
}

/// When the last note of a visit was captured.
async fn last_note(visit: VisitId) -> Option<Instant> {
    let query = Query::Observations(ObservationFilter::Visit(visit), PageRequest::first(1));
    match engine::ask(query).await {
        Ok(View::Observations(page)) => page.rows.first().map(|note| note.found.record.when),
        _ => None,
    }
}

/// Asks what becomes of the visit that runs, before another starts.
#[component]
pub fn AskAboutRunning(
    /// The steps that may have to ask.
    steps: Steps,
) -> impl IntoView {
    let names = move || {
        let asked = steps.asked.get();
        let names = asked.iter().flat_map(|asked| asked.running.iter().map(words::title));
        names.collect::<Vec<_>>().join(", ")
    };
    view! {
        <Sheet
            title=t!("visit-other-runs")
            open=Signal::derive(move || steps.asked.with(Option::is_some))
            on_close=move || steps.asked.set(None)
        >
            <p class="mb-4">{move || t!("visit-other-runs-text", "visit" => names())}</p>
            <div class="flex flex-col gap-2 pb-2">
                <Button label=t!("visit-pause-other") look=Look::Primary on_press=move |_| steps.answer(Step::Pause) />
                <Button label=t!("visit-finish-other") on_press=move |_| steps.answer(Step::Finish(clock::now())) />
                <Button label=t!("visit-keep-other") look=Look::Plain on_press=move |_| steps.asked.set(None) />
            </div>
        </Sheet>
    }
}
