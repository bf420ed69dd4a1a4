//! Connections as they come in: plain, or with TLS.

use crate::pace::Paced;
use anyhow::{Context, Result};
use axum::serve::Listener;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::{TlsAcceptor, server::TlsStream};
use tokio_util::either::Either;

/// How long a client may take to agree on a key, over a bad line too.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many may be about to agree on one. Who comes beyond that waits until another is through.
const AT_ONCE: usize = 1024;

/// What is listened at.
pub(crate) struct Listening {
    tcp: TcpListener,
    tls: Option<TlsAcceptor>,
    /// How long the head of a request may take.
    patience: Duration,
    agreeing: JoinSet<Option<(TlsStream<TcpStream>, SocketAddr)>>,
}

impl Listening {
    /// Listens, with TLS if there is one.
    pub(crate) fn new(tcp: TcpListener, tls: Option<Arc<ServerConfig>>, patience: Duration) -> Listening {
        Listening { tcp, tls: tls.map(TlsAcceptor::from), patience, agreeing: JoinSet::new() }
    }
}

impl Listener for Listening {
    type Io = Paced<Either<TcpStream, TlsStream<TcpStream>>>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            tokio::select! {
                Some(agreed) = self.agreeing.join_next() => {
                    if let Ok(Some((stream, address))) = agreed {
                        return (Paced::new(Either::Right(stream), self.patience), address);
                    }
                }
                (stream, address) = Listener::accept(&mut self.tcp), if self.agreeing.len() < AT_ONCE => {
                    // An acknowledgement is small, and somebody waits for it. Where that cannot be set it comes too.
                    let _ = stream.set_nodelay(true);
                    let Some(tls) = &self.tls else { return (Paced::new(Either::Left(stream), self.patience), address) };
                    let agreed = tls.accept(stream);
                    self.agreeing.spawn(async move {
                        let stream = tokio::time::timeout(PATIENCE, agreed).await.ok()?.ok()?;
                        Some((stream, address))
                    });
                }
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        self.tcp.local_addr()
    }
}

/// What TLS needs: the certificate with those that vouch for it, and its key, both as PEM.
pub(crate) fn tls(certificate: &Path, key: &Path) -> Result<Arc<ServerConfig>> {
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
    let chain: Vec<CertificateDer<'static>> =
        chain.with_context(|| format!("reading the certificate {}", certificate.display()))?;
    anyhow::ensure!(!chain.is_empty(), "{} holds no certificate", certificate.display());
    let private = PrivateKeyDer::from_pem_file(key).with_context(|| format!("reading the key {}", key.display()))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().context("choosing the versions of TLS")?;
    let config = config.with_no_client_auth().with_single_cert(chain, private);
    let mut config = config.context("the certificate and the key do not belong together")?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
