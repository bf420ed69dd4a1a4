//! Listening, answering, and stopping when asked.

use crate::api::{self, Api, Made, Peers, PerMinute, Refused, RefusedItems, origins};
use crate::attachments::Place;
use crate::journal::{Event, Journal};
use crate::listening::{self, Listening};
use crate::metrics::Metrics;
use crate::pace::{self, Peer};
use crate::policy;
use crate::reply;
use crate::settings::Serve;
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
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// How long answers under way may take once the hub is asked to stop.
const FAREWELL: Duration = Duration::from_secs(5);

struct Hub {
    site: Site,
    journal: Journal,
    metrics: Arc<Metrics>,
}

/// Serves the API, and the app, until SIGTERM or Ctrl-C.
pub(crate) async fn run(settings: Serve) -> Result<()> {
    // A live connection takes a file, and systems begin with few; where more cannot be had it goes with those.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let site = settings.dist.as_deref().map_or_else(|| Ok(Site::default()), Site::read)?;
    let hub = Arc::new(Hub { site, journal: Journal::open(settings.data.as_deref())?, metrics: Arc::default() });
    let api = settings.data.as_deref().map(|data| open(data, &settings, &hub.metrics)).transpose()?;
    let tls = settings.tls_cert.as_deref().zip(settings.tls_key.as_deref());
    let tls = tls.map(|(certificate, key)| listening::tls(certificate, key)).transpose()?;
    let listen = settings.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("{listen} cannot be listened at; if Floorbook runs there already, stop it or choose another port")
    })?;
    let address = listener.local_addr().context("reading the address listened at")?.to_string();
    let version = env!("CARGO_PKG_VERSION");
    hub.journal.note(&Event::Started { version, address: &address, files: hub.site.len() });
    announce(if tls.is_some() { "https" } else { "http" }, &address)?;

    let api = api.map(Arc::new);
    if let Some(api) = &api {
        tokio::spawn(Arc::clone(api).sweep_parcels());
    }
    let app = Router::new().route("/metrics", get(metrics)).fallback(answer).with_state(Arc::clone(&hub));
    let app = match &api {
        Some(api) => {
            let noted = middleware::from_fn_with_state(Arc::clone(&hub), note);
            app.merge(api::routes(Arc::clone(api)).route_layer(noted))
        }
        None => app,
    };
    let app = app.layer(middleware::from_fn(origins::open)).layer(middleware::from_fn(pace::keep));
    let app = app.into_make_service_with_connect_info::<Peer>();
    let listener = Listening::new(listener, tls, Duration::from_secs(settings.patience));
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
        asked_to_stop().await;
        // Live connections would go on for ever.
        if let Some(api) = api {
            api.stop();
        }
    });
    tokio::select! {
        ended = serving => ended.context("serving")?,
        () = async { asked_to_stop().await; tokio::time::sleep(FAREWELL).await } => {}
    }
    hub.journal.note(&Event::Stopped);
    Ok(())
}

/// A random id for a new log.
pub(crate) fn fresh_log() -> Result<[u8; 16]> {
    let mut log = [0; 16];
    getrandom::fill(&mut log).map_err(|error| anyhow::anyhow!("no randomness for a new log: {error}"))?;
    Ok(log)
}

/// The API over what lies in the data folder, which exists.
fn open(data: &Path, settings: &Serve, metrics: &Arc<Metrics>) -> Result<Api> {
    let place = settings.attachments.clone().unwrap_or_else(|| Place::usual(data));
    let chunks = place.open()?;
    let noted = place.noted(data)?;
    let (storage, before) = Sqlite::open(data, fresh_log()?, &noted)?;
    if let Some(before) = before.filter(|before| *before != noted) {
        eprintln!("attachments lay in {before} before; what is not found in {noted} is asked of the devices again");
    }
    let storage = Box::new(storage);
    let (token, metrics) = (settings.registration_token.clone(), Arc::clone(metrics));
    let peers = if settings.behind_proxy { Peers::BehindProxy } else { Peers::Direct };
    let per_minute = PerMinute { device: settings.requests_per_minute, stranger: settings.strangers_per_minute };
    let (largest_parcel, most_workspaces) = (settings.largest_parcel, settings.max_workspaces);
    let patience = Duration::from_secs(settings.patience);
    let made = Made { storage, chunks, token, metrics, peers, per_minute, largest_parcel, most_workspaces, patience };
    Ok(Api::new(made))
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

/// Whoever started the hub reads the real port here.
#[expect(clippy::print_stdout, reason = "the one line on stdout is what tests and scripts wait for")]
fn announce(scheme: &str, address: &str) -> Result<()> {
    println!("listening on {scheme}://{address}");
    std::io::stdout().flush().context("writing the address")
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

/// Returns when SIGTERM or Ctrl-C arrives; never where neither can be listened for.
async fn asked_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
