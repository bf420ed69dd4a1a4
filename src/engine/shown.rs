//! Which part of a [`View`] a page shows: the type it asks for names the variant.

use floorbook_domain::RecordRef;
use floorbook_port::{
    AttachmentView, CommitmentView, ContactView, Double, HistoryEntry, IssueSummary, IssueView, ObservationView, Page,
    PartnerView, SearchHit, SiteView, StartView, SyncView, TeamView, TrashEntry, View, VisitSummary, VisitView,
};

/// What can be taken out of a [`View`].
pub trait Shown: Clone + PartialEq + Send + Sync + 'static {
    /// The view's content, if it is of this type.
    fn from_view(view: View) -> Option<Self>;
}

macro_rules! shown {
    ($($variant:ident => $ty:ty),* $(,)?) => {$(
        impl Shown for $ty {
            fn from_view(view: View) -> Option<Self> {
                match view {
                    View::$variant(content) => Some(content),
                    _ => None,
                }
            }
        }
    )*};
}

shown! {
    Start => StartView,
    Partners => Page<PartnerView>,
    Partner => PartnerView,
    Sites => Page<SiteView>,
    Site => SiteView,
    Contacts => Page<ContactView>,
    Contact => ContactView,
    Visits => Page<VisitSummary>,
    Visit => VisitView,
    Observations => Page<ObservationView>,
    Observation => ObservationView,
    Issues => Page<IssueSummary>,
    Issue => IssueView,
    Commitments => Page<CommitmentView>,
    Commitment => CommitmentView,
    Attachments => Page<AttachmentView>,
    Search => Page<SearchHit>,
    Trash => Page<TrashEntry>,
    History => Page<HistoryEntry>,
    Words => Vec<String>,
    Alike => Vec<(RecordRef, String)>,
    Doubles => Vec<Double>,
    Sync => SyncView,
    Team => TeamView,
}
