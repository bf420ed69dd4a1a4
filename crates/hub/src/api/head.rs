//! The head of a request.
//!
//! What can be refused without the body is refused before it is read: a path, time or authorization that
//! cannot be, a workspace or device that is not known, what is too large or comes too often.

use super::openapi::{By, Rule};
use super::{Api, Refused, now};
use axum::extract::RawPathParams;
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH};
use axum::http::request::Parts;
use floorbook_seal::{Hash, WorkspaceId};
use floorbook_wire::signed::{Signed, WINDOW, unhex};
use floorbook_wire::{ParcelId, Reason, USUAL_PARCEL};
use std::net::IpAddr;

/// What is known before the body is read.
pub(super) struct Head {
    pub(super) id: WorkspaceId,
    /// The name of a chunk in the path.
    pub(super) name: Option<Hash>,
    /// The id of a parcel in the path.
    pub(super) parcel: Option<ParcelId>,
    pub(super) signed: Signed,
    /// The most bytes that the body may have.
    pub(super) largest: usize,
    /// How long the body is, or can be.
    pub(super) length: u64,
    /// Whether it names a device of the workspace; nobody has checked yet that it signed.
    pub(super) is_member: bool,
}

impl Head {
    /// Reads it, and refuses what it can.
    pub(super) async fn read(api: &Api, path: &RawPathParams, parts: &Parts, address: IpAddr) -> Result<Head, Refused> {
        let rule = parts.extensions.get::<Rule>().copied().ok_or(Reason::NotFound)?;
        let part = |wanted: &str| path.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        let id = part("id").and_then(unhex).map(WorkspaceId);
        let name = part("name").map(|text| unhex(text).map(Hash).ok_or(Reason::NotFound)).transpose();
        let parcel = part("parcel").map(|text| unhex(text).map(ParcelId).ok_or(Reason::NotFound)).transpose();
        let field = parts.headers.get(AUTHORIZATION).and_then(|field| field.to_str().ok());
        let read = || {
            let id = id.ok_or(Reason::UnknownWorkspace)?;
            let signed = field.and_then(Signed::parse).ok_or(Reason::BadSignature)?;
            if now().abs_diff(signed.at) > WINDOW {
                return Err(Reason::Clock);
            }
            Ok((id, name?, parcel?, signed))
        };
        // Whoever is refused by now is nobody that is known.
        let stranger = |reason: Reason| api.limits.stranger(address, 0).err().unwrap_or(reason.into());
        let (id, name, parcel, signed) = read().map_err(stranger)?;
        let membership = api.known.membership(api, id).await?;
        let device = membership.as_ref().and_then(|membership| membership.device(signed.device));
        let is_member = membership.as_ref().is_some_and(|held| held.role_of_device(signed.device).is_some());
        let largest = match rule.by {
            By::Member | By::Newcomer if is_member => {
                api.limits.may_ask(id, signed.device)?;
                if parcel.is_some() { rule.largest.min(api.largest_parcel) } else { rule.largest }
            }
            By::Member | By::Newcomer if membership.is_none() => return Err(stranger(Reason::UnknownWorkspace)),
            By::Member | By::Newcomer if device.is_some() => return Err(stranger(Reason::Removed)),
            By::Member => return Err(stranger(Reason::Stranger)),
            By::Newcomer => rule.largest.min(USUAL_PARCEL),
            By::Founder if !is_let_in(api, parts) => return Err(stranger(Reason::TokenNeeded)),
            By::Founder | By::Anyone => rule.largest,
        };
        let length = length_of(parts).unwrap_or(largest as u64);
        let counted = if length > largest as u64 { 0 } else { length };
        if !matches!(rule.by, By::Member | By::Newcomer if is_member) {
            api.limits.stranger(address, counted)?;
        }
        if length > largest as u64 {
            return Err(Reason::TooLarge.into());
        }
        Ok(Head { id, name, parcel, signed, largest, length, is_member })
    }
}

/// Whether a founder shows the token that is asked for.
fn is_let_in(api: &Api, parts: &Parts) -> bool {
    let shown = parts.headers.get("floorbook-token").and_then(|token| token.to_str().ok());
    // Hashes are compared, so that the time taken says nothing of the token.
    let is_right = |token: &String| shown.is_some_and(|shown| Hash::of(shown.as_bytes()) == Hash::of(token.as_bytes()));
    api.token.as_ref().is_none_or(is_right)
}

/// How long the body is, if the head says so.
pub(super) fn length_of(parts: &Parts) -> Option<u64> {
    parts.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
