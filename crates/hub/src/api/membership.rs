//! Founding a workspace, and its membership records.

use super::asked::Asked;
use super::known::resolved;
use super::{Answered, Api, message, now};
use crate::storage::Held;
use axum::extract::State;
use floorbook_seal::keys::DeviceCard;
use floorbook_seal::membership::{Action, Aside, Membership, Record, Standing};
use floorbook_seal::{DeviceId, Hash};
use floorbook_wire::{Ack, Found, MAX_ITEMS, Outcome, Pushed, Reason, Records, RecordsHeld, read};
use std::sync::Arc;

/// `POST /v1/workspaces/{id}`: the one request that needs no membership before it.
pub(super) async fn found(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    let shown = asked.parts.headers.get("floorbook-token").and_then(|token| token.to_str().ok());
    // Hashes are compared, so that the time taken says nothing of the token.
    let is_right = |token: &String| shown.is_some_and(|shown| Hash::of(shown.as_bytes()) == Hash::of(token.as_bytes()));
    if !api.token.as_ref().is_none_or(is_right) {
        return Err(Reason::TokenNeeded.into());
    }
    let Found { founding, records } = read(&asked.body)?;
    if records.len() > MAX_ITEMS {
        return Err(Reason::TooLarge.into());
    }
    let held = Held { founding, records: records.into_iter().map(Vec::from).collect() };
    let membership = resolved(asked.id, &held)?;
    if membership.standing(&founding) != Standing::Stands {
        return Err(Reason::Aside.into());
    }
    let card = membership.device(asked.signed.device).ok_or(Reason::Stranger)?.card;
    asked.check(&api, &card)?;
    if membership.role_of_device(asked.signed.device).is_none() {
        return Err(Reason::Removed.into());
    }
    let _turn = api.known.one_at_a_time.lock().await;
    if api.storage.create_workspace(asked.id, founding, held.records).await? {
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

/// `POST /v1/workspaces/{id}/membership`: by a device of the workspace, or one that a record in it introduces.
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
        let read = records.iter().filter_map(|bytes| Record::read(bytes).ok());
        let card = read.into_iter().find_map(|record| card_of(record.action(), asked.signed.device));
        asked.check(&api, &card.ok_or(Reason::Stranger)?)?;
    }
    let _turn = api.known.one_at_a_time.lock().await;
    let mut held = api.storage.membership(asked.id).await?.ok_or(Reason::UnknownWorkspace)?;
    let mut membership = resolved(asked.id, &held)?;
    let mut acks = Vec::with_capacity(records.len());
    let mut fresh = Vec::new();
    for bytes in records.into_iter().map(Vec::from) {
        let name = Hash::of(&bytes);
        if !held.records.contains(&bytes) {
            match judge(&membership, &held, &bytes, by_member) {
                Ok(with) => membership = with,
                Err(reason) => {
                    acks.push(Ack { name, outcome: Outcome::Refused(reason) });
                    continue;
                }
            }
            fresh.push(bytes.clone());
            held.records.push(bytes.clone());
        }
        let place = held.records.iter().position(|other| *other == bytes).map_or(0, |place| place as u64 + 1);
        acks.push(Ack { name, outcome: Outcome::Stored(place) });
    }
    if !fresh.is_empty() {
        api.storage.append_membership(asked.id, fresh).await?;
        let membership = api.known.set(asked.id, membership);
        api.forget_parcels(asked.id, &membership).await?;
        api.tell(asked.id);
    }
    Ok(message(&Pushed { acks }))
}

/// The card that a record introduces for the device that asks. Others may be introduced beside it.
fn card_of(action: &Action, device: DeviceId) -> Option<DeviceCard> {
    let card = match action {
        Action::Join { card, .. } | Action::Recover { card, .. } => *card,
        Action::AddDevice { consent, .. } => consent.card,
        _ => return None,
    };
    (card.device == device).then_some(card)
}

/// The membership with one more record, if it stands and may still come. Of a member also one that was put aside is
/// taken: it changes nothing, and records that stand may rest on it.
fn judge(membership: &Membership, held: &Held, bytes: &[u8], by_member: bool) -> Result<Membership, Reason> {
    let record = Record::read(bytes).map_err(|_| Reason::Unreadable)?;
    let id = membership.workspace();
    if record.workspace() != id {
        return Err(Reason::OtherWorkspace);
    }
    let removed = membership.device(record.issuer()).is_some_and(|device| device.removed);
    if let Action::Join { invite, .. } = record.action()
        && membership.invitation(invite).is_some_and(|invitation| !invitation.admits(now()))
    {
        return Err(Reason::Aside);
    }
    let mut more = held.clone();
    more.records.push(bytes.to_vec());
    let with = resolved(id, &more)?;
    match with.standing(&record.name()) {
        Standing::Stands if removed => Err(Reason::Removed),
        Standing::Stands => Ok(with),
        Standing::Aside(aside) if by_member && is_harmless(aside) => Ok(with),
        Standing::Aside(_) | Standing::Unknown if removed => Err(Reason::Removed),
        Standing::Aside(_) | Standing::Unknown => Err(Reason::Aside),
        Standing::Waits => Err(Reason::Gap),
    }
}

/// Whether a record that does not stand is at least what its issuer signed for this workspace.
fn is_harmless(aside: Aside) -> bool {
    !matches!(
        aside,
        Aside::BadSignature | Aside::BadProof | Aside::OtherFounding | Aside::OtherWorkspace | Aside::Newer
    )
}
