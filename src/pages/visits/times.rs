//! Day and times of a visit, on the clock of its place.

use floorbook_domain::{Instant, Problem, Visit};
use leptos::prelude::*;

use crate::{
    components::{Field, Show},
    draft::Form,
    host::{clock, zones},
    reactive::memo,
    t,
    text::Label,
};

/// A day and two times as they stand on the wall there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wall {
    day: String,
    from: String,
    until: String,
}

impl Wall {
    fn of(start: Option<Instant>, end: Option<Instant>, zone: &str) -> Wall {
        let text = |at: Option<Instant>| at.map(|at| zones::to_input(at, zone)).unwrap_or_default();
        let part = |text: &str, from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        let (start, end) = (text(start), text(end));
        Wall { day: part(&start, 0, 10), from: part(&start, 11, 16), until: part(&end, 11, 16) }
    }

    /// The moments it stands for; an end that lies before the start is on the next day.
    fn moments(&self, zone: &str) -> (Option<Instant>, Option<Instant>) {
        const DAY_MS: i64 = 86_400_000;
        let at = |time: &str| zones::from_input(&format!("{}T{time}", self.day), zone);
        let start = at(if self.from.is_empty() { "09:00" } else { &self.from });
        let end = if self.until.is_empty() { None } else { at(&self.until) };
        let end = end.map(|end| if start.is_some_and(|start| end < start) { end.plus_millis(DAY_MS) } else { end });
        (start, end.filter(|_| start.is_some()))
    }
}

/// When a visit is to be: day, from, until.
#[component]
pub(super) fn PlannedTimes(
    /// The visit.
    form: Form<Visit>,
    /// The zone of the place; empty for this device's.
    #[prop(into)]
    zone: Signal<String>,
) -> impl IntoView {
    // What was typed here stays on the wall, whatever zone the place turns out to have.
    let typed = RwSignal::new(None::<Wall>);
    let stored = form.read(|visit| (visit.planned_start, visit.planned_end));
    let wall = memo(move || {
        typed.get().unwrap_or_else(|| {
            let (start, end) = stored.get();
            Wall::of(start, end, &zone.get())
        })
    });
    let keep = move |wall: &Wall, zone: &str| {
        let (start, end) = wall.moments(zone);
        form.edit(|visit| (visit.planned_start, visit.planned_end) = (start, end));
    };
    let change = move |change: &dyn Fn(&mut Wall)| {
        let mut now = wall.get_untracked();
        change(&mut now);
        if now.day.is_empty() && !(now.from.is_empty() && now.until.is_empty()) {
            now.day = zones::to_input(clock::now(), &zone.get_untracked()).get(..10).unwrap_or_default().to_owned();
        }
        keep(&now, &zone.get_untracked());
        typed.set(Some(now));
    };
    Effect::watch(
        move || zone.get(),
        move |zone, _, _| {
            if let Some(wall) = typed.get_untracked() {
                keep(&wall, zone);
            }
        },
        false,
    );
    view! {
        <div class="grid grid-cols-2 gap-3 rail:grid-cols-4">
            <div class="col-span-2">
                <Field
                    label=t!("visit-day")
                    kind="date"
                    value=Signal::derive(move || wall.get().day)
                    on_input=move |day| change(&|wall| wall.day.clone_from(&day))
                />
            </div>
            <Field
                label=t!("visit-from")
                kind="time"
                value=Signal::derive(move || wall.get().from)
                on_input=move |time| change(&|wall| wall.from.clone_from(&time))
            />
            <Field
                label=t!("visit-until")
                kind="time"
                value=Signal::derive(move || wall.get().until)
                on_input=move |time| change(&|wall| wall.until.clone_from(&time))
            />
        </div>
    }
}

/// When a visit was: started, finished. When things were captured does not change with it.
#[component]
pub(super) fn ActualTimes(
    /// The visit.
    form: Form<Visit>,
    /// The zone of the place; empty for this device's.
    #[prop(into)]
    zone: Signal<String>,
) -> impl IntoView {
    let started = form.read(|visit| visit.started);
    let finished = form.read(|visit| visit.finished);
    let text = move |at: Option<Instant>| at.map(|at| zones::to_input(at, &zone.get())).unwrap_or_default();
    let read = move |text: String| zones::from_input(&text, &zone.get_untracked());
    let problem = Signal::derive(move || match (started.get(), finished.get()) {
        (Some(start), Some(end)) if end < start => Problem::EndsBeforeStart.label(),
        _ => String::new(),
    });
    view! {
        <div class="grid grid-cols-1 gap-3 rail:grid-cols-2">
            <Field
                label=t!("visit-started")
                kind="datetime-local"
                value=Signal::derive(move || text(started.get()))
                // A time that is half typed is none yet; a start is never taken away.
                on_input=move |text| if let Some(at) = read(text) { form.edit(|visit| visit.started = Some(at)) }
            />
            <Show when=move || finished.get().is_some()>
                <Field
                    label=t!("visit-ended")
                    kind="datetime-local"
                    value=Signal::derive(move || text(finished.get()))
                    on_input=move |text| if let Some(at) = read(text) { form.edit(|visit| visit.finished = Some(at)) }
                    problem
                />
            </Show>
        </div>
    }
}
