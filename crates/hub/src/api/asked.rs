//! A request, and the device that signed it.

use super::{Api, Refused, now};
use axum::RequestExt;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, RawPathParams, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use floorbook_seal::membership::Membership;
use floorbook_seal::{DeviceId, Hash, WorkspaceId, keys::DeviceCard};
use floorbook_wire::signed::{self, Signed, WINDOW, unhex};
use floorbook_wire::{MAX_REQUEST, ParcelId, Reason};
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// How many requests of one device are taken within twice the [`WINDOW`]: some thirty a second over all of it.
const MOST: usize = 20_000;

/// The nonces of each device. They are forgotten with the process; what is replayed after a restart, within
/// the window, changes nothing, because every request can be sent twice.
#[derive(Debug, Default)]
pub(super) struct Seen(Mutex<HashMap<(WorkspaceId, DeviceId), Nonces>>);

/// The nonces of one device, and when each came.
#[derive(Debug, Default)]
struct Nonces {
    by_age: VecDeque<(u64, [u8; 16])>,
    all: HashSet<[u8; 16]>,
}

impl Seen {
    fn take(&self, id: WorkspaceId, signed: &Signed, now: u64) -> Result<(), Reason> {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Nonces { by_age, all } = seen.entry((id, signed.device)).or_default();
        while let Some((_, old)) = by_age.front().copied().filter(|(taken, _)| taken.saturating_add(2 * WINDOW) < now) {
            by_age.pop_front();
            all.remove(&old);
        }
        if all.contains(&signed.nonce) {
            return Err(Reason::Replayed);
        }
        if all.len() >= MOST {
            return Err(Reason::TooOften);
        }
        all.insert(signed.nonce);
        by_age.push_back((now, signed.nonce));
        Ok(())
    }
}

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
}

impl FromRequest<Arc<Api>> for Asked {
    type Rejection = Refused;

    async fn from_request(mut request: Request, _: &Arc<Api>) -> Result<Self, Refused> {
        let path: RawPathParams = request.extract_parts().await.map_err(|_| Reason::Unreadable)?;
        let part = |wanted: &str| path.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        let id = part("id").and_then(unhex).map(WorkspaceId).ok_or(Reason::UnknownWorkspace)?;
        let name = part("name").map(|text| unhex(text).map(Hash).ok_or(Reason::NotFound)).transpose()?;
        let parcel = part("parcel").map(|text| unhex(text).map(ParcelId).ok_or(Reason::NotFound)).transpose()?;
        let (parts, body) = request.into_parts();
        let field = parts.headers.get(AUTHORIZATION).and_then(|field| field.to_str().ok());
        let signed = field.and_then(Signed::parse).ok_or(Reason::BadSignature)?;
        let body = to_bytes(body, MAX_REQUEST).await.map_err(|_| Reason::TooLarge)?;
        Ok(Asked { id, name, parcel, parts, body, signed })
    }
}

impl Asked {
    /// Checks signature, time and nonce against this card.
    pub(super) fn check(&self, api: &Api, card: &DeviceCard) -> Result<(), Reason> {
        let target = self.parts.uri.path_and_query().map_or("/", |target| target.as_str());
        let request = signed::Request { method: self.parts.method.as_str(), target, body: &self.body };
        self.signed.verify(card, &request)?;
        let now = now();
        if now.abs_diff(self.signed.at) > WINDOW {
            return Err(Reason::Clock);
        }
        api.seen.take(self.id, &self.signed, now)
    }

    /// The membership, if a device that belongs to it signed the request.
    pub(super) async fn by_member(&self, api: &Api) -> Result<Arc<Membership>, Refused> {
        let membership = api.known.membership(api, self.id).await?.ok_or(Reason::UnknownWorkspace)?;
        let device = membership.device(self.signed.device).ok_or(Reason::Stranger)?;
        self.check(api, &device.card)?;
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
