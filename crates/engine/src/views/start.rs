//! What the app needs to start.

use floorbook_domain::{Kind, RecordRef, VisitState};
use floorbook_port::{StartView, VisitSummary};
use rusqlite::params;

use super::{
    Reading,
    page::{Moment, newest},
    partners::STILL_NEXT,
};
use crate::{fail::Result, notebooks, store::record};

/// Visits of each sort at most, but for running ones.
const FEW: i64 = 10;
/// Running visits at most: more than anyone makes at a time.
const MANY: i64 = 100;

impl Reading<'_> {
    pub(super) fn start(&self) -> Result<StartView> {
        let me = match self.me.map_or(Ok(None), |me| record::load(self.db, RecordRef::from(me)))? {
            Some(row) if row.state.exists() => Some(self.found(&row)?),
            _ => None,
        };
        Ok(StartView {
            me,
            notebooks: notebooks::all(self.db)?,
            running: self.summaries(self.visits_up(VisitState::Running as i64, None, MANY)?, MANY)?,
            paused: self.summaries(self.visits_down(VisitState::Paused as i64, None, FEW)?, FEW)?,
            planned: self.summaries(self.next_visits()?, FEW)?,
            finished: self.summaries(self.visits_down(VisitState::Finished as i64, None, FEW)?, FEW)?,
            unsorted: self
                .count("SELECT count(*) FROM record WHERE notebook = ?1 AND hidden = 0 AND kind = 5 AND phase = 1")?,
            partners: self.count_of(Kind::Partner)?,
        })
    }

    /// Planned visits, the next first; after those to come, the ones that never started.
    fn next_visits(&self) -> Result<Vec<Moment>> {
        let planned = VisitState::Planned as i64;
        let from = self.now.0.saturating_sub(STILL_NEXT);
        let mut next = self.visits_up(planned, Some((from, i64::MIN)), FEW)?;
        let mut missed = self.visits_down(planned, Some((from, i64::MIN)), FEW)?;
        missed.sort_unstable_by(newest);
        next.truncate(FEW as usize);
        next.extend(missed);
        Ok(next)
    }

    fn summaries(&self, keys: Vec<Moment>, most: i64) -> Result<Vec<VisitSummary>> {
        let mut summaries = Vec::new();
        for (_, number) in keys.into_iter().take(usize::try_from(most).unwrap_or(usize::MAX)) {
            summaries.extend(self.row(number)?.map(|row| self.visit_summary(&row)).transpose()?);
        }
        Ok(summaries)
    }

    fn count(&self, sql: &str) -> Result<u32> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut sum = 0;
        for notebook in &self.notebooks {
            sum += statement.query_row(params![notebook], |row| row.get::<_, u32>(0))?;
        }
        Ok(sum)
    }

    fn count_of(&self, kind: Kind) -> Result<u32> {
        let sql = format!(
            "SELECT count(*) FROM record WHERE notebook = ?1 AND kind = {} AND hidden = 0 AND merged IS NULL AND kind <= 3",
            kind.number()
        );
        self.count(&sql)
    }
}
