//! A request, and the device that signed it.
//!
//! What can be refused without the body is refused before it is read: a path, time or authorization that
//! cannot be, a workspace or device that is not known, what is too large or comes too often.

use super::openapi::{By, Rule};
use super::{Api, Refused, now};
use axum::RequestExt;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH};
use axum::http::request::Parts;
use floorbook_seal::membership::Membership;
use floorbook_seal::{Hash, WorkspaceId, keys::DeviceCard};
use floorbook_wire::signed::{self, Signed, WINDOW, unhex};
use floorbook_wire::{ParcelId, Reason, USUAL_PARCEL};
use futures_util::StreamExt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// How long a body may take: as long as its signature is good.
const PATIENCE: Duration = Duration::from_millis(WINDOW);

/// How long that of a stranger may take, who has little to say and could keep others out meanwhile.
const WITH_STRANGERS: Duration = Duration::from_secs(60);

/// So much of the body of a refused request is read and thrown away, for so long: whoever sends more than a
/// connection holds does not listen before, and would not learn why it was refused.
const THROWN_AWAY: (usize, Duration) = (512 << 10, Duration::from_secs(2));

/// A request whose signature has been read, and not checked yet.
pub(super) struct Asked {
    pub(super) id: WorkspaceId,
    /// The name of a chunk in the path.
    pub(super) name: Option<Hash>,
    /// The id of a parcel in the path.
    pub(super) parcel: Option<ParcelId>,
    pub(super) parts: Parts,
    pub(super) body: Bytes,
    pub(super) signed: Signed,
    address: IpAddr,
    /// Room for the body.
    _room: OwnedSemaphorePermit,
}

/// A request that nobody signs.
pub(super) struct Unsigned;

impl FromRequestParts<Arc<Api>> for Unsigned {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, api: &Arc<Api>) -> Result<Self, Refused> {
        api.limits.stranger(api.peers.address(parts), 0).map(|()| Unsigned)
    }
}

impl FromRequest<Arc<Api>> for Asked {
    type Rejection = Refused;

    async fn from_request(mut request: Request, api: &Arc<Api>) -> Result<Self, Refused> {
        let path: RawPathParams = request.extract_parts().await.map_err(|_| Reason::Unreadable)?;
        let (parts, body) = request.into_parts();
        let address = api.peers.address(&parts);
        let Before { id, name, parcel, signed, largest, length, is_member } =
            match before(api, &path, &parts, address).await {
                Ok(before) => before,
                Err(refused) => {
                    throw_away(body, length_of(&parts)).await;
                    return Err(refused);
                }
            };
        let room = api.room.take(length, is_member).await?;
        let body = read(body, largest, if is_member { PATIENCE } else { WITH_STRANGERS }).await?;
        Ok(Asked { id, name, parcel, parts, body, signed, address, _room: room })
    }
}

async fn throw_away(body: Body, length: Option<u64>) {
    let (most, patience) = THROWN_AWAY;
    if length.is_none_or(|length| length <= most as u64) {
        let rest = body.into_data_stream().take_while(|part| std::future::ready(part.is_ok()));
        let mut sum = 0;
        let rest = rest.take_while(|part| {
            sum += part.as_ref().map_or(0, Bytes::len);
            std::future::ready(sum <= most)
        });
        // Whatever comes of it, the answer is the same.
        let _ = tokio::time::timeout(patience, rest.for_each(async |_| ())).await;
    }
}

/// How long the body is, if the head says so.
fn length_of(parts: &Parts) -> Option<u64> {
    parts.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn read(body: Body, largest: usize, patience: Duration) -> Result<Bytes, Reason> {
    let body = tokio::time::timeout(patience, to_bytes(body, largest)).await;
    body.map_err(|_| Reason::Unreadable)?.map_err(|_| Reason::TooLarge)
}

/// What is known before the body is read.
struct Before {
    id: WorkspaceId,
    name: Option<Hash>,
    parcel: Option<ParcelId>,
    signed: Signed,
    largest: usize,
    /// How long the body is, or can be.
    length: u64,
    is_member: bool,
}

async fn before(api: &Api, path: &RawPathParams, parts: &Parts, address: IpAddr) -> Result<Before, Refused> {
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
    Ok(Before { id, name, parcel, signed, largest, length, is_member })
}

/// Whether a founder shows the token that is asked for.
fn is_let_in(api: &Api, parts: &Parts) -> bool {
    let shown = parts.headers.get("floorbook-token").and_then(|token| token.to_str().ok());
    // Hashes are compared, so that the time taken says nothing of the token.
    let is_right = |token: &String| shown.is_some_and(|shown| Hash::of(shown.as_bytes()) == Hash::of(token.as_bytes()));
    api.token.as_ref().is_none_or(is_right)
}

impl Asked {
    /// Checks signature, time and nonce against this card.
    pub(super) fn check(&self, api: &Api, card: &DeviceCard) -> Result<(), Refused> {
        let target = self.parts.uri.path_and_query().map_or("/", |target| target.as_str());
        let request = signed::Request { method: self.parts.method.as_str(), target, body: &self.body };
        if let Err(reason) = self.signed.verify(card, &request) {
            api.limits.stranger(self.address, 0)?;
            return Err(reason.into());
        }
        let now = now();
        // The body may have taken its time.
        if now.abs_diff(self.signed.at) > 2 * WINDOW {
            return Err(Reason::Clock.into());
        }
        Ok(api.nonces.take(self.id, &self.signed, now)?)
    }

    /// The membership, if a device that belongs to it signed the request.
    pub(super) async fn by_member(&self, api: &Api) -> Result<Arc<Membership>, Refused> {
        let membership = api.known.membership(api, self.id).await?.ok_or(Reason::UnknownWorkspace)?;
        let device = membership.device(self.signed.device).ok_or(Reason::Stranger)?;
        self.check(api, &device.card)?;
        api.limits.device(self.id, self.signed.device)?;
        if membership.role_of_device(self.signed.device).is_none() {
            return Err(Reason::Removed.into());
        }
        Ok(membership)
    }

    /// A number or a name in the query.
    pub(super) fn query(&self, wanted: &str) -> Option<&str> {
        let pairs = self.parts.uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }
}
