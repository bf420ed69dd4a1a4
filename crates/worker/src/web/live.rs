//! A live connection to a hub: a request whose answer does not end, but tells what is new.

use floorbook_engine::Exchange;
use floorbook_host::rhythm::{SILENCE, patience};
use floorbook_host::sse::Events;
use web_sys::AbortController;

use super::net::{Line, Reply};

/// Listens until the connection ends, is silent for too long, or `abort` cuts it off. `hear` is given the
/// data of each event. Answers whether the connection was open at all.
pub(crate) async fn listen(exchange: &Exchange, abort: &AbortController, hear: impl Fn(&str)) -> bool {
    let line = Line::new(abort);
    line.cut_off_in(patience(exchange.body.len()));
    let Ok(reply) = line.send(exchange).await else {
        return false;
    };
    if !tells_events(&reply) {
        return false;
    }
    let mut events = Events::default();
    loop {
        line.cut_off_in(SILENCE);
        // However it ends, all there is to do is to connect again.
        let Ok(Some(piece)) = reply.piece().await else {
            return true;
        };
        let Ok(ended) = events.take(&piece) else {
            return true;
        };
        ended.iter().for_each(|data| hear(data));
    }
}

/// A portal between answers with a page of its own.
fn tells_events(reply: &Reply) -> bool {
    reply.status() == 200 && reply.header("content-type").starts_with("text/event-stream")
}
