//! `floorbook-hub`: keeps sealed envelopes for a team's devices, and serves the built app.
//!
//! With a data folder it is a sync hub: what it acknowledges has been flushed to disk, and it never holds a
//! content key or a word of a notebook.
//!
//! It promises that what it serves is what lay in the folder when it started, compressed where the
//! browser takes it, under a policy that lets no other code in.

mod api;
mod attachments;
mod backup;
mod encoding;
mod journal;
mod listening;
mod metrics;
mod pace;
mod policy;
mod reply;
mod serve;
mod settings;
mod site;
mod storage;

use clap::{Parser, Subcommand};
use settings::Serve;
use std::path::PathBuf;
use std::process::ExitCode;

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

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(settings) => serve::run(settings).await,
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
