//! The operations of the API: the router and the OpenAPI document are both made of this one list, so that
//! neither can have what the other lacks.

use super::asked::Unsigned;
use super::{Api, chunks, envelopes, membership, notices, parcels};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post, put};
use axum::{Extension, Json, Router};
use floorbook_seal::parcel::MAX_PARCEL;
use floorbook_wire::MAX_REQUEST;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The most bytes of a chunk: a whole piece, what sealing adds, and room for a longer header.
const CHUNK: usize = 300 << 10;

/// The most bytes of a question about chunks: as many names as one may have.
const QUESTION: usize = 256 << 10;

/// Who may ask for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Whoever knows the path; nothing is signed.
    Anyone,
    /// A device of a workspace that the hub may not know yet.
    Founder,
    /// A device of the workspace, or one that is about to be.
    Newcomer,
    /// A device of the workspace.
    Member,
}

/// What is looked at before the body of a request is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) by: By,
    pub(super) largest: usize,
}

/// One operation.
struct Operation {
    path: &'static str,
    method: &'static str,
    summary: &'static str,
    by: By,
    /// The most bytes of the body.
    largest: usize,
    handler: fn() -> MethodRouter<Arc<Api>>,
}

const OPERATIONS: [Operation; 14] = [
    Operation {
        path: "/v1/workspaces/{id}",
        method: "post",
        summary: "Found: Found in, Heads out; the same again changes nothing",
        by: By::Founder,
        largest: MAX_REQUEST,
        handler: || post(membership::found),
    },
    Operation {
        path: "/v1/workspaces/{id}",
        method: "get",
        summary: "What the hub has: Heads out",
        by: By::Member,
        largest: 0,
        handler: || get(envelopes::heads),
    },
    Operation {
        path: "/v1/workspaces/{id}/membership",
        method: "post",
        summary: "Membership records, parents first: Records in, Pushed out",
        by: By::Newcomer,
        largest: MAX_REQUEST,
        handler: || post(membership::push),
    },
    Operation {
        path: "/v1/workspaces/{id}/membership",
        method: "get",
        summary: "Membership records after a number of them (after): RecordsHeld out",
        by: By::Member,
        largest: 0,
        handler: || get(membership::pull),
    },
    Operation {
        path: "/v1/workspaces/{id}/envelopes",
        method: "post",
        summary: "Envelopes of any devices, each one's in order: Push in, Pushed out",
        by: By::Member,
        largest: MAX_REQUEST,
        handler: || post(envelopes::push),
    },
    Operation {
        path: "/v1/workspaces/{id}/envelopes",
        method: "get",
        summary: "Envelopes after a cursor (log, position, running), up to limit bytes: Pulled out",
        by: By::Member,
        largest: 0,
        handler: || get(envelopes::pull),
    },
    Operation {
        path: "/v1/workspaces/{id}/chunks/lacking",
        method: "post",
        summary: "Which chunks the hub lacks: Names in, Lacking out",
        by: By::Member,
        largest: QUESTION,
        handler: || post(chunks::lacking),
    },
    Operation {
        path: "/v1/workspaces/{id}/chunks/find",
        method: "post",
        summary: "Which pieces of attachments the hub holds, and their names: Tags in, Pieces out",
        by: By::Member,
        largest: QUESTION,
        handler: || post(chunks::find),
    },
    Operation {
        path: "/v1/workspaces/{id}/chunks/{name}",
        method: "put",
        summary: "One sealed chunk, under the hash of its bytes",
        by: By::Member,
        largest: CHUNK,
        handler: || put(chunks::put),
    },
    Operation {
        path: "/v1/workspaces/{id}/chunks/{name}",
        method: "get",
        summary: "One sealed chunk",
        by: By::Member,
        largest: 0,
        handler: || get(chunks::get),
    },
    Operation {
        path: "/v1/workspaces/{id}/parcels/{parcel}",
        method: "put",
        summary: "The sealed parcel of an invitation or recovery key, by the member whose it is",
        by: By::Member,
        largest: MAX_PARCEL,
        handler: || put(parcels::put),
    },
    Operation {
        path: "/v1/parcels/{parcel}",
        method: "get",
        summary: "A sealed parcel, by whoever knows its id",
        by: By::Anyone,
        largest: 0,
        handler: || get(parcels::get),
    },
    Operation {
        path: "/v1/workspaces/{id}/notices",
        method: "get",
        summary: "Live notices as server-sent events named news. The data is how many envelopes, records and \
                  chunks there are; then, if envelopes came that are small, Pulled as base64 without padding: \
                  what a pull would answer from just before them",
        by: By::Member,
        largest: 0,
        handler: || get(notices::listen),
    },
    Operation {
        path: "/v1/openapi.json",
        method: "get",
        summary: "This document",
        by: By::Anyone,
        largest: 0,
        handler: || get(answer),
    },
];

/// The router.
pub(super) fn router() -> Router<Arc<Api>> {
    let add = |router: Router<_>, operation: &Operation| {
        let Operation { path, by, largest, handler, .. } = *operation;
        router.route(path, handler().route_layer(Extension(Rule { by, largest })))
    };
    OPERATIONS.iter().fold(Router::new(), add)
}

async fn answer(_: Unsigned) -> Response {
    Json(document()).into_response()
}

fn document() -> Value {
    let mut paths = Map::new();
    for Operation { path, method, summary, by, largest, .. } in &OPERATIONS {
        let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let parameter = |name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
        let parameters: Vec<Value> = names.map(parameter).collect();
        let cbor = json!({"application/cbor": {"schema": {"type": "string", "format": "binary"}}});
        let responses = json!({
            "default": {"description": "Refusal: why, what to do, the hub's time", "content": cbor},
            "2XX": {"description": "Done, and on disk where something was sent"},
        });
        let security = if *by == By::Anyone { json!([]) } else { json!([{"device": []}]) };
        let mut operation = json!({
            "summary": summary, "parameters": parameters, "responses": responses, "security": security,
        });
        if *largest > 0 {
            operation["requestBody"] = json!({
                "required": true, "description": format!("At most {largest} bytes"), "content": cbor,
            });
        }
        let entry = paths.entry(*path).or_insert_with(|| json!({}));
        entry[*method] = operation;
    }
    let scheme = json!({"type": "apiKey", "in": "header", "name": "authorization",
        "description": "Floorbook <device> <at> <nonce> <signature>, by a device of the workspace"});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Floorbook hub", "version": "1",
            "description": "Messages are CBOR, described in the package floorbook-wire."},
        "paths": paths,
        "components": {"securitySchemes": {"device": scheme}},
    })
}
