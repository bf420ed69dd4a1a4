//! The answer to one request for a file.

use crate::policy;
use crate::site::{File, Site};
use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};

/// A hashed name never changes its content; everything else is asked for again each time.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// An answer, with what the log may say about it.
pub(crate) struct Reply {
    /// What is sent.
    pub(crate) response: Response<Body>,
    /// The file that was found; never what was asked for, which may be anything.
    pub(crate) file: Option<String>,
    /// How many bytes of body are sent.
    pub(crate) bytes: usize,
}

/// Answers a request for a file of the app.
pub(crate) fn to_request(site: &Site, method: &Method, path: &str, headers: &HeaderMap) -> Reply {
    if !matches!(*method, Method::GET | Method::HEAD) {
        let mut reply = text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.\n", method);
        reply.response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return reply;
    }
    match site.find(path) {
        Some((name, file)) => send(name, file, method, headers),
        None => text(StatusCode::NOT_FOUND, "There is no such file in this build of Floorbook.\n", method),
    }
}

/// A short plain text.
pub(crate) fn text(status: StatusCode, body: &'static str, method: &Method) -> Reply {
    let fields = [
        (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_LENGTH, HeaderValue::from(body.len())),
    ];
    let sent = if method == Method::HEAD { "" } else { body };
    build(status, fields, Body::from(sent), sent.len(), None)
}

fn send(name: &str, file: &File, method: &Method, headers: &HeaderMap) -> Reply {
    let read = |field: &HeaderName| headers.get(field).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some((encoding, bytes)) = file.copy_for(read(&ACCEPT_ENCODING)) else {
        return text(StatusCode::NOT_ACCEPTABLE, "No copy of this file fits Accept-Encoding.\n", method);
    };
    // Each copy has bytes of its own, so it has a tag of its own.
    let tag = format!("\"{}{}\"", file.hash, encoding.header().map(|name| format!("-{name}")).unwrap_or_default());
    let is_held = read(&IF_NONE_MATCH).split(',').any(|held| {
        let held = held.trim();
        held == "*" || held.strip_prefix("W/").unwrap_or(held) == tag
    });
    let keep = if file.is_immutable { FOR_EVER } else { ASK_AGAIN };
    let mut fields = vec![(CACHE_CONTROL, HeaderValue::from_static(keep))];
    fields.extend(HeaderValue::try_from(&tag).ok().map(|tag| (ETAG, tag)));
    if file.is_compressed() {
        fields.push((VARY, HeaderValue::from_static("Accept-Encoding")));
    }
    if is_held {
        return build(StatusCode::NOT_MODIFIED, fields, Body::empty(), 0, Some(name));
    }
    fields.push((CONTENT_TYPE, HeaderValue::from_static(file.content_type)));
    fields.push((CONTENT_LENGTH, HeaderValue::from(bytes.len())));
    fields.extend(encoding.header().map(|name| (CONTENT_ENCODING, HeaderValue::from_static(name))));
    if method == Method::HEAD {
        return build(StatusCode::OK, fields, Body::empty(), 0, Some(name));
    }
    let length = bytes.len();
    build(StatusCode::OK, fields, Body::from(bytes), length, Some(name))
}

fn build(
    status: StatusCode,
    fields: impl IntoIterator<Item = (HeaderName, HeaderValue)>,
    body: Body,
    bytes: usize,
    file: Option<&str>,
) -> Reply {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().extend(fields);
    policy::apply(response.headers_mut());
    Reply { response, file: file.map(str::to_owned), bytes }
}
