//! Whether a change to records could change the answer to a query.
//!
//! Asking again costs a few milliseconds, a view that stays old costs trust: where in doubt, it could.

use floorbook_domain::{Kind, RecordRef};
use floorbook_port::{ObservationFilter, Query};

/// Whether the answer to `query` may differ after a change to `records`.
pub(super) fn concerns(query: &Query, records: &[RecordRef]) -> bool {
    records.iter().any(|record| concerns_one(query, *record))
}

fn concerns_one(query: &Query, record: RecordRef) -> bool {
    use Kind::{Attachment, Commitment, Contact, Issue, Member, Observation, Partner, SignOff, Site, Visit};
    let is = |id: uuid::Uuid| record.id == id;
    match query {
        // Names, counts and what is running.
        Query::Start => !matches!(record.kind, Contact | Issue | Commitment | SignOff),
        Query::Partners(_) => matches!(record.kind, Partner | Site | Contact | Visit | Issue | Commitment),
        Query::Partner(id) => is(id.uuid()) || matches!(record.kind, Site | Contact | Visit | Issue | Commitment),
        Query::Sites(..) => matches!(record.kind, Partner | Site | Visit),
        Query::Site(id) => is(id.uuid()) || matches!(record.kind, Partner | Visit),
        Query::Contacts(..) => matches!(record.kind, Partner | Site | Contact | Attachment),
        Query::Contact(id) => is(id.uuid()) || matches!(record.kind, Partner | Site | Attachment),
        Query::Visits(..) => matches!(record.kind, Partner | Site | Visit | Observation | Attachment),
        Query::Visit(_) => !matches!(record.kind, Member | Issue | Commitment | SignOff),
        Query::Observations(filter, _) => {
            matches!(record.kind, Observation | Attachment | Contact)
                || (record.kind == Visit && !matches!(filter, ObservationFilter::Unsorted))
        }
        Query::Observation(id) => is(id.uuid()) || matches!(record.kind, Attachment | Contact),
        Query::Issues(..) => matches!(record.kind, Issue | Commitment | Partner | Contact | Member),
        Query::Issue(_) => matches!(record.kind, Issue | Commitment | SignOff | Partner | Contact | Member),
        Query::Commitments(..) => matches!(record.kind, Commitment | Issue | Partner | Contact | Member),
        Query::Commitment(_) => matches!(record.kind, Commitment | Issue | Partner | Contact | Member),
        Query::Attachments(of, _) => record == *of || matches!(record.kind, Attachment | Observation),
        Query::Search(..) | Query::Trash(_) => true,
        Query::History(of, _) => record == *of,
        Query::Words { kind, .. } => record.kind == *kind || record.kind == Site,
        // Content is named by its hash: it never changes.
        Query::Bytes(_) | Query::PageKey => false,
        Query::Alike(of) => record.kind == of.kind,
        Query::Doubles => matches!(record.kind, Partner | Contact),
        // What waits is told by its own event; of the team, the names are records.
        Query::Sync | Query::FilePart(_) => false,
        Query::Team => record.kind == Member,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use floorbook_domain::{ObservationId, PartnerId, VisitId};
    use floorbook_port::PageRequest;

    #[test]
    fn a_new_note_concerns_its_visit_and_not_the_list_of_partners() {
        let note = [ObservationId::new(1, [0; 10]).into()];
        assert!(concerns(&Query::Visit(VisitId::new(1, [1; 10])), &note));
        assert!(concerns(&Query::Start, &note), "it may be unsorted");
        assert!(!concerns(&Query::Partners(PageRequest::first(50)), &note));
    }

    #[test]
    fn a_partner_that_is_not_shown_is_no_reason_to_ask_again() {
        let (shown, other) = (PartnerId::new(1, [0; 10]), PartnerId::new(1, [1; 10]));
        assert!(concerns(&Query::Partner(shown), &[shown.into()]));
        assert!(!concerns(&Query::Partner(shown), &[other.into()]));
    }
}
