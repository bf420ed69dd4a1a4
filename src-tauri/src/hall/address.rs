//! Addresses of hubs nearby: as somebody types them, as a link says them, as this computer has them.
//!
//! What goes to such a hub goes without TLS, as it has no name that anybody could vouch for. All of it is sealed and
//! signed; still it is to stay on the local network.

use std::net::{IpAddr, Ipv4Addr, SocketAddrV4};

use url::Url;

/// The port that is tried first, so that an address stays what it was.
pub(super) const PORT: u16 = 7430;

/// The hub that somebody means; `None` where it is none nearby.
pub(crate) fn read(typed: &str) -> Option<SocketAddrV4> {
    let typed = typed.trim();
    let rest = typed.strip_prefix("http://").unwrap_or(typed).trim_end_matches('/');
    let address = match rest.parse::<SocketAddrV4>() {
        Ok(address) => address,
        Err(_) => SocketAddrV4::new(rest.parse().ok()?, PORT),
    };
    (is_near(*address.ip()) && address.port() != 0).then_some(address)
}

/// The hub that a link of ours leads to: `floorbook://near/192.168.1.5:7430`.
pub(crate) fn of_link(text: &str) -> Option<SocketAddrV4> {
    let url = Url::parse(text).ok()?;
    (url.scheme() == "floorbook" && url.host_str() == Some("near")).then(|| read(url.path().trim_matches('/')))?
}

/// Whether an address can be one of the same network: of a private range, or of a network that this computer is on.
pub(super) fn is_near(ip: Ipv4Addr) -> bool {
    let reserved = ip.is_unspecified() || ip.is_broadcast() || ip.is_multicast();
    let private = ip.is_loopback() || ip.is_private() || ip.is_link_local();
    !reserved && (private || interfaces().iter().any(|one| mask(one.ip, one.netmask) == mask(ip, one.netmask)))
}

fn mask(ip: Ipv4Addr, netmask: Ipv4Addr) -> u32 {
    u32::from(ip) & u32::from(netmask)
}

/// Where others may reach this computer, the likeliest first; itself alone where it is on no network.
pub(super) fn own() -> Vec<Ipv4Addr> {
    let mut own: Vec<Ipv4Addr> = interfaces().into_iter().map(|one| one.ip).filter(|ip| !ip.is_loopback()).collect();
    own.sort_by_key(|ip| (ip.is_link_local(), !ip.is_private(), *ip));
    own.dedup();
    if own.is_empty() { vec![Ipv4Addr::LOCALHOST] } else { own }
}

fn interfaces() -> Vec<if_addrs::Ifv4Addr> {
    // Where they cannot be listed, the private ranges are known all the same.
    let all = if_addrs::get_if_addrs().unwrap_or_default().into_iter();
    all.filter_map(|one| match one.addr {
        if_addrs::IfAddr::V4(one) => Some(one),
        if_addrs::IfAddr::V6(_) => None,
    })
    .collect()
}

/// Where a hub at this address is asked.
pub(super) fn url(address: SocketAddrV4) -> String {
    format!("http://{address}")
}

/// The addresses among these that can be of this network.
pub(super) fn near(all: impl IntoIterator<Item = IpAddr>, port: u16) -> Vec<SocketAddrV4> {
    let mut near: Vec<_> = all
        .into_iter()
        .filter_map(|ip| match ip {
            IpAddr::V4(ip) if is_near(ip) => Some(SocketAddrV4::new(ip, port)),
            _ => None,
        })
        .collect();
    near.sort();
    near
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_nearby_is_taken() {
        let read = |typed: &str| read(typed).map(|address| address.to_string());
        assert_eq!(read(" 192.168.1.5:7440 ").as_deref(), Some("192.168.1.5:7440"));
        assert_eq!(read("http://10.0.0.7:80/").as_deref(), Some("10.0.0.7:80"));
        assert_eq!(read("127.0.0.1").as_deref(), Some("127.0.0.1:7430"));
        for bad in ["8.8.8.8:7430", "hub.example", "https://10.0.0.7", "10.0.0.7:0", "0.0.0.0:7430", "", "[::1]:7430"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_link_leads_to_a_hub_nearby_and_nowhere_else() {
        assert_eq!(of_link("floorbook://near/192.168.1.5:7440"), Some("192.168.1.5:7440".parse().unwrap()));
        for bad in
            ["floorbook://near/8.8.8.8", "floorbook://near/", "floorbook://join/10.0.0.1", "http://near/10.0.0.1"]
        {
            assert_eq!(of_link(bad), None, "{bad}");
        }
    }

    #[test]
    fn this_computer_has_an_address() {
        assert!(!own().is_empty());
    }
}
