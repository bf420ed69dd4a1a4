//! **Hand over**: one sealed file with all that another member may lack.

use floorbook_domain::VisitId;
use floorbook_port::{PageRequest, Query, Scope, TeamCommand, VisitSummary};
use leptos::prelude::*;

use super::written::{Writing, Written};
use crate::{
    components::{Button, ChipChoice, Look, Select, Show},
    engine::live_pages,
    host::{clock, zones},
    pages::visit_rows::visit_title,
    t,
};

/// Which photos go along, and the file.
#[component]
pub(super) fn HandOver() -> impl IntoView {
    let (one, chosen) = (RwSignal::new(false), RwSignal::new(String::new()));
    let visits = live_pages::<VisitSummary>(100, |page: PageRequest| Query::Visits(Scope::All, page)).rows();
    let choices = Signal::derive(move || {
        let named = |visit: &VisitSummary| {
            let at = visit.visit.started.or(visit.visit.planned_start);
            let when = at.map(|at| zones::moment(at, &visit.zone, clock::now()));
            let words: Vec<String> = [visit_title(visit)].into_iter().chain(when).collect();
            (visit.id.to_string(), words.join(" · "))
        };
        visits.with(|visits| visits.iter().flatten().map(named).collect::<Vec<_>>())
    });
    // The list shows its first line as chosen until another one is.
    let visit = move || {
        let first = || choices.with_untracked(|all| all.first().map(|(id, _)| id.clone()));
        let id = Some(chosen.get_untracked()).filter(|id| !id.is_empty()).or_else(first)?;
        one.get_untracked().then(|| id.parse::<VisitId>().ok()).flatten()
    };
    let writing = Writing::new();
    let has_visits = move || choices.with(|all| !all.is_empty());
    view! {
        <div class="flex flex-col gap-4 pb-2">
            <p>{t!("hand-over-text")}</p>
            <Show when=has_visits>
                <ChipChoice
                    legend=t!("hand-over-photos")
                    choices=vec![(false, t!("hand-over-all")), (true, t!("hand-over-one"))]
                    chosen=one
                    on_choose=move |choice| one.set(choice)
                />
            </Show>
            <Show when=move || one.get()>
                <Select label=t!("record-visit") choices chosen on_choose=move |id| chosen.set(id) />
            </Show>
            <div>
                <Button
                    label=t!("write-file")
                    look=Look::Primary
                    disabled=writing.is_writing()
                    on_press=move |_| writing.write(TeamCommand::HandOver { visit: visit() })
                />
            </div>
            <Written writing />
        </div>
    }
}
