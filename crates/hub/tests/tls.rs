//! The real hub with TLS of its own.
#![allow(clippy::unwrap_used, reason = "part of tests, where what fails is to stop the test at once")]

mod running;
mod team;

use floorbook_wire::{Heads, read};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use running::{Answer, Hub, dist};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use team::{Team, path};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// A certificate for localhost in this folder, and what trusts it.
fn certificate(folder: &Path, name: &str) -> CertificateDer<'static> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(folder.join(format!("{name}.pem")), cert.pem()).unwrap();
    std::fs::write(folder.join(format!("{name}.key")), signing_key.serialize_pem()).unwrap();
    cert.der().clone()
}

fn asked(hub: &Hub, trusted: CertificateDer<'static>, request: &[u8]) -> Answer {
    let mut roots = RootCertStore::empty();
    roots.add(trusted).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(&hub.address).unwrap());
    stream.write_all(request).unwrap();
    let mut raw = Vec::new();
    stream.read_to_end(&mut raw).unwrap();
    Answer::parse(&raw)
}

#[test]
fn a_hub_with_a_certificate_is_asked_over_https_only() {
    let folder = dist();
    let trusted = certificate(folder.path(), "hub");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let options = ["--tls-cert".to_owned(), at("hub.pem"), "--tls-key".to_owned(), at("hub.key")];
    let hub = Hub::start_in(folder, &options.each_ref().map(String::as_str));
    // Somebody who says nothing holds nobody up, and who speaks in the clear gets nothing.
    let _silent = TcpStream::connect(&hub.address).unwrap();
    assert!(Hub::send(&hub.address, "GET", "/healthz", "", &[]).is_none());
    let team = Team::new();
    let founding = team.founding();
    let header = team.ann.header("POST", &path(""), &founding, 0);
    let head = |method: &str, more: &str| {
        format!("{method} {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}\r\n", path(""))
    };
    let found =
        [head("POST", &format!("{header}Content-Length: {}\r\n", founding.len())).as_bytes(), &founding].concat();
    assert_eq!(asked(&hub, trusted.clone(), &found).status, 200);
    let answer = asked(&hub, trusted, head("GET", &team.ann.header("GET", &path(""), &[], 0)).as_bytes());
    assert_eq!(read::<Heads>(&answer.body).unwrap().records, team.records.len() as u64);
}

#[test]
fn a_certificate_with_another_ones_key_is_named() {
    let folder = dist();
    certificate(folder.path(), "one");
    certificate(folder.path(), "other");
    let mut command = Hub::command(&folder.path().join("dist"));
    command.arg("--tls-cert").arg(folder.path().join("one.pem"));
    let alone = command.output().unwrap();
    assert!(String::from_utf8_lossy(&alone.stderr).contains("--tls-key"));
    let output = command.arg("--tls-key").arg(folder.path().join("other.key")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("do not belong together"), "{said}");
}
