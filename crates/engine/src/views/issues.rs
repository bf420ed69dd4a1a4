//! Issues by age, and one with its steps, its remedies, and who put their name to it.

use floorbook_domain::{
    Attendee, CommitmentField, Day, Hash, Instant, Issue, IssueId, Kind, Record, RecordRef, SignOff, SignOffId,
};
use floorbook_port::{Found, IssueSummary, IssueView, Page, PageRequest, SignOffView, StepView, Which, Whose};

use super::{Reading, page};
use crate::{
    fail::Result,
    store::record::{NO_DAY, RecordRow},
};

impl Reading<'_> {
    pub(super) fn issues(&self, whose: Whose, which: Which, page: &PageRequest) -> Result<Page<IssueSummary>> {
        let keys = self.shared(Kind::Issue, whose, which, page)?;
        page::read(keys, page, |(_, number)| {
            self.row(*number)?.map(|row| self.issue_summary(row.reference, &self.found(&row)?)).transpose()
        })
    }

    fn issue_summary(&self, reference: RecordRef, found: &Found<IssueId, Issue>) -> Result<IssueSummary> {
        let issue = &found.record;
        let field = CommitmentField::Issue(None).number();
        let remedies = self.linked(&[reference], field, Kind::Commitment)?;
        let next = remedies.into_iter().filter(|(open, at, _)| *open == 1 && *at < NO_DAY).map(|(_, at, _)| at).min();
        Ok(IssueSummary {
            id: found.id,
            seen: found.seen,
            state: issue.state(),
            since: issue.standing().first().map_or(issue.noticed, |step| step.when),
            is_torn: issue.is_torn(),
            partner: self.name(issue.partner)?,
            zone: self.zone(&issue.zone, None, issue.partner)?,
            ours: self.who(issue.ours.as_ref())?,
            theirs: self.who(issue.theirs.as_ref())?,
            next_due: next.and_then(|at| Some(Day(Instant(at).utc()?.date_naive()))),
            came_back: found.came_back,
            in_conflict: !found.conflicts.is_empty(),
            issue: issue.clone(),
        })
    }

    pub(super) fn issue(&self, row: &RecordRow) -> Result<IssueView> {
        let found: Found<IssueId, Issue> = self.found(row)?;
        let remedies = self.remedies(row.reference)?;
        let content = content(&found.record, &remedies);
        let standing = found.record.standing();
        let mut steps = Vec::new();
        for step in found.record.history() {
            steps.push(StepView {
                by: self.name(step.by)?,
                told: self.who(step.told.as_ref())?,
                stands: standing.iter().any(|other| other.id == step.id),
                step: step.clone(),
            });
        }
        let present = |who: &Attendee| self.who(Some(who));
        Ok(IssueView {
            summary: self.issue_summary(row.reference, &found)?,
            present: found.record.present.iter().map(present).collect::<Result<_>>()?,
            steps,
            remedies: remedies.iter().map(|row| self.commitment(row)).collect::<Result<_>>()?,
            sign_offs: self.sign_offs(row.reference, content)?,
            content,
            found,
        })
    }

    fn sign_offs(&self, of: RecordRef, content: Hash) -> Result<Vec<SignOffView>> {
        let mut parts = self.parts(&[of], Kind::SignOff)?;
        parts.sort_unstable_by_key(|(_, at, number)| (*at, *number));
        let mut sign_offs = Vec::with_capacity(parts.len());
        for (_, _, number) in parts {
            let Some(row) = self.row(number)? else { continue };
            let found: Found<SignOffId, SignOff> = self.found(&row)?;
            let written_once = row.state.made.is_some_and(|(made, _)| made == row.state.latest);
            let sealed = Some(Hash(*blake3::hash(&found.record.sealed_bytes()).as_bytes()));
            sign_offs.push(SignOffView {
                is_intact: written_once && found.record.hash == sealed,
                has_changed: found.record.content != Some(content),
                found,
            });
        }
        Ok(sign_offs)
    }
}

/// Names what a sign-off on an issue binds to: what the issue says, and the remedies. Not how far it is.
fn content(issue: &Issue, remedies: &[RecordRow]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&issue.signed());
    let mut remedies: Vec<&RecordRow> = remedies.iter().collect();
    remedies.sort_unstable_by_key(|row| row.reference);
    for row in remedies {
        if let floorbook_domain::AnyRecord::Commitment(promise) = row.record()
            && !promise.title().is_empty()
        {
            hasher.update(row.reference.id.as_bytes());
            hasher.update(&promise.signed());
        }
    }
    Hash(*hasher.finalize().as_bytes())
}
