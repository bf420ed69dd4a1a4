//! Where a request comes from.

use axum::extract::connect_info::ConnectInfo;
use axum::http::request::Parts;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// How a hub learns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Peers {
    /// From the connection.
    Direct,
    /// From the last address in `x-forwarded-for`, which the proxy in front adds. Who comes without is the proxy.
    BehindProxy,
}

impl Peers {
    /// The address that a request came from.
    pub(super) fn address(self, parts: &Parts) -> IpAddr {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let connected = connected.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip());
        match self {
            Peers::Direct => connected,
            Peers::BehindProxy => forwarded(parts).unwrap_or(connected),
        }
    }
}

fn forwarded(parts: &Parts) -> Option<IpAddr> {
    let mut fields = parts.headers.get_all("x-forwarded-for").iter();
    fields.next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}
