//! The operations of the API: the router and the OpenAPI document are both made of this one list, so that
//! neither can have what the other lacks.

use super::{Api, chunks, envelopes, membership, notices, parcels};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post, put};
use axum::{Json, Router};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// One operation.
struct Operation {
    path: &'static str,
    method: &'static str,
    summary: &'static str,
    /// Whether a device signs the request.
    is_signed: bool,
    handler: fn() -> MethodRouter<Arc<Api>>,
}

const OPERATIONS: [Operation; 14] = [
    Operation {
        path: "/v1/workspaces/{id}",
        method: "post",
        summary: "Found: Found in, Heads out; the same again changes nothing",
        is_signed: true,
        handler: || post(membership::found),
    },
    Operation {
        path: "/v1/workspaces/{id}",
        method: "get",
        summary: "What the hub has: Heads out",
        is_signed: true,
        handler: || get(envelopes::heads),
    },
    Operation {
        path: "/v1/workspaces/{id}/membership",
        method: "post",
        summary: "Membership records, parents first: Records in, Pushed out",
        is_signed: true,
        handler: || post(membership::push),
    },
    Operation {
        path: "/v1/workspaces/{id}/membership",
        method: "get",
        summary: "Membership records after a number of them (after): RecordsHeld out",
        is_signed: true,
        handler: || get(membership::pull),
    },
    Operation {
        path: "/v1/workspaces/{id}/envelopes",
        method: "post",
        summary: "Envelopes of any devices, each one's in order: Push in, Pushed out",
        is_signed: true,
        handler: || post(envelopes::push),
    },
    Operation {
        path: "/v1/workspaces/{id}/envelopes",
        method: "get",
        summary: "Envelopes after a cursor (log, position, running), up to limit bytes: Pulled out",
        is_signed: true,
        handler: || get(envelopes::pull),
    },
    Operation {
        path: "/v1/workspaces/{id}/chunks/lacking",
        method: "post",
        summary: "Which chunks the hub lacks: Names in, Lacking out",
        is_signed: true,
        handler: || post(chunks::lacking),
    },
    Operation {
        path: "/v1/workspaces/{id}/chunks/find",
        method: "post",
        summary: "Which pieces of attachments the hub holds, and their names: Tags in, Pieces out",
        is_signed: true,
        handler: || post(chunks::find),
    },
    Operation {
        path: "/v1/workspaces/{id}/chunks/{name}",
        method: "put",
        summary: "One sealed chunk, under the hash of its bytes",
        is_signed: true,
        handler: || put(chunks::put),
    },
    Operation {
        path: "/v1/workspaces/{id}/chunks/{name}",
        method: "get",
        summary: "One sealed chunk",
        is_signed: true,
        handler: || get(chunks::get),
    },
    Operation {
        path: "/v1/workspaces/{id}/parcels/{parcel}",
        method: "put",
        summary: "The sealed parcel of an invitation or recovery key, by the member whose it is",
        is_signed: true,
        handler: || put(parcels::put),
    },
    Operation {
        path: "/v1/parcels/{parcel}",
        method: "get",
        summary: "A sealed parcel, by whoever knows its id",
        is_signed: false,
        handler: || get(parcels::get),
    },
    Operation {
        path: "/v1/workspaces/{id}/notices",
        method: "get",
        summary: "Live notices as server-sent events named news, each with a Notice as text",
        is_signed: true,
        handler: || get(notices::listen),
    },
    Operation {
        path: "/v1/openapi.json",
        method: "get",
        summary: "This document",
        is_signed: false,
        handler: || get(answer),
    },
];

/// The router.
pub(super) fn router() -> Router<Arc<Api>> {
    let add = |router: Router<_>, operation: &Operation| router.route(operation.path, (operation.handler)());
    OPERATIONS.iter().fold(Router::new(), add)
}

async fn answer() -> Response {
    Json(document()).into_response()
}

fn document() -> Value {
    let mut paths = Map::new();
    for Operation { path, method, summary, is_signed, .. } in &OPERATIONS {
        let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let parameter = |name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
        let parameters: Vec<Value> = names.map(parameter).collect();
        let cbor = json!({"application/cbor": {"schema": {"type": "string", "format": "binary"}}});
        let responses = json!({
            "default": {"description": "Refusal: why, what to do, the hub's time", "content": cbor},
            "2XX": {"description": "Done, and on disk where something was sent"},
        });
        let security = if *is_signed { json!([{"device": []}]) } else { json!([]) };
        let operation = json!({
            "summary": summary, "parameters": parameters, "responses": responses, "security": security,
        });
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
