//! Apps of other origins: served by another hub, or by the desktop shell.
//!
//! Any origin may ask. What decides is the signature of a device, and nothing here goes by cookies, so an
//! origin gains nothing that its own keys do not give it.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, RETRY_AFTER,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use axum::middleware::Next;

/// What every answer of the API says. It needs no resource policy beside it: that is for what is embedded.
const ALWAYS: [(HeaderName, &str); 1] = [(ACCESS_CONTROL_ALLOW_ORIGIN, "*")];

/// What an answer says that names a time to wait, so that the app may read it.
const WITH_A_TIME: [(HeaderName, &str); 1] = [(ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after")];

/// What a browser is told that asks before its request. The last is for a hub in the local network.
const BEFORE: [(HeaderName, &str); 4] = [
    (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT"),
    (ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type, floorbook-token"),
    (ACCESS_CONTROL_MAX_AGE, "86400"),
    (HeaderName::from_static("access-control-allow-private-network"), "true"),
];

/// Opens the paths under `/v1/` to all origins, and leaves the others alone.
pub(crate) async fn open(request: Request, next: Next) -> Response<Body> {
    if !request.uri().path().starts_with("/v1/") {
        return next.run(request).await;
    }
    let mut response = if request.method() == Method::OPTIONS {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        say(response.headers_mut(), &BEFORE);
        response
    } else {
        next.run(request).await
    };
    say(response.headers_mut(), &ALWAYS);
    if response.headers().contains_key(RETRY_AFTER) {
        say(response.headers_mut(), &WITH_A_TIME);
    }
    response
}

fn say(headers: &mut HeaderMap, fields: &[(HeaderName, &'static str)]) {
    for (name, value) in fields {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
}
