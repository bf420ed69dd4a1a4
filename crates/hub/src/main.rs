//! `floorbook-hub`: serves the built app.
//!
//! It promises that what it serves is what lay in the folder when it started, compressed where the
//! browser takes it, under a policy that lets no other code in. It knows nothing of notebooks: those
//! stay in the browser.

mod encoding;
mod journal;
mod policy;
mod reply;
mod serve;
mod site;

use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// Serves Floorbook.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the built app until SIGTERM or Ctrl-C
    Serve(Serve),
}

/// What to serve, where.
#[derive(Args)]
struct Serve {
    /// The folder that `cargo xtask build` makes
    #[arg(long)]
    dist: PathBuf,
    /// Address and port; port 0 takes any free one and prints it
    #[arg(long, default_value = "127.0.0.1:7420")]
    listen: SocketAddr,
    /// Where the hub keeps its log, hub.log; made if missing. Without it nothing is kept
    #[arg(long)]
    data: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(Serve { dist, listen, data }) => serve::run(&dist, listen, data.as_deref()).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("floorbook-hub: {error:#}");
            ExitCode::FAILURE
        }
    }
}
