//! Envelopes: taking in what others sealed. What this device wrote is sealed in `sealing`; which ones count is judged
//! in `judging`.
//!
//! Every envelope that its device signed is kept, whether it counts or not. Which ones count is a function of the
//! envelopes and the membership records that are here; when that changes, changes come into the log or leave it.

use std::collections::BTreeSet;

use floorbook_domain::RecordRef;
use floorbook_port::AsideReason;
use floorbook_seal::{
    FormatError, Hash,
    envelope::{EnvelopeError, Sealed},
    membership::Membership,
};
use rusqlite::params;

use super::{
    Line,
    marks::mark_envelope,
    work::{IdentityState, Work},
};
use crate::{fail::Result, hlc::Hlc};

/// What came of taking something in.
#[derive(Debug, Default)]
pub(crate) struct News {
    /// Records that look different for it.
    pub(crate) changed: BTreeSet<RecordRef>,
    /// Whether changes left the log, so that everything derived is to be made anew.
    pub(crate) rebuild: bool,
    /// Whether every view is to be asked again.
    pub(crate) everything: bool,
    /// The clock after what others wrote.
    pub(crate) hlc: Hlc,
    /// Changes that are new in the log.
    pub(crate) taken: u32,
    /// Changes that were put aside.
    pub(crate) aside: u32,
    /// Whether something is to be sent.
    pub(crate) to_send: bool,
}

/// What became of an envelope that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// Its changes are in the log now.
    Taken,
    /// It was here already.
    Held,
    /// It is kept, and does not count.
    Aside,
    /// It is not what any device signed for this notebook. It was not kept.
    Altered,
}

pub(super) const COUNTS: i64 = 0;

/// The number of a reason, as it is stored.
pub(super) fn number_of(reason: AsideReason) -> i64 {
    match reason {
        AsideReason::Stranger => 1,
        AsideReason::Removed => 2,
        AsideReason::OnlyReads => 3,
        AsideReason::OtherBranch => 4,
        AsideReason::NoKey => 5,
        AsideReason::Unreadable => 6,
        AsideReason::TooNew => 7,
        // Of changes that are in the log; no envelope has it.
        AsideReason::Elsewhere => 8,
    }
}

/// The reason with this number.
pub(crate) fn reason_of(number: i64) -> AsideReason {
    match number {
        1 => AsideReason::Stranger,
        2 => AsideReason::Removed,
        3 => AsideReason::OnlyReads,
        4 => AsideReason::OtherBranch,
        5 => AsideReason::NoKey,
        7 => AsideReason::TooNew,
        _ => AsideReason::Unreadable,
    }
}

impl Work<'_> {
    pub(super) fn insert(&self, sealed: &Sealed, state: i64) -> Result<i64> {
        let header = sealed.header();
        self.db
            .prepare_cached(
                "INSERT INTO envelope (notebook, name, device, first, last, previous, state, at_hub, bytes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)",
            )?
            .execute(params![
                self.notebook,
                sealed.name().0,
                header.device.0,
                header.first.cast_signed(),
                header.last.cast_signed(),
                header.previous.map(|previous| previous.0),
                state,
                sealed.bytes()
            ])?;
        Ok(self.db.last_insert_rowid())
    }

    /// Takes an envelope in, wherever it comes from: a hub, or something else.
    pub(crate) fn take(
        &mut self,
        membership: &mut Membership,
        bytes: &[u8],
        from: Option<Line>,
        news: &mut News,
    ) -> Result<Arrival> {
        let name = Hash::of(bytes);
        let arrival = self.take_named(membership, bytes, name, news)?;
        if let Some(line) = from.filter(|_| arrival != Arrival::Altered) {
            mark_envelope(self.db, line, &name, 1)?;
        }
        Ok(arrival)
    }

    fn take_named(
        &mut self,
        membership: &mut Membership,
        bytes: &[u8],
        name: Hash,
        news: &mut News,
    ) -> Result<Arrival> {
        let is_held = self
            .db
            .prepare_cached("SELECT 1 FROM envelope WHERE notebook = ?1 AND name = ?2")?
            .exists(params![self.notebook, name.0])?;
        if is_held {
            return Ok(Arrival::Held);
        }
        let sealed = match Sealed::read(bytes) {
            Ok(sealed) => sealed,
            Err(EnvelopeError::UnknownSuite(_) | EnvelopeError::Format(FormatError::UnknownVersion(_))) => {
                // A newer version reads it after an update.
                self.db.execute(
                    "INSERT INTO envelope (notebook, name, device, first, last, previous, state, at_hub, bytes)
                     VALUES (?1, ?2, x'', 0, 0, NULL, ?3, 0, ?4)",
                    params![self.notebook, name.0, number_of(AsideReason::TooNew), bytes],
                )?;
                return Ok(Arrival::Aside);
            }
            Err(_) => return Ok(Arrival::Altered),
        };
        if sealed.header().workspace != self.workspace {
            return Ok(Arrival::Altered);
        }
        let verified = match membership.device(sealed.header().device) {
            Some(device) => match sealed.verify(self.workspace, &device.card) {
                Ok(verified) => Some(verified),
                Err(_) => return Ok(Arrival::Altered),
            },
            None => None,
        };
        self.part_from_copy(membership, &sealed, news)?;
        let stranger = number_of(AsideReason::Stranger);
        let number = self.insert(&sealed, stranger)?;
        let counted = self.settle(membership, number, &sealed, verified, stranger, news)?;
        self.settle_rivals(membership, &sealed, news)?;
        if !counted {
            news.aside += u32::try_from(sealed.header().count()).unwrap_or(u32::MAX);
        }
        Ok(if counted { Arrival::Taken } else { Arrival::Aside })
    }

    /// Somebody else writes as this device: its disk was copied, or an older copy was put back. What was
    /// written here is sealed as the branch that it is, and this device goes on under a new id.
    fn part_from_copy(&mut self, membership: &mut Membership, sealed: &Sealed, news: &mut News) -> Result<()> {
        let is_ours = self
            .db
            .prepare_cached("SELECT 1 FROM identity WHERE notebook = ?1 AND device = ?2 AND current <> ?3")?
            .exists(params![self.notebook, sealed.header().device.0, IdentityState::GivenUp as i64])?;
        if is_ours { self.renew(membership, news) } else { Ok(()) }
    }
}
