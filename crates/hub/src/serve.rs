//! Listening, answering, and stopping when asked.

use crate::journal::{Event, Journal};
use crate::reply;
use crate::site::Site;
use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, Response, StatusCode};
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// How long answers under way may take once the hub is asked to stop.
const FAREWELL: Duration = Duration::from_secs(5);

struct Hub {
    site: Site,
    journal: Journal,
}

/// Serves `dist` at `listen` until SIGTERM or Ctrl-C.
pub(crate) async fn run(dist: &Path, listen: SocketAddr, data: Option<&Path>) -> Result<()> {
    let hub = Arc::new(Hub { site: Site::read(dist)?, journal: Journal::open(data)? });
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("{listen} cannot be listened at; if Floorbook runs there already, stop it or choose another port")
    })?;
    let address = listener.local_addr().context("reading the address listened at")?.to_string();
    let version = env!("CARGO_PKG_VERSION");
    hub.journal.note(&Event::Started { version, address: &address, files: hub.site.len() });
    announce(&address)?;

    let app = Router::new().fallback(answer).with_state(Arc::clone(&hub));
    let serving = axum::serve(listener, app).with_graceful_shutdown(asked_to_stop());
    tokio::select! {
        ended = serving => ended.context("serving")?,
        () = async { asked_to_stop().await; tokio::time::sleep(FAREWELL).await } => {}
    }
    hub.journal.note(&Event::Stopped);
    Ok(())
}

/// Whoever started the hub reads the real port here.
#[expect(clippy::print_stdout, reason = "the one line on stdout is what tests and scripts wait for")]
fn announce(address: &str) -> Result<()> {
    println!("listening on http://{address}");
    std::io::stdout().flush().context("writing the address")
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
