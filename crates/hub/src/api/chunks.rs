//! Sealed pieces of attachments, under the hash of their bytes.

use super::asked::Asked;
use super::{Answered, Api, Refused, message};
use axum::extract::State;
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::response::IntoResponse;
use floorbook_seal::chunk::Chunk;
use floorbook_seal::{Hash, WorkspaceId};
use floorbook_wire::{Lacking, MAX_NAMES, MAX_TAGS, Names, Piece, Reason, Tags, read};
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::path::Path;
use object_store::{Error, ObjectStoreExt};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

/// How many chunks the store is asked about at once.
const AT_ONCE: usize = 32;

/// How long a store elsewhere may take for a chunk, its own attempts included: whoever waits tries again later.
const PATIENCE: Duration = Duration::from_secs(60);

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
    // Of any member: who reads along now may have taken the photo while they could write.
    asked.by_member(&api).await?;
    let chunk = Chunk::read(&asked.body).map_err(|_| Reason::Unreadable)?;
    let name = asked.name.filter(|name| *name == chunk.name()).ok_or(Reason::Unreadable)?;
    if chunk.header().workspace != asked.id {
        return Err(Reason::OtherWorkspace.into());
    }
    let header = chunk.header();
    let piece = Piece { tag: header.tag, piece: header.piece, name, size: asked.body.len() as u64 };
    let put = tokio::time::timeout(PATIENCE, api.chunks.put(&path(asked.id, name), asked.body.into())).await;
    put.map_err(|_| Reason::NotStored)?.map_err(failed)?;
    // Noted only now: what is noted is on disk.
    if api.storage.add_piece(asked.id, piece).await? {
        api.tell(asked.id).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /v1/workspaces/{id}/chunks/{name}`.
pub(super) async fn get(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    let name = asked.name.ok_or(Reason::NotFound)?;
    let found = api.chunks.get(&path(asked.id, name)).await;
    if let Err(Error::NotFound { .. }) = found {
        // The store was emptied or replaced; who has the chunk is to send it again.
        api.storage.forget_piece(asked.id, name).await?;
    }
    let found = found.map_err(failed)?;
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
    // What lies in the store and was not noted is not found by its tag, so it is lacking as well.
    let noted: HashSet<Hash> = api.storage.held_pieces(asked.id, names.clone()).await?.into_iter().collect();
    let lies = async |name: Hash| match api.chunks.head(&path(asked.id, name)).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(failed(error)),
    };
    let held = stream::iter(noted).map(async |name| Ok::<_, Refused>(lies(name).await?.then_some(name)));
    let held: HashSet<Hash> =
        held.buffer_unordered(AT_ONCE).try_filter_map(async |held| Ok(held)).try_collect().await?;
    Ok(message(&Lacking { names: names.into_iter().filter(|name| !held.contains(name)).collect() }))
}

/// `POST /v1/workspaces/{id}/chunks/find`.
pub(super) async fn find(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    asked.by_member(&api).await?;
    let Tags { tags } = read(&asked.body)?;
    if tags.len() > MAX_TAGS {
        return Err(Reason::TooLarge.into());
    }
    Ok(message(&api.storage.find_pieces(asked.id, tags).await?))
}
