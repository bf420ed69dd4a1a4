//! One request over the network, with its time and its size bounded.
//!
//! Nothing of the browser's own goes along: no cookies, no cache, no redirects. What went wrong makes
//! no difference to who asked: there was no answer.

use std::cell::RefCell;

use floorbook_engine::{Answered, Exchange};
use floorbook_host::rhythm::{LARGEST_ANSWER, patience};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    Response,
};

use super::js;
use super::timer::After;

/// A request that can be cut off, by time or by whoever holds its controller.
pub(crate) struct Line {
    abort: AbortController,
    /// Cuts it off when it is time.
    watch: RefCell<Option<After>>,
}

impl Drop for Line {
    /// Whoever leaves an answer half read lets the connection go.
    fn drop(&mut self) {
        self.abort.abort();
    }
}

impl Line {
    /// A line that `abort` cuts off.
    pub(crate) fn new(abort: &AbortController) -> Line {
        Line { abort: abort.clone(), watch: RefCell::default() }
    }

    /// From now on it is cut off in `millis`, whatever was said before.
    pub(crate) fn cut_off_in(&self, millis: f64) {
        let abort = self.abort.clone();
        self.watch.replace(Some(After::new(millis.max(0.0), move || abort.abort())));
    }

    /// Sends a request, and waits for the head of its answer.
    ///
    /// # Errors
    /// The browser's error.
    pub(crate) async fn send(&self, exchange: &Exchange) -> Result<Reply, JsValue> {
        let init = RequestInit::new();
        init.set_method(exchange.method);
        // What a `POST` or `PUT` answers is kept nowhere; to say so would send two fields more.
        if exchange.method == "GET" {
            init.set_cache(RequestCache::NoStore);
        }
        init.set_credentials(RequestCredentials::Omit);
        init.set_redirect(RequestRedirect::Error);
        init.set_signal(Some(&self.abort.signal()));
        let headers: Vec<_> =
            exchange.headers.iter().map(|(name, value)| (*name, JsValue::from(value.as_str()))).collect();
        init.set_headers(&js::object(&headers));
        if !exchange.body.is_empty() {
            init.set_body(&Uint8Array::from(exchange.body.as_slice()));
        }
        let response = JsFuture::from(js::scope().fetch_with_str_and_init(&exchange.url, &init)).await?;
        let response: Response = response.unchecked_into();
        let reader = response.body().map(|body| body.get_reader().unchecked_into());
        Ok(Reply { response, reader })
    }
}

/// An answer whose body comes piece by piece.
pub(crate) struct Reply {
    response: Response,
    reader: Option<ReadableStreamDefaultReader>,
}

impl Reply {
    /// The HTTP status.
    pub(crate) fn status(&self) -> u16 {
        self.response.status()
    }

    /// A header field; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> String {
        self.response.headers().get(name).ok().flatten().unwrap_or_default()
    }

    /// The next piece of the body; `None` after the last.
    ///
    /// # Errors
    /// The browser's error: it was cut off.
    pub(crate) async fn piece(&self) -> Result<Option<Vec<u8>>, JsValue> {
        let Some(reader) = &self.reader else {
            return Ok(None);
        };
        let read = JsFuture::from(reader.read()).await?;
        if js::get(&read, "done").is_truthy() {
            return Ok(None);
        }
        Ok(Some(js::get(&read, "value").dyn_into::<Uint8Array>()?.to_vec()))
    }
}

/// Sends a request and reads its answer. `abort` cuts it off.
pub(crate) async fn exchange(exchange: &Exchange, abort: &AbortController) -> Answered {
    // Why there is no answer is in the browser's own log.
    whole(exchange, abort).await.ok().flatten().unwrap_or(Answered::Nothing)
}

/// `None` if the answer is larger than any of a hub's.
async fn whole(exchange: &Exchange, abort: &AbortController) -> Result<Option<Answered>, JsValue> {
    let line = Line::new(abort);
    let begun = js::ticks();
    let wait_for = |answer: usize| line.cut_off_in(begun + patience(exchange.body.len() + answer) - js::ticks());
    wait_for(0);
    let reply = line.send(exchange).await?;
    let told: usize = reply.header("content-length").parse().unwrap_or(0);
    if told > LARGEST_ANSWER {
        return Ok(None);
    }
    let mut body = Vec::new();
    loop {
        wait_for(told.max(body.len()));
        match reply.piece().await? {
            None => return Ok(Some(Answered::Reply { status: reply.status(), body })),
            Some(piece) if body.len() + piece.len() > LARGEST_ANSWER => return Ok(None),
            Some(piece) => body.extend(piece),
        }
    }
}
