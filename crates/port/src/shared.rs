//! What is asked and answered about what both sides share: issues, promises, sign-offs.

use floorbook_domain::{
    Commitment, CommitmentId, Day, Hash, Instant, Issue, IssueId, IssueState, PartnerId, SignOff, SignOffId, VisitId,
};
use serde::{Deserialize, Serialize};

use crate::Found;

/// Whose issues or promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whose {
    /// All of the notebook.
    All,
    /// Of one partner.
    Partner(PartnerId),
    /// Written down on one visit.
    Visit(VisitId),
    /// Remedies for one issue; of issues, that one.
    Issue(IssueId),
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// Those with something still to be done: issues by age, the oldest first; promises by their day, those
    /// without one last.
    Open,
    /// The others, the newest first.
    Done,
}

/// An issue in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssueSummary {
    /// Its id.
    pub id: IssueId,
    /// The issue.
    pub issue: Issue,
    /// The revision to name when it is written.
    pub seen: u64,
    /// How far it is.
    pub state: IssueState,
    /// When it came there: of the step that stands, else when it was noticed.
    pub since: Instant,
    /// Whether it was brought into different states side by side.
    pub is_torn: bool,
    /// The partner's name; empty if none.
    pub partner: String,
    /// The zone of the place; empty if unknown.
    pub zone: String,
    /// Who looks after it on our side; empty if nobody.
    pub ours: String,
    /// Who looks after it on their side; empty if nobody.
    pub theirs: String,
    /// The earliest day of a remedy that is not done.
    pub next_due: Option<Day>,
    /// It was deleted somewhere, and edited somewhere else without knowing: so it is back.
    pub came_back: bool,
    /// Whether one of its fields was written on two devices side by side.
    pub in_conflict: bool,
}

/// An issue with what its page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssueView {
    /// The issue.
    pub found: Found<IssueId, Issue>,
    /// Its row in a list.
    pub summary: IssueSummary,
    /// Who was present when it was agreed.
    pub present: Vec<String>,
    /// Its steps, the first one first.
    pub steps: Vec<StepView>,
    /// What is to be done about it, by day.
    pub remedies: Vec<CommitmentView>,
    /// Who put their name to it, the first one first.
    pub sign_offs: Vec<SignOffView>,
    /// Names what a sign-off binds to, as it is now.
    pub content: Hash,
}

/// A step of an issue, with names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepView {
    /// The step.
    pub step: floorbook_domain::Step,
    /// Who wrote it down; empty if unknown.
    pub by: String,
    /// Who was told; empty if nobody.
    pub told: String,
    /// Whether nothing follows it yet.
    pub stands: bool,
}

/// A promise with what is shown of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommitmentView {
    /// The promise.
    pub found: Found<CommitmentId, Commitment>,
    /// The partner's name; empty if none.
    pub partner: String,
    /// Who gave it; empty if nobody was named.
    pub who: String,
    /// To whom; empty if nobody was named.
    pub to: String,
    /// The first line of the issue that it is a remedy for; empty if it is none.
    pub issue: String,
    /// The zone of the place; empty if unknown.
    pub zone: String,
}

/// What somebody put their name to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignOffView {
    /// The sign-off.
    pub found: Found<SignOffId, SignOff>,
    /// Whether it is as it was signed: its text has the hash that it names, and nothing wrote to it since.
    pub is_intact: bool,
    /// Whether what it tells of reads differently now.
    pub has_changed: bool,
}
