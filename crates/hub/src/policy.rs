//! The headers that answers carry, whatever they are about: those of the app, and those of the API.

use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::Method;
use axum::http::header::HeaderName;

/// Only code and style of this origin run; wasm may compile; photos and recordings are blobs. A hub may be
/// elsewhere than where the app comes from: over HTTPS, or on this device.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
     style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; \
     connect-src 'self' https: http://127.0.0.1:* http://localhost:*; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What is said with everything that a browser may show or run.
const ALWAYS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=(self), geolocation=(self)"),
];

/// What is said with what the API answers to a `GET`. It is neither shown nor run, and devices pay for each byte:
/// that it is not to be kept, and not to be taken for a page, is all that means something there. What a `POST` or
/// `PUT` answers is never kept.
const OF_THE_API: [(&str, &str); 2] = [("cache-control", "no-store"), ("x-content-type-options", "nosniff")];

/// Adds the headers of an answer of the API.
pub(crate) fn apply_to_api(method: &Method, headers: &mut HeaderMap) {
    if *method == Method::GET {
        say(headers, &OF_THE_API);
    }
}

/// Adds the headers of an answer that a browser may show or run.
pub(crate) fn apply(headers: &mut HeaderMap) {
    say(headers, &ALWAYS);
}

fn say(headers: &mut HeaderMap, fields: &[(&'static str, &'static str)]) {
    for (name, value) in fields {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}
