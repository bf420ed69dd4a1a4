//! The headers that every answer carries.

use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::header::HeaderName;

/// Only code and style of this origin run; wasm may compile; photos and recordings are blobs. A hub may be
/// elsewhere than where the app comes from: over HTTPS, or on this device.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
     style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; \
     connect-src 'self' https: http://127.0.0.1:* http://localhost:*; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What every answer says, whatever it is about.
const ALWAYS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=(self), geolocation=(self)"),
];

/// Adds the headers that every answer carries.
pub(crate) fn apply(headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}
