//! Answering, until asked to stop.

use crate::api::{self, Api, Made, Peers, PerMinute, Refused, RefusedItems, origins};
use crate::attachments::Place;
use crate::journal::{Event, Journal};
use crate::listening::Listening;
use crate::metrics::Metrics;
use crate::pace::{self, Peer};
use crate::policy;
use crate::reply;
use crate::site::Site;
use crate::storage::Sqlite;
use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, Response, StatusCode};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use axum::routing::get;
use floorbook_wire::Reason;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What answers.
pub(crate) struct Hub {
    /// The app; empty where none is served.
    pub(crate) site: Site,
    pub(crate) journal: Journal,
    pub(crate) metrics: Arc<Metrics>,
}

/// What a hub may, and lets others do.
pub(crate) struct Rules {
    pub(crate) token: Option<String>,
    pub(crate) peers: Peers,
    pub(crate) per_minute: PerMinute,
    pub(crate) largest_parcel: usize,
    pub(crate) most_workspaces: u64,
    pub(crate) patience: Duration,
    /// Whether it is remembered which device asked when.
    pub(crate) remembers: bool,
}

impl Hub {
    /// Notes that it listens.
    pub(crate) fn started(&self, address: &str) {
        let version = env!("CARGO_PKG_VERSION");
        self.journal.note(&Event::Started { version, address, files: self.site.len() });
    }

    /// Answers until `stop` is over, and what is under way by then has been answered.
    pub(crate) async fn serve(
        self,
        api: Option<Arc<Api>>,
        listening: Listening,
        tells_metrics: bool,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        let hub = Arc::new(self);
        let sweep = api.as_ref().map(|api| tokio::spawn(Arc::clone(api).sweep_parcels()));
        let app = if tells_metrics { Router::new().route("/metrics", get(metrics)) } else { Router::new() };
        let app = app.fallback(answer).with_state(Arc::clone(&hub));
        let app = match &api {
            Some(api) => {
                let noted = middleware::from_fn_with_state(Arc::clone(&hub), note);
                app.merge(api::routes(Arc::clone(api)).route_layer(noted))
            }
            None => app,
        };
        let app = app.layer(middleware::from_fn(origins::open)).layer(middleware::from_fn(pace::keep));
        let app = app.into_make_service_with_connect_info::<Peer>();
        let serving = axum::serve(listening, app).with_graceful_shutdown(async move {
            stop.await;
            // Live connections would go on for ever.
            if let Some(api) = api {
                api.stop();
            }
        });
        let ended = serving.await.context("serving");
        if let Some(sweep) = sweep {
            sweep.abort();
        }
        hub.journal.note(&Event::Stopped);
        ended
    }
}

/// The API over what lies in the data folder, which is made if missing.
pub(crate) fn open(data: &Path, place: &Place, rules: Rules, metrics: &Arc<Metrics>) -> Result<Arc<Api>> {
    std::fs::create_dir_all(data).with_context(|| format!("making the data folder {}", data.display()))?;
    let chunks = place.open()?;
    let noted = place.noted(data)?;
    let (storage, before) = Sqlite::open(data, fresh_log()?, &noted)?;
    if let Some(before) = before.filter(|before| *before != noted) {
        eprintln!("attachments lay in {before} before; what is not found in {noted} is asked of the devices again");
    }
    let Rules { token, peers, per_minute, largest_parcel, most_workspaces, patience, remembers } = rules;
    let (storage, metrics) = (Box::new(storage), Arc::clone(metrics));
    let made = Made {
        storage,
        chunks,
        token,
        metrics,
        peers,
        per_minute,
        largest_parcel,
        most_workspaces,
        patience,
        remembers,
    };
    Ok(Arc::new(Api::new(made)))
}

/// A random id for a new log.
pub(crate) fn fresh_log() -> Result<[u8; 16]> {
    let mut log = [0; 16];
    getrandom::fill(&mut log).map_err(|error| anyhow::anyhow!("no randomness for a new log: {error}"))?;
    Ok(log)
}

/// Notes an answer of the API in the log, which learns no path, and gives it the headers of such answers.
async fn note(State(hub): State<Arc<Hub>>, request: Request<Body>, next: Next) -> Response<Body> {
    let (start, method) = (Instant::now(), request.method().clone());
    // On a task of its own it comes to its end also when who asked is gone: what was stored is told to the others.
    let answered = tokio::spawn(next.run(request)).await;
    let mut response = answered.unwrap_or_else(|_| Refused::from(Reason::NotStored).into_response());
    policy::apply_to_api(&method, response.headers_mut());
    let refused = response.extensions().get::<Reason>().map(|reason| reason.word());
    let items_refused = response.extensions().get().map_or_else(BTreeMap::new, |RefusedItems(items)| items.clone());
    refused.iter().for_each(|reason| hub.metrics.refused(reason, 1));
    items_refused.iter().for_each(|(reason, count)| hub.metrics.refused(reason, *count));
    let (status, micros) = (response.status().as_u16(), start.elapsed().as_micros());
    hub.metrics.answered(status);
    hub.journal.note(&Event::Synced { status, refused, items_refused, micros });
    response
}

/// `GET /metrics`, for Prometheus.
async fn metrics(State(hub): State<Arc<Hub>>) -> String {
    hub.metrics.text()
}

async fn answer(State(hub): State<Arc<Hub>>, request: Request<Body>) -> Response<Body> {
    let start = Instant::now();
    let (method, path) = (request.method(), request.uri().path());
    let reply = if path == "/healthz" && matches!(*method, Method::GET | Method::HEAD) {
        reply::text(StatusCode::OK, "ok\n", method)
    } else {
        reply::to_request(&hub.site, method, path, request.headers())
    };
    hub.journal.note(&Event::Answered {
        status: reply.response.status().as_u16(),
        file: reply.file.as_deref(),
        bytes: reply.bytes,
        micros: start.elapsed().as_micros(),
    });
    reply.response
}
