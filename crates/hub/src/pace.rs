//! Connections that take their time: whoever begins a request and does not finish its head is cut off, and so is
//! whoever is silent for long (or sends the beginning of a request along with the one before it).
//!
//! How long a body may take is the API's to say, which knows who sends it.

use axum::body::Body;
use axum::extract::Request;
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::http::Response;
use axum::middleware::Next;
use axum::serve::IncomingStream;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

use crate::listening::Listening;

/// How long a connection may be silent between two requests, in which nothing is said to it either. A live
/// connection is told something every 15 seconds.
const SILENCE: Duration = Duration::from_secs(300);

/// What a connection does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It waits for a request.
    Waits,
    /// The head of one has begun.
    Heard,
    /// A request is being answered.
    Busy,
}

/// What the connection of a request does, told by those who answer it.
#[derive(Debug, Clone, Default)]
struct Pace(Arc<AtomicU8>);

impl Pace {
    fn state(&self) -> State {
        match self.0.load(Ordering::Relaxed) {
            0 => State::Waits,
            1 => State::Heard,
            _ => State::Busy,
        }
    }

    fn set(&self, state: State) {
        self.0.store(state as u8, Ordering::Relaxed);
    }
}

/// Who is connected.
#[derive(Debug, Clone)]
pub(crate) struct Peer {
    address: SocketAddr,
    pace: Pace,
}

impl Connected<IncomingStream<'_, Listening>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Listening>) -> Peer {
        Peer { address: *stream.remote_addr(), pace: stream.io().pace.clone() }
    }
}

/// Notes that the head of a request has come, and that it was answered. Everything behind learns the address.
pub(crate) async fn keep(mut request: Request, next: Next) -> Response<Body> {
    let Some(ConnectInfo(Peer { address, pace })) = request.extensions_mut().remove::<ConnectInfo<Peer>>() else {
        return next.run(request).await;
    };
    request.extensions_mut().insert(ConnectInfo(address));
    pace.set(State::Busy);
    let response = next.run(request).await;
    pace.set(State::Waits);
    response
}

/// A connection that is cut off when it takes too long.
#[derive(Debug)]
pub(crate) struct Paced<Io> {
    io: Io,
    pace: Pace,
    /// How long the head of a request may take.
    patience: Duration,
    /// When it is cut off, and in which state.
    limit: Pin<Box<Sleep>>,
    limited: State,
}

impl<Io> Paced<Io> {
    /// A connection whose heads may take so long each. The first one is expected from now on.
    pub(crate) fn new(io: Io, patience: Duration) -> Paced<Io> {
        let limit = Box::pin(tokio::time::sleep(SILENCE));
        Paced { io, pace: Pace::default(), patience, limit, limited: State::Waits }
    }

    fn limit(&mut self, state: State) {
        let time = if state == State::Heard { self.patience } else { SILENCE };
        self.limit.as_mut().reset(Instant::now() + time);
        self.limited = state;
    }
}

impl<Io: AsyncRead + Unpin> AsyncRead for Paced<Io> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.io).poll_read(cx, buffer);
        let state = match self.pace.state() {
            State::Waits if buffer.filled().len() > before => {
                self.pace.set(State::Heard);
                State::Heard
            }
            state => state,
        };
        if state != self.limited {
            self.limit(state);
        }
        if state != State::Busy && read.is_pending() && self.limit.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        read
    }
}

impl<Io: AsyncWrite + Unpin> AsyncWrite for Paced<Io> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.limited == State::Waits {
            self.limit(State::Waits);
        }
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.limited == State::Waits {
            self.limit(State::Waits);
        }
        Pin::new(&mut self.io).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }
}
