//! Founding a workspace, and its membership records.

use super::admission::Admission;
use super::asked::Asked;
use super::known::resolved;
use super::{Answered, Api, message, pushed};
use crate::storage::Held;
use axum::extract::State;
use floorbook_seal::membership::{Action, Record, Standing};
use floorbook_wire::{Found, MAX_ITEMS, Reason, Records, RecordsHeld, read};
use std::sync::Arc;

/// The most records in a request of a device that is not known yet: its Join, and what it may have seen beside it.
const MOST_OF_A_NEWCOMER: usize = 64;

/// `POST /v1/workspaces/{id}`: the one request that needs no membership before it.
pub(super) async fn found(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    let Found { founding, records } = read(&asked.body)?;
    if records.len() > MAX_ITEMS {
        return Err(Reason::TooLarge.into());
    }
    let held = Held { founding, records: records.into_iter().map(Vec::from).collect() };
    let membership = tokio::task::block_in_place(|| resolved(asked.id, &held))?;
    if membership.standing(&founding) != Standing::Stands {
        return Err(Reason::Aside.into());
    }
    let card = membership.device(asked.signed.device).ok_or(Reason::Stranger)?.card;
    asked.check(&api, &card)?;
    if membership.role_of_device(asked.signed.device).is_none() {
        return Err(Reason::Removed.into());
    }
    let _turn = api.known.one_at_a_time.lock().await;
    if api.storage.create_workspace(asked.id, founding, held.records, api.most_workspaces).await? {
        api.known.set(asked.id, membership);
    } else if api.storage.membership(asked.id).await?.map(|held| held.founding) != Some(founding) {
        return Err(Reason::Taken.into());
    }
    Ok(message(&api.storage.heads(asked.id).await?))
}

/// `GET /v1/workspaces/{id}/membership?after=N`.
pub(super) async fn pull(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    let after = asked.query("after").map_or(Ok(0), str::parse).map_err(|_| Reason::Unreadable)?;
    let held = api.storage.membership(asked.id).await?.ok_or(Reason::UnknownWorkspace)?;
    let count = held.records.len() as u64;
    let records = held.records.into_iter().skip(after).map(Into::into).collect();
    Ok(message(&RecordsHeld { records, count }))
}

/// `POST /v1/workspaces/{id}/membership`: by a device of the workspace, or one whose Join or Recover is in it.
pub(super) async fn push(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    let Records { records } = read(&asked.body)?;
    if records.len() > MAX_ITEMS {
        return Err(Reason::TooLarge.into());
    }
    let membership = api.known.membership(&api, asked.id).await?.ok_or(Reason::UnknownWorkspace)?;
    let by_member = membership.device(asked.signed.device).is_some();
    if by_member {
        asked.by_member(&api).await?;
    } else {
        // Who is no member yet has little to say.
        if records.len() > MOST_OF_A_NEWCOMER {
            return Err(Reason::TooLarge.into());
        }
        let read = records.iter().filter_map(|bytes| Record::read(bytes).ok());
        // The card that its own record brings: records of others who came before may be among them.
        let card = read.into_iter().find_map(|record| {
            match record.action() {
                Action::Join { card, .. } | Action::Recover { card, .. } => Some(*card),
                Action::AddDevice { consent, .. } => Some(consent.card),
                _ => None,
            }
            .filter(|card| card.device == asked.signed.device)
        });
        asked.check(&api, &card.ok_or(Reason::Stranger)?)?;
    }
    let _turn = api.known.one_at_a_time.lock().await;
    let held = api.storage.membership(asked.id).await?.ok_or(Reason::UnknownWorkspace)?;
    let membership = api.known.membership(&api, asked.id).await?.ok_or(Reason::UnknownWorkspace)?;
    let records: Vec<Vec<u8>> = records.into_iter().map(Vec::from).collect();
    let judged = tokio::task::spawn_blocking(move || {
        let mut admission = Admission::new((*membership).clone(), &held, by_member)?;
        let acks = admission.judge(&records);
        Ok::<_, Reason>((acks, admission.into_taken()))
    });
    let (acks, (membership, fresh)) = judged.await.map_err(|_| Reason::NotStored)??;
    if !fresh.is_empty() {
        api.storage.append_membership(asked.id, fresh).await?;
        let membership = api.known.set(asked.id, membership);
        api.forget_parcels(asked.id, &membership).await?;
        api.tell(asked.id).await?;
    }
    Ok(pushed(acks))
}
