//! What a hub is told when it is started.

use crate::attachments::Place;
use clap::Args;
use floorbook_seal::parcel::MAX_PARCEL;
use floorbook_wire::USUAL_PARCEL;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What to serve, where.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The folder that `cargo xtask build` makes; without it only the API is served
    #[arg(long)]
    pub(super) dist: Option<PathBuf>,
    /// Address and port; port 0 takes any free one and prints it
    #[arg(long, default_value = "127.0.0.1:7420")]
    pub(super) listen: SocketAddr,
    /// A certificate, with those that vouch for it, as PEM; with it the hub speaks HTTPS
    #[arg(long, value_name = "PEM", requires = "tls_key")]
    pub(super) tls_cert: Option<PathBuf>,
    /// The certificate's key, as PEM
    #[arg(long, value_name = "PEM", requires = "tls_cert")]
    pub(super) tls_key: Option<PathBuf>,
    /// Where the hub keeps its log, hub.log, and what devices sync; made if missing. Without it nothing is
    /// kept, and nothing can be synced
    #[arg(long)]
    pub(super) data: Option<PathBuf>,
    /// Where attachments lie, sealed: a folder, or a bucket of a store that speaks S3, as s3://bucket/prefix, with
    /// the usual variables AWS_ACCESS_KEY_ID, AWS_ENDPOINT and so on; by default the folder chunks in the data
    #[arg(long, value_name = "PLACE", requires = "data")]
    pub(super) attachments: Option<Place>,
    /// Who makes a new workspace here has to show this; without it anybody may
    #[arg(long, requires = "data")]
    pub(super) registration_token: Option<String>,
    /// How many requests of one device are taken a minute
    #[arg(long, value_name = "NUMBER", default_value_t = 6000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) requests_per_minute: u32,
    /// How many requests from one address are taken a minute, of those that no known device signed
    #[arg(long, value_name = "NUMBER", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) strangers_per_minute: u32,
    /// How many bytes a parcel may have, which waits for who was invited or restores; at most 16777216
    #[arg(long, value_name = "BYTES", default_value_t = USUAL_PARCEL, value_parser = parcel_size)]
    pub(super) largest_parcel: usize,
    /// How many workspaces the hub takes; those that it has it keeps
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
    pub(super) max_workspaces: u64,
    /// How many seconds the head of a request may take, and its body if no known device sends it; a device's may
    /// take five times as long
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(super) patience: u64,
    /// A proxy stands in front and adds the address of who asks to X-Forwarded-For
    #[arg(long)]
    pub(super) behind_proxy: bool,
}

fn parcel_size(text: &str) -> Result<usize, String> {
    let size = text.parse().map_err(|_| "it is no number of bytes".to_owned())?;
    if size <= MAX_PARCEL { Ok(size) } else { Err(format!("no parcel has more than {MAX_PARCEL} bytes")) }
}
