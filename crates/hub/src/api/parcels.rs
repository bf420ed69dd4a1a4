//! Sealed parcels, for those who have no key yet: who was invited, and who restores.

use super::asked::{Asked, Unsigned};
use super::{Answered, Api, Refused, now};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::response::IntoResponse;
use floorbook_seal::membership::Membership;
use floorbook_seal::{MemberId, WorkspaceId};
use floorbook_wire::signed::unhex;
use floorbook_wire::{ParcelId, Reason};
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether time has ended a parcel.
const SWEEP: Duration = Duration::from_secs(15 * 60);

/// `PUT /v1/workspaces/{id}/parcels/{parcel}`: by the member who invited, or whose recovery key it is for.
pub(super) async fn put(State(api): State<Arc<Api>>, asked: Asked) -> Answered {
    let membership = asked.by_member(&api).await?;
    let parcel = asked.parcel.ok_or(Reason::NotFound)?;
    let sender = membership.device(asked.signed.device).map(|device| device.member);
    if !standing(&membership).any(|(known, member)| known == parcel && sender == Some(member)) {
        return Err(Reason::NotFound.into());
    }
    api.storage.put_parcel(asked.id, parcel, asked.body.into()).await?;
    // The membership may have changed while it was stored.
    if let Some(newer) = api.known.membership(&api, asked.id).await?.filter(|newer| !Arc::ptr_eq(newer, &membership)) {
        api.forget_parcels(asked.id, &newer).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /v1/parcels/{parcel}`: by whoever knows the id, which comes out of a link or of a recovery key.
pub(super) async fn get(State(api): State<Arc<Api>>, _: Unsigned, Path(parcel): Path<String>) -> Answered {
    let parcel = unhex(&parcel).map(ParcelId).ok_or(Reason::NotFound)?;
    for (id, bytes) in api.storage.parcels(parcel).await? {
        let membership = api.known.membership(&api, id).await?.ok_or(Reason::NotFound)?;
        if standing(&membership).any(|(known, _)| known == parcel) {
            return Ok(([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response());
        }
        // Time alone can have ended it.
        api.forget_parcels(id, &membership).await?;
    }
    Err(Reason::NotFound.into())
}

impl Api {
    /// Forgets at the start, and again and again, what only time has ended and nobody asks for.
    pub(crate) async fn sweep_parcels(self: Arc<Self>) {
        loop {
            // What cannot be read now is looked at the next time.
            for id in self.storage.with_parcels().await.unwrap_or_default() {
                if let Ok(Some(membership)) = self.known.membership(&self, id).await {
                    let _ = self.forget_parcels(id, &membership).await;
                }
            }
            tokio::time::sleep(SWEEP).await;
        }
    }

    /// Forgets the parcels that are for nobody any more.
    pub(super) async fn forget_parcels(&self, id: WorkspaceId, membership: &Membership) -> Result<(), Refused> {
        let kept = standing(membership).map(|(parcel, _)| parcel).collect();
        Ok(self.storage.keep_parcels(id, kept).await?)
    }
}

/// The parcels that there may be now, and who may put each.
fn standing(membership: &Membership) -> impl Iterator<Item = (ParcelId, MemberId)> {
    let now = now();
    let invitations = membership.invitations().filter(move |(_, invitation)| invitation.admits(now));
    let invitations = invitations
        .filter_map(|(_, invitation)| Some((invitation.id.into(), membership.device(invitation.issuer)?.member)));
    let members = membership.members().filter(|(_, member)| !member.removed);
    let recoveries = members.filter_map(|(id, member)| Some((member.recovery?.id().into(), id)));
    invitations.chain(recoveries)
}
