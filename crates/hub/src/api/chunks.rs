//! Sealed pieces of attachments, under the hash of their bytes.

use super::asked::Asked;
use super::{Answered, Api, Refused, message};
use axum::extract::State;
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::response::IntoResponse;
use floorbook_seal::chunk::Chunk;
use floorbook_seal::membership::Role;
use floorbook_seal::{Hash, WorkspaceId};
use floorbook_wire::{Lacking, MAX_NAMES, Names, Reason, read};
use object_store::path::Path;
use object_store::{Error, ObjectStoreExt};
use std::sync::Arc;

fn path(id: WorkspaceId, name: Hash) -> Path {
    let name = name.to_string();
    Path::from_iter([id.to_string().as_str(), &name[..2], &name])
}

fn failed(error: Error) -> Refused {
    match error {
        Error::NotFound { .. } => Reason::NotFound.into(),
        other => crate::storage::StorageError::Failed(other.to_string()).into(),
    }
}

/// `PUT /v1/workspaces/{id}/chunks/{name}`: answered once it is on disk; again, it changes nothing.
pub(super) async fn put(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    let membership = asked.by_member(&api).await?;
    if membership.role_of_device(asked.signed.device) < Some(Role::Editor) {
        return Err(Reason::OnlyReads.into());
    }
    let chunk = Chunk::read(&asked.body).map_err(|_| Reason::Unreadable)?;
    let name = asked.name.filter(|name| *name == chunk.name()).ok_or(Reason::Unreadable)?;
    if chunk.header().workspace != asked.id {
        return Err(Reason::OtherWorkspace.into());
    }
    api.chunks.put(&path(asked.id, name), asked.body.into()).await.map_err(failed)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /v1/workspaces/{id}/chunks/{name}`.
pub(super) async fn get(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    let name = asked.name.ok_or(Reason::NotFound)?;
    let found = api.chunks.get(&path(asked.id, name)).await.map_err(failed)?;
    let bytes = found.bytes().await.map_err(failed)?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

/// `POST /v1/workspaces/{id}/chunks/lacking`.
pub(super) async fn lacking(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    let Names { names } = read(&asked.body)?;
    if names.len() > MAX_NAMES {
        return Err(Reason::TooLarge.into());
    }
    let mut lacking = Vec::new();
    for name in names {
        match api.chunks.head(&path(asked.id, name)).await {
            Ok(_) => {}
            Err(Error::NotFound { .. }) => lacking.push(name),
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(message(&Lacking { names: lacking }))
}
