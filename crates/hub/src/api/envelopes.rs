//! Heads, pushing and pulling envelopes.

use super::asked::Asked;
use super::{Answered, Api, message, pushed};
use crate::storage::Arrival;
use axum::extract::State;
use floorbook_seal::Hash;
use floorbook_seal::membership::Unfit;
use floorbook_wire::signed::unhex;
use floorbook_wire::{Ack, Cursor, LogId, MAX_ITEMS, MAX_PULL, Outcome, Push, Reason, read};
use minicbor::bytes::ByteVec;
use std::sync::Arc;
use std::time::Instant;

/// So many signatures are checked in passing; with more, other requests go on meanwhile on another thread.
const FEW: usize = 16;

/// `GET /v1/workspaces/{id}`.
pub(super) async fn heads(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    Ok(message(&api.storage.heads(asked.id).await?))
}

/// `POST /v1/workspaces/{id}/envelopes`.
pub(super) async fn push(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    let membership = asked.by_member(&api).await?;
    let Push { envelopes } = read(&asked.body)?;
    if envelopes.len() > MAX_ITEMS {
        return Err(Reason::TooLarge.into());
    }
    let judge = |bytes: &ByteVec| {
        let refused = |unfit: Unfit| Ack { name: Hash::of(bytes), outcome: Outcome::Refused(unfit.into()) };
        membership.judge(bytes).map(Arrival::from).map_err(refused)
    };
    let judge_all = || envelopes.iter().map(judge).collect();
    let judged: Vec<Result<Arrival, Ack>> =
        if envelopes.len() > FEW { tokio::task::block_in_place(judge_all) } else { judge_all() };
    let arrivals = judged.iter().filter_map(|judged| judged.as_ref().ok().cloned()).collect();
    let (start, sizes) = (Instant::now(), judged.iter().flatten().map(|arrival| arrival.bytes.len() as u64).sum());
    let mut outcomes = api.storage.append_envelopes(asked.id, arrivals).await?.into_iter();
    let lost = Outcome::Refused(Reason::NotStored);
    let ack = |judged: Result<Arrival, Ack>| match judged {
        Ok(arrival) => Ack { name: arrival.name, outcome: outcomes.next().unwrap_or(lost) },
        Err(ack) => ack,
    };
    let acks: Vec<Ack> = judged.into_iter().map(ack).collect();
    let taken = acks.iter().filter(|ack| !matches!(ack.outcome, Outcome::Refused(_))).count();
    if taken > 0 {
        api.metrics.appended(taken as u64, sizes, start.elapsed());
        api.tell(asked.id).await?;
    }
    Ok(pushed(acks))
}

/// `GET /v1/workspaces/{id}/envelopes?log=…&position=…&running=…&limit=…`; without a log from the start.
pub(super) async fn pull(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    let after = match asked.query("log") {
        None => None,
        Some(log) => {
            let log = LogId(unhex(log).ok_or(Reason::Unreadable)?);
            let running = Hash(asked.query("running").and_then(unhex).ok_or(Reason::Unreadable)?);
            let position = asked.query("position").and_then(|text| text.parse().ok()).ok_or(Reason::Unreadable)?;
            Some(Cursor { log, position, running })
        }
    };
    let limit = asked.query("limit").map_or(Ok(MAX_PULL), str::parse).map_err(|_| Reason::Unreadable)?;
    Ok(message(&api.storage.pull_after(asked.id, after, limit.min(MAX_PULL)).await?))
}
