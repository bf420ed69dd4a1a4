//! The way to a hub: one request with its time and its size bounded, and a connection that stays open.
//!
//! Nothing goes along that was not asked for: no cookies, no cache, no redirects. What went wrong makes no difference
//! to who asked: there was no answer.

use std::time::Duration;

use floorbook_engine::{Answered, Exchange};
use floorbook_host::rhythm::{LARGEST_ANSWER, SILENCE, patience};
use floorbook_host::sse::Events;
use reqwest::{Client, Method, RequestBuilder, Response, redirect::Policy};
use tokio::time::{Instant, timeout, timeout_at};

/// How long it is waited for somebody nearby.
const QUICK: Duration = Duration::from_secs(3);

/// What carries requests.
#[derive(Clone)]
pub(crate) struct Net {
    client: Client,
    /// For hubs nearby: no proxy leads there.
    near: Client,
}

impl Net {
    /// Ready to carry requests.
    ///
    /// # Errors
    /// The system's certificates cannot be had.
    pub(crate) fn new() -> reqwest::Result<Net> {
        let agent = concat!("floorbook/", env!("CARGO_PKG_VERSION"));
        let client = || Client::builder().redirect(Policy::none()).user_agent(agent);
        Ok(Net { client: client().build()?, near: client().no_proxy().build()? })
    }

    /// Sends a request and reads its answer.
    pub(crate) async fn exchange(&self, exchange: &Exchange) -> Answered {
        self.whole(exchange).await.unwrap_or(Answered::Nothing)
    }

    /// `None` where there is no answer, or a larger one than any of a hub's.
    async fn whole(&self, exchange: &Exchange) -> Option<Answered> {
        let begun = Instant::now();
        let until = |answer: usize| begun + millis(patience(exchange.body.len() + answer));
        let mut reply = timeout_at(until(0), self.request(exchange)?.send()).await.ok()?.ok()?;
        let told = reply.content_length().map_or(0, |told| usize::try_from(told).unwrap_or(usize::MAX));
        let mut body = Vec::new();
        while told <= LARGEST_ANSWER && body.len() <= LARGEST_ANSWER {
            match timeout_at(until(told.max(body.len())), reply.chunk()).await.ok()?.ok()? {
                Some(piece) => body.extend_from_slice(&piece),
                None => return Some(Answered::Reply { status: reply.status().as_u16(), body }),
            }
        }
        None
    }

    /// Listens until the connection ends or is silent for too long. `hear` is given the data of each event. Answers
    /// whether the connection was open at all.
    pub(crate) async fn listen(&self, exchange: &Exchange, hear: impl Fn(String)) -> bool {
        let Some(request) = self.request(exchange) else { return false };
        let Ok(Ok(mut reply)) = timeout(millis(patience(exchange.body.len())), request.send()).await else {
            return false;
        };
        if !tells_events(&reply) {
            return false;
        }
        let mut events = Events::default();
        // However it ends, all there is to do is to connect again.
        while let Ok(Ok(Some(piece))) = timeout(millis(SILENCE), reply.chunk()).await {
            let Ok(ended) = events.take(&piece) else { break };
            ended.into_iter().for_each(&hear);
        }
        true
    }

    /// Whether there is somebody who answers at this address.
    pub(crate) async fn answers(&self, url: &str) -> bool {
        let asked = self.client_for(url).get(url).timeout(QUICK).send().await;
        asked.is_ok_and(|reply| reply.status() == 200)
    }

    /// Without TLS there are only hubs on this computer and nearby.
    fn client_for(&self, url: &str) -> &Client {
        if url.starts_with("http://") { &self.near } else { &self.client }
    }

    fn request(&self, exchange: &Exchange) -> Option<RequestBuilder> {
        let method = Method::from_bytes(exchange.method.as_bytes()).ok()?;
        let mut request = self.client_for(&exchange.url).request(method, &exchange.url);
        for (name, value) in &exchange.headers {
            request = request.header(*name, value);
        }
        Some(if exchange.body.is_empty() { request } else { request.body(exchange.body.clone()) })
    }
}

/// A portal between answers with a page of its own.
fn tells_events(reply: &Response) -> bool {
    let kind = reply.headers().get(reqwest::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    reply.status() == 200 && kind.is_some_and(|kind| kind.starts_with("text/event-stream"))
}

fn millis(millis: f64) -> Duration {
    Duration::from_secs_f64(millis / 1_000.0)
}
