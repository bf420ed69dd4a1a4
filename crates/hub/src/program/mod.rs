//! The program: what is served is what lay in the folder when it started, compressed where the browser takes it, under
//! a policy that lets no other code in.

mod settings;

use crate::api::{Api, Peers, PerMinute};
use crate::attachments::Place;
use crate::backup;
use crate::journal::Journal;
use crate::listening::{self, Listening};
use crate::metrics::Metrics;
use crate::serve::{self, Hub, Rules};
use crate::site::Site;
use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use settings::Serve;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// The sync hub of Floorbook, and the server of its app.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the built app until SIGTERM or Ctrl-C
    Serve(Serve),
    /// Write all that a hub keeps to one file, also while it runs
    Backup {
        /// The hub's folder
        #[arg(long)]
        data: PathBuf,
        /// The file, which must not exist yet
        #[arg(long)]
        to: PathBuf,
    },
    /// Make a hub of a backup; devices then send what it lacks
    Restore {
        /// The hub's folder, where no hub may be yet
        #[arg(long)]
        data: PathBuf,
        /// The backup
        #[arg(long)]
        from: PathBuf,
    },
}

/// Does what the command line says.
#[tokio::main]
pub async fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(settings) => run(settings).await,
        Command::Backup { data, to } => backup::backup(&data, &to),
        Command::Restore { data, from } => serve::fresh_log().and_then(|log| backup::restore(&data, &from, log)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("floorbook-hub: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// How long answers under way may take once the hub is asked to stop.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves the API, and the app, until SIGTERM or Ctrl-C.
async fn run(settings: Serve) -> Result<()> {
    // A live connection takes a file, and systems begin with few; where more cannot be had it goes with those.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let site = settings.dist.as_deref().map_or_else(|| Ok(Site::default()), Site::read)?;
    let metrics = Arc::default();
    let api = settings.data.as_deref().map(|data| open(data, &settings, &metrics)).transpose()?;
    let hub = Hub { site, journal: Journal::open(settings.data.as_deref())?, metrics };
    let tls = settings.tls_cert.as_deref().zip(settings.tls_key.as_deref());
    let tls = tls.map(|(certificate, key)| listening::tls(certificate, key)).transpose()?;
    let listen = settings.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("{listen} cannot be listened at; if Floorbook runs there already, stop it or choose another port")
    })?;
    let address = listener.local_addr().context("reading the address listened at")?.to_string();
    hub.started(&address);
    announce(if tls.is_some() { "https" } else { "http" }, &address)?;
    let listening = Listening::new(listener, tls, Duration::from_secs(settings.patience));
    tokio::select! {
        ended = hub.serve(api, listening, true, asked_to_stop()) => ended,
        () = async { asked_to_stop().await; tokio::time::sleep(FAREWELL).await } => Ok(()),
    }
}

/// The API over what lies in the data folder.
fn open(data: &Path, settings: &Serve, metrics: &Arc<Metrics>) -> Result<Arc<Api>> {
    let place = settings.attachments.clone().unwrap_or_else(|| Place::usual(data));
    let peers = if settings.behind_proxy { Peers::BehindProxy } else { Peers::Direct };
    let rules = Rules {
        token: settings.registration_token.clone(),
        peers,
        per_minute: PerMinute { device: settings.requests_per_minute, stranger: settings.strangers_per_minute },
        largest_parcel: settings.largest_parcel,
        most_workspaces: settings.max_workspaces,
        patience: Duration::from_secs(settings.patience),
        remembers: false,
    };
    serve::open(data, &place, rules, metrics)
}

/// Whoever started the hub reads the real port here.
#[expect(clippy::print_stdout, reason = "the one line on stdout is what tests and scripts wait for")]
fn announce(scheme: &str, address: &str) -> Result<()> {
    println!("listening on {scheme}://{address}");
    std::io::stdout().flush().context("writing the address")
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
