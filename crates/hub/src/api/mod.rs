//! The hub's API under `/v1`: who may ask, what is checked, what is answered.
//!
//! Everything arrives signed by a device ([`asked`]), is checked against the membership ([`known`]) and only
//! then stored. No content key and no content is ever seen here.

mod admission;
mod asked;
mod chunks;
mod envelopes;
mod head;
mod known;
mod limits;
mod live;
mod membership;
mod nonces;
mod notices;
mod openapi;
pub(crate) mod origins;
mod parcels;
mod peer;
mod room;
pub(crate) mod seen;

pub(crate) use limits::PerMinute;
pub(crate) use peer::Peers;

use crate::metrics::Metrics;
use crate::storage::{Storage, StorageError};
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use chrono::Utc;
use floorbook_wire::{Ack, Outcome, Pushed, Reason, Refusal, write};
use minicbor::Encode;
use object_store::ObjectStore;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// What the API works with.
pub(crate) struct Api {
    storage: Box<dyn Storage>,
    chunks: Box<dyn ObjectStore>,
    token: Option<String>,
    metrics: Arc<Metrics>,
    peers: Peers,
    largest_parcel: usize,
    most_workspaces: u64,
    patience: Duration,
    limits: limits::Limits,
    known: known::Known,
    nonces: nonces::Nonces,
    room: room::Room,
    pub(crate) seen: seen::Seen,
    live: live::Live,
}

/// What the API is made of, and told.
pub(crate) struct Made {
    pub(crate) storage: Box<dyn Storage>,
    /// Where the chunks of attachments lie.
    pub(crate) chunks: Box<dyn ObjectStore>,
    /// Who founds a workspace has to show it; without one anybody may.
    pub(crate) token: Option<String>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) peers: Peers,
    pub(crate) per_minute: PerMinute,
    pub(crate) largest_parcel: usize,
    /// How many workspaces may be founded here in all.
    pub(crate) most_workspaces: u64,
    /// How long what a stranger sends may take.
    pub(crate) patience: Duration,
    /// Whether it is remembered which device asked when.
    pub(crate) remembers: bool,
}

impl Api {
    pub(crate) fn new(made: Made) -> Api {
        let Made { storage, chunks, token, metrics, peers, per_minute, .. } = made;
        let (largest_parcel, most_workspaces, patience) = (made.largest_parcel, made.most_workspaces, made.patience);
        let (known, nonces, room, live) = Default::default();
        let limits = limits::Limits::new(per_minute);
        let seen = seen::Seen::new(made.remembers);
        Api {
            storage,
            chunks,
            token,
            metrics,
            peers,
            largest_parcel,
            most_workspaces,
            patience,
            limits,
            known,
            nonces,
            room,
            seen,
            live,
        }
    }
}

/// The routes, below a state of their own.
pub(crate) fn routes(api: Arc<Api>) -> Router {
    openapi::router().with_state(api)
}

/// How many seconds to wait where nothing says it better.
const SOME_SECONDS: u64 = 5;

/// A request that is refused as a whole.
#[derive(Debug)]
pub(crate) struct Refused {
    reason: Reason,
    /// After how many seconds it may be taken, where it came too often.
    wait: u64,
}

impl From<Reason> for Refused {
    fn from(reason: Reason) -> Self {
        Refused { reason, wait: SOME_SECONDS }
    }
}

impl From<floorbook_wire::Unreadable> for Refused {
    fn from(_: floorbook_wire::Unreadable) -> Self {
        Reason::Unreadable.into()
    }
}

impl From<StorageError> for Refused {
    fn from(error: StorageError) -> Self {
        let reason = match error {
            StorageError::OtherLog => Reason::OtherLog,
            StorageError::NoWorkspace => Reason::UnknownWorkspace,
            StorageError::TooMany => Reason::TakesNoMore,
            StorageError::Failed(what) => {
                eprintln!("the hub could not store or read, and acknowledged nothing of it: {what}");
                Reason::NotStored
            }
        };
        reason.into()
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response<Body> {
        let Refused { reason, wait } = self;
        let status = match reason {
            Reason::Unreadable | Reason::OtherWorkspace | Reason::Gap => StatusCode::BAD_REQUEST,
            Reason::BadSignature | Reason::Clock | Reason::Replayed | Reason::TokenNeeded => StatusCode::UNAUTHORIZED,
            Reason::UnknownWorkspace | Reason::NotFound => StatusCode::NOT_FOUND,
            Reason::Taken | Reason::OtherLog => StatusCode::CONFLICT,
            Reason::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Reason::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Reason::NotStored | Reason::Other(_) => StatusCode::SERVICE_UNAVAILABLE,
            Reason::Stranger | Reason::Removed | Reason::OnlyReads | Reason::Aside | Reason::TakesNoMore => {
                StatusCode::FORBIDDEN
            }
        };
        let refusal = Refusal { reason, advice: reason.advice().to_owned(), now: now() };
        let mut response = (status, [(CONTENT_TYPE, "application/cbor")], write(&refusal)).into_response();
        if reason == Reason::TooOften {
            response.headers_mut().insert(RETRY_AFTER, wait.into());
        }
        // For the log.
        response.extensions_mut().insert(reason);
        response
    }
}

/// What a handler answers.
type Answered = Result<Response<Body>, Refused>;

fn message<T: Encode<()>>(message: &T) -> Response<Body> {
    ([(CONTENT_TYPE, "application/cbor")], write(message)).into_response()
}

/// How many of the envelopes or records in a request were refused, by the reason: for the log.
#[derive(Debug, Clone)]
pub(crate) struct RefusedItems(pub(crate) BTreeMap<&'static str, u64>);

/// The answer to envelopes or records.
fn pushed(acks: Vec<Ack>) -> Response<Body> {
    let mut refused = BTreeMap::new();
    for ack in &acks {
        if let Outcome::Refused(reason) = ack.outcome {
            *refused.entry(reason.word()).or_default() += 1;
        }
    }
    let mut response = message(&Pushed { acks });
    response.extensions_mut().insert(RefusedItems(refused));
    response
}

/// Milliseconds since 1970.
fn now() -> u64 {
    u64::try_from(Utc::now().timestamp_millis()).unwrap_or_default()
}
