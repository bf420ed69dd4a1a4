//! Where records are shown: the addresses that pages lead to.

use std::str::FromStr;

use floorbook_domain::{CommitmentId, ContactId, IssueId, Kind, ObservationId, PartnerId, RecordRef, SiteId, VisitId};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::reactive::memo;

/// A partner's page.
pub fn partner(id: PartnerId) -> String {
    format!("/partners/{id}")
}

/// A site's page.
pub fn site(id: SiteId) -> String {
    format!("/sites/{id}")
}

/// A person's page.
pub fn person(id: ContactId) -> String {
    format!("/people/{id}")
}

/// A visit's page.
pub fn visit(id: VisitId) -> String {
    format!("/visits/{id}")
}

/// Where a visit is planned, of this partner or site.
pub fn plan_visit(partner: Option<PartnerId>, site: Option<SiteId>) -> String {
    let partner = partner.map(|id| format!("partner={id}"));
    let site = site.map(|id| format!("site={id}"));
    format!("/visits/new?{}", partner.into_iter().chain(site).collect::<Vec<_>>().join("&"))
}

/// A note's page.
pub fn note(id: ObservationId) -> String {
    format!("/notes/{id}")
}

/// An issue's page.
pub fn issue(id: IssueId) -> String {
    format!("/issues/{id}")
}

/// A promise's page.
pub fn promise(id: CommitmentId) -> String {
    format!("/promises/{id}")
}

/// Where a record of any kind is shown.
pub fn record(record: RecordRef) -> String {
    let id = record.id;
    match record.kind {
        Kind::Partner => partner(id.into()),
        Kind::Site => site(id.into()),
        Kind::Contact => person(id.into()),
        Kind::Visit => visit(id.into()),
        Kind::Observation => note(id.into()),
        Kind::Attachment => format!("/attachments/{id}"),
        Kind::Member => "/settings".to_owned(),
        Kind::Issue => issue(id.into()),
        Kind::Commitment => promise(id.into()),
        // It is found by what it is about.
        Kind::SignOff => "/issues".to_owned(),
    }
}

/// A record's history.
pub fn history(record: RecordRef) -> String {
    format!("/history/{}/{}", record.kind.number(), record.id)
}

/// The id in the page's address.
pub fn id_in_path<I>() -> Memo<Option<I>>
where
    I: FromStr + PartialEq + Send + Sync + 'static,
{
    let params = use_params_map();
    memo(move || params.with(|params| params.get_str("id")?.parse().ok()))
}

/// The id under `name` in the query of the page's address, as it was when the page was opened.
pub fn id_in_query<I: FromStr>(name: &str) -> Option<I> {
    use_query_map().with_untracked(|query| query.get_str(name)?.parse().ok())
}
