//! The live connection of a device: an event whenever there is something new.

use super::asked::Asked;
use super::live::Listener;
use super::{Answered, Api};
use axum::extract::State;
use axum::response::{
    IntoResponse, Sse,
    sse::{Event, KeepAlive},
};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

/// How often a connection with no news says that it lives: less than proxies wait.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// `GET /v1/workspaces/{id}/notices`: the first event says at once what there is, so that whoever connects
/// again misses nothing; later ones carry new envelopes that are small. It ends when the device is removed, and when the hub stops.
pub(super) async fn listen(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    let listener = Listener::new(api, asked.id, asked.signed.device)?;
    let events = stream::unfold((listener, true), async |(mut listener, is_first)| {
        let news = if is_first { listener.now().await } else { listener.next().await }?;
        let event = Event::default().event("news").data(news.text());
        Some((Ok::<_, Infallible>(event), (listener, false)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response())
}
