//! The live connection of a device: an event whenever there is something new.

use super::asked::Asked;
use super::{Answered, Api};
use axum::extract::State;
use axum::response::{
    IntoResponse, Sse,
    sse::{Event, KeepAlive},
};
use floorbook_seal::WorkspaceId;
use futures_util::stream;
use std::convert::Infallible;
use std::sync::{Arc, PoisonError};

impl Api {
    /// Wakes the live connections of a workspace.
    pub(super) fn tell(&self, id: WorkspaceId) {
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        // Where nobody listens any more, nothing is kept.
        if news.get(&id).is_some_and(|sender| sender.send(()).is_err()) {
            news.remove(&id);
        }
    }
}

/// `GET /v1/workspaces/{id}/notices`: the first event says at once what there is, so that whoever connects
/// again misses nothing.
pub(super) async fn listen(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    let id = asked.id;
    let mut news = api.news.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default().subscribe();
    news.mark_changed();
    let events = stream::unfold((api, news), move |(api, mut news)| async move {
        news.changed().await.ok()?;
        let notice = api.storage.news(id).await.ok()?;
        let event = Event::default().event("news").data(notice.text());
        Some((Ok::<_, Infallible>(event), (api, news)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}
