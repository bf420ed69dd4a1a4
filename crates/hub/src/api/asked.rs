//! A request, and the device that signed it.

use super::head::{Head, length_of};
use super::{Api, Refused, now};
use axum::RequestExt;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use floorbook_seal::membership::Membership;
use floorbook_seal::{Hash, WorkspaceId, keys::DeviceCard};
use floorbook_wire::signed::{self, Signed, WINDOW};
use floorbook_wire::{ParcelId, Reason};
use futures_util::StreamExt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// How many times as long as that of a stranger, who has little to say and could keep others out meanwhile, the
/// body of a device may take: usually as long as its signature is good.
const WITH_DEVICES: u32 = 5;

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
        let head = match Head::read(api, &path, &parts, address).await {
            Ok(head) => head,
            Err(refused) => {
                throw_away(body, length_of(&parts)).await;
                return Err(refused);
            }
        };
        let Head { id, name, parcel, signed, largest, length, is_member } = head;
        let room = api.room.take(length, is_member).await?;
        let body = read(body, largest, api.patience * if is_member { WITH_DEVICES } else { 1 }).await?;
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

async fn read(body: Body, largest: usize, patience: Duration) -> Result<Bytes, Reason> {
    let body = tokio::time::timeout(patience, to_bytes(body, largest)).await;
    body.map_err(|_| Reason::Unreadable)?.map_err(|_| Reason::TooLarge)
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
        api.seen.note(self.id, self.signed.device);
        Ok(membership)
    }

    /// A number or a name in the query.
    pub(super) fn query(&self, wanted: &str) -> Option<&str> {
        let pairs = self.parts.uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }
}
