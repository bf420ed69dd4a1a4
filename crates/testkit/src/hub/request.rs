//! A request as it arrives.

use floorbook_engine::Exchange;
use floorbook_seal::{Hash, WorkspaceId};
use floorbook_wire::{
    ParcelId, Reason,
    signed::{Signed, unhex},
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    Found,
    Heads,
    PullRecords,
    PushRecords,
    Push,
    Pull,
    Lacking,
    Find,
    PutChunk(Hash),
    GetChunk(Hash),
    PutParcel(ParcelId),
    Notices,
    /// A parcel, by whoever knows its id.
    Fetch(ParcelId),
}

/// A request that was read, and not checked yet.
pub(super) struct Asked<'a> {
    pub(super) id: WorkspaceId,
    pub(super) route: Route,
    pub(super) method: &'static str,
    pub(super) target: String,
    query: Option<String>,
    pub(super) body: &'a [u8],
    pub(super) signed: Option<Signed>,
    pub(super) token: Option<String>,
}

impl<'a> Asked<'a> {
    pub(super) fn read(exchange: &'a Exchange) -> Result<Asked<'a>, Reason> {
        let rest = exchange.url.split_once("://").map_or(exchange.url.as_str(), |(_, rest)| rest);
        let target = rest.find('/').map_or("/", |at| &rest[at..]).to_owned();
        let (path, query) = target.split_once('?').map_or((target.as_str(), None), |(path, query)| (path, Some(query)));
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let header = |wanted: &str| exchange.headers.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        let none = WorkspaceId([0; 16]);
        let (id, route) = match (exchange.method, parts.as_slice()) {
            ("GET", ["v1", "parcels", parcel]) => {
                (none, Route::Fetch(ParcelId(unhex(parcel).ok_or(Reason::NotFound)?)))
            }
            (method, ["v1", "workspaces", id, rest @ ..]) => {
                (WorkspaceId(unhex(id).ok_or(Reason::UnknownWorkspace)?), of_workspace(method, rest)?)
            }
            _ => return Err(Reason::NotFound),
        };
        Ok(Asked {
            id,
            route,
            method: exchange.method,
            query: query.map(str::to_owned),
            body: &exchange.body,
            signed: header("authorization").and_then(|value| Signed::parse(value)),
            token: header("floorbook-token").cloned(),
            target,
        })
    }

    /// A number or a name in the query.
    pub(super) fn query(&self, wanted: &str) -> Option<&str> {
        let pairs = self.query.as_ref()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }
}

fn of_workspace(method: &str, rest: &[&str]) -> Result<Route, Reason> {
    Ok(match (method, rest) {
        ("POST", []) => Route::Found,
        ("GET", []) => Route::Heads,
        ("GET", ["membership"]) => Route::PullRecords,
        ("POST", ["membership"]) => Route::PushRecords,
        ("POST", ["envelopes"]) => Route::Push,
        ("GET", ["envelopes"]) => Route::Pull,
        ("POST", ["chunks", "lacking"]) => Route::Lacking,
        ("POST", ["chunks", "find"]) => Route::Find,
        ("PUT", ["chunks", name]) => Route::PutChunk(Hash(unhex(name).ok_or(Reason::NotFound)?)),
        ("GET", ["chunks", name]) => Route::GetChunk(Hash(unhex(name).ok_or(Reason::NotFound)?)),
        ("PUT", ["parcels", parcel]) => Route::PutParcel(ParcelId(unhex(parcel).ok_or(Reason::NotFound)?)),
        ("GET", ["notices"]) => Route::Notices,
        _ => return Err(Reason::NotFound),
    })
}
