//! Starting and finishing a visit from Today.

use floorbook_domain::{Instant, VisitField, VisitId, VisitState};
use floorbook_port::{Command, ObservationFilter, PageRequest, Query, View, VisitSummary, Write};
use leptos::task::spawn_local;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    engine,
    frame::notices::use_notices,
    host::{clock, zones},
    t,
};

/// Starts a planned visit now, and opens it.
pub(super) fn use_begin() -> impl Fn(VisitSummary) + Clone {
    let (navigate, notices) = (use_navigate(), use_notices());
    move |visit: VisitSummary| {
        let navigate = navigate.clone();
        let zone = if visit.zone.is_empty() { zones::device() } else { visit.zone.clone() };
        let mut put =
            vec![VisitField::State(VisitState::Running).into(), VisitField::Started(Some(clock::now())).into()];
        if visit.visit.zone.is_empty() {
            put.push(VisitField::Zone(zone).into());
        }
        spawn_local(async move {
            match engine::call(Command::Write(vec![Write::edit(visit.id, visit.seen, put)])).await {
                Ok(_) => navigate(&format!("/visits/{}", visit.id), NavigateOptions::default()),
                Err(failure) => notices.trouble(&failure),
            }
        });
    }
}

/// Finishes a visit that was left running: at its last note, or at its start where it has none.
pub(super) fn use_finish() -> impl Fn(VisitSummary) + Clone {
    let notices = use_notices();
    move |visit: VisitSummary| {
        spawn_local(async move {
            let end = last_note(visit.id).await.or(visit.visit.started).unwrap_or_else(clock::now);
            let put = vec![
                VisitField::State(VisitState::Finished).into(),
                VisitField::Finished(Some(end.max(visit.visit.started.unwrap_or(end)))).into(),
            ];
            let id = engine::command_id();
            let command = Command::Write(vec![Write::edit(visit.id, visit.seen, put)]);
            let done = engine::call_as(id, command, Vec::new()).await;
            notices.done_or_trouble(id, t!("visit-finished"), done);
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
