//! How it stands: what waits here, what is missing here, who belongs here. Nothing here writes.

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::{AnyRecord, DeviceId, Instant, MemberId, NamedDevice, RecordRef};
use floorbook_port::{
    AsideReason, AsideWork, ErrorCode, InvitationView, PhotoChoice, Role, SyncPhase, SyncStatus, SyncView, TeamDevice,
    TeamMember, TeamView, WaitingItem,
};
use floorbook_seal::membership::{Grant, Membership};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Line, envelopes::reason_of, hub::hub_of, ids, marks::unsent_contents, work::Work};
use crate::{
    Engine,
    change::Change,
    clash,
    fail::{Result, fail},
    notebooks,
    store::{content, record},
};

/// Rows of the list of what waits, at most.
const ITEMS: usize = 200;
/// Letters of a title.
const LETTERS: usize = 120;
const PHOTOS: &str = "photos";

/// Which photos come to this device by themselves.
pub(super) fn photo_choice(db: &Connection) -> Result<PhotoChoice> {
    let value: Option<String> = db
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row(params![PHOTOS], |row| row.get(0))
        .optional()?;
    Ok(value.and_then(|value| serde_json::from_str(&value).ok()).unwrap_or_default())
}

/// Chooses which.
pub(super) fn set_photo_choice(db: &Connection, choice: PhotoChoice) -> Result<()> {
    db.execute(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
        params![PHOTOS, serde_json::to_string(&choice)?],
    )?;
    Ok(())
}

/// How many changes of a notebook a hub does not have.
pub(super) fn waiting_changes(db: &Connection, line: Line) -> Result<u32> {
    let unsealed: u32 = db
        .prepare_cached(
            "SELECT count(*) FROM identity i CROSS JOIN change c ON c.notebook = i.notebook AND c.device = i.device
             WHERE i.notebook = ?1 AND i.current <> 0 AND c.seq > i.sealed",
        )?
        .query_row(params![line.notebook], |row| row.get(0))?;
    let unsent: u32 = db
        .prepare_cached(line.sql(
            "SELECT coalesce(sum(last - first + 1), 0) FROM envelope
             WHERE notebook = ?1 AND at_hub = 0 AND length(device) = 16",
            "SELECT coalesce(sum(e.last - e.first + 1), 0) FROM temp.near_envelope m
             CROSS JOIN envelope e ON e.number = m.number WHERE m.notebook = ?1 AND m.mark = 0",
        ))?
        .query_row(params![line.notebook], |row| row.get(0))?;
    Ok(unsealed.saturating_add(unsent))
}

/// How many contents are still to go out or to come in.
pub(super) fn pending_bytes(db: &Connection, line: Line, send: bool, fetch: bool) -> Result<u32> {
    let count = db
        .prepare_cached(line.sql(
            "SELECT count(DISTINCT hash) FROM attached WHERE notebook = ?1
             AND ((?2 AND at_hub = 0 AND here = 1) OR (here = 0 AND (?3 OR role = 0)))",
            "SELECT count(DISTINCT hash) FROM attached WHERE notebook = ?1
             AND ((?2 AND here = 1 AND hash NOT IN (SELECT hash FROM temp.near_attached WHERE notebook = ?1))
                OR (here = 0 AND (?3 OR role = 0)))",
        ))?
        .query_row(params![line.notebook, send, fetch], |row| row.get(0))?;
    Ok(count)
}

/// How many photos, recordings and files the hub does not have.
fn waiting_photos(db: &Connection, notebook: i64) -> Result<u32> {
    let count = db
        .prepare_cached(
            "SELECT count(DISTINCT hash) FROM attached WHERE notebook = ?1 AND at_hub = 0 AND here = 1 AND role <> 0",
        )?
        .query_row(params![notebook], |row| row.get(0))?;
    Ok(count)
}

/// Whether a hub has all that is here.
pub(super) fn is_all_there(db: &Connection, line: Line) -> Result<bool> {
    Ok(unsent_contents(db, line, 1)?.is_empty() && waiting_changes(db, line)? == 0)
}

impl Engine {
    /// What the pill says. What one wrote for oneself alone waits like the rest, where it goes to a hub as well.
    pub(super) fn status(&self) -> Result<SyncStatus> {
        let db = &self.store.main;
        let Some(open) = notebooks::opened(db)? else { return Ok(SyncStatus::default()) };
        let status = self.status_of(open)?;
        let personal = notebooks::personal(db)?.map_or(Ok(SyncStatus::default()), |one| self.status_of(one))?;
        if !status.connected || !personal.connected {
            return Ok(status);
        }
        Ok(SyncStatus {
            phase: if status.phase == SyncPhase::Idle { personal.phase } else { status.phase },
            waiting_changes: status.waiting_changes + personal.waiting_changes,
            waiting_photos: status.waiting_photos + personal.waiting_photos,
            // What keeps the personal notebook alone from going on is told of no other one.
            ..status
        })
    }

    fn status_of(&self, notebook: i64) -> Result<SyncStatus> {
        let db = &self.store.main;
        let found: Option<Option<i64>> = db
            .prepare_cached("SELECT synced FROM workspace WHERE notebook = ?1 AND hub IS NOT NULL")?
            .query_row(params![notebook], |row| row.get(0))
            .optional()?;
        let Some(synced) = found else { return Ok(SyncStatus::default()) };
        let book = self.sync.books.get(&Line::own(notebook));
        Ok(SyncStatus {
            connected: true,
            phase: book.map_or(SyncPhase::Idle, |book| book.phase),
            waiting_changes: waiting_changes(db, Line::own(notebook))?,
            waiting_photos: waiting_photos(db, notebook)?,
            synced: synced.map(Instant),
            trouble: book.and_then(|book| book.trouble),
        })
    }

    /// What lies behind the pill.
    pub(crate) fn sync_view(&mut self, now: Instant) -> Result<SyncView> {
        let (open, personal) = (notebooks::opened(&self.store.main)?, notebooks::personal(&self.store.main)?);
        for notebook in open.into_iter().chain(personal) {
            self.look(notebook)?;
        }
        let status = self.status()?;
        let Some(notebook) = notebooks::opened(&self.store.main)? else {
            return Ok(SyncView {
                status,
                hub: None,
                again: None,
                items: Vec::new(),
                missing_photos: 0,
                photos: photo_choice(&self.store.main)?,
                aside: Vec::new(),
                joining: self.joining_views()?,
            });
        };
        let membership = self.membership(now, notebook)?;
        let missing = self.store.main.query_row(
            "SELECT count(DISTINCT hash) FROM attached WHERE notebook = ?1 AND here = 0 AND role <> 0",
            params![notebook],
            |row| row.get(0),
        )?;
        Ok(SyncView {
            hub: hub_of(&self.store.main, Line::own(notebook))?.map(|hub| hub.url),
            again: self.sync.books.get(&Line::own(notebook)).and_then(|book| book.again),
            items: if status.connected { self.waiting_of(notebook, personal)? } else { Vec::new() },
            missing_photos: missing,
            photos: photo_choice(&self.store.main)?,
            aside: self.aside(now, notebook, membership.as_deref())?,
            joining: self.joining_views()?,
            status,
        })
    }

    /// What waits of the open notebook and of the personal one, the oldest first.
    fn waiting_of(&self, open: i64, personal: Option<i64>) -> Result<Vec<WaitingItem>> {
        let mut items = self.waiting(open)?;
        if let Some(personal) = personal.filter(|personal| *personal != open)
            && self.status_of(personal)?.connected
        {
            items.extend(self.waiting(personal)?);
            items.sort_by_key(|item| item.at);
            items.truncate(ITEMS);
        }
        Ok(items)
    }

    fn waiting(&self, notebook: i64) -> Result<Vec<WaitingItem>> {
        let db = &self.store.main;
        let mut items = Vec::new();
        let mut rows = db.prepare_cached(
            "SELECT c.hash, c.body FROM change c WHERE c.notebook = ?1 AND (
                 EXISTS (SELECT 1 FROM identity i WHERE i.notebook = ?1 AND i.device = c.device AND i.current <> 0
                         AND c.seq > i.sealed)
                 OR EXISTS (SELECT 1 FROM envelope e WHERE e.notebook = ?1 AND e.at_hub = 0 AND e.device = c.device
                            AND c.seq BETWEEN e.first AND e.last))
             ORDER BY c.row LIMIT ?2",
        )?;
        let mut found = rows.query(params![notebook, ITEMS as i64])?;
        while let Some(row) = found.next()? {
            let name = floorbook_domain::Hash(row.get(0)?);
            let body: Vec<u8> = row.get(1)?;
            let Ok(change) = Change::read(name, &body) else { continue };
            let record = change.ops.iter().find_map(|op| op.record());
            let title = record.map_or(Ok(String::new()), |record| self.title(record))?;
            items.push(WaitingItem { record, title, at: change.hlc.instant(), bytes: 0 });
        }
        let mut rows = db.prepare_cached(
            "SELECT record, hash FROM attached WHERE notebook = ?1 AND at_hub = 0 AND here = 1 AND role = 1
             ORDER BY number LIMIT ?2",
        )?;
        let mut found = rows.query(params![notebook, ITEMS.saturating_sub(items.len()) as i64])?;
        while let Some(row) = found.next()? {
            let id = floorbook_domain::AttachmentId::from_bytes(row.get(0)?);
            let size = content::size(&self.store.content, floorbook_domain::Hash(row.get(1)?))?;
            let loaded = record::load(db, id.into())?;
            let at = loaded.as_ref().and_then(|row| row.state.made).map_or(Instant(0), |(hlc, _)| hlc.instant());
            let title = self.title(id.into())?;
            items.push(WaitingItem { record: Some(id.into()), title, at, bytes: size.unwrap_or(0).unsigned_abs() });
        }
        Ok(items)
    }

    /// What a record is called; of a note its first words.
    fn title(&self, reference: RecordRef) -> Result<String> {
        let Some(row) = record::load(&self.store.main, reference)? else { return Ok(String::new()) };
        let record = row.record();
        let common = record.common();
        let title = common.title();
        let text = if title.trim().is_empty() { common.prose().join(" ") } else { title };
        Ok(text.chars().take(LETTERS).collect())
    }

    fn aside(&self, now: Instant, notebook: i64, membership: Option<&Membership>) -> Result<Vec<AsideWork>> {
        let db = &self.store.main;
        let mut chance = NoChance;
        let work = Work::new(db, notebook, now, &mut chance)?;
        let own: BTreeSet<_> = work.identities()?.iter().map(|identity| identity.secret.device()).collect();
        let is_owner = self.role(membership, &own) == Some(Role::Owner);
        let mut rows = db.prepare_cached(
            "SELECT device, state, sum(last - first + 1) FROM envelope WHERE notebook = ?1 AND state <> 0
             GROUP BY device, state",
        )?;
        let mut found = rows.query(params![notebook])?;
        let mut aside = Vec::new();
        while let Some(row) = found.next()? {
            let device: Vec<u8> = row.get(0)?;
            let device = floorbook_seal::DeviceId(device.try_into().unwrap_or([0; 16]));
            let known = membership.and_then(|membership| membership.device(device));
            let member = known.map_or(Ok(String::new()), |known| self.title(ids::our_member(known.member).into()))?;
            let reason = reason_of(row.get(1)?);
            use floorbook_port::AsideReason::{OnlyReads, OtherBranch, Removed};
            aside.push(AsideWork {
                device: ids::our_device(device),
                member,
                this: own.contains(&device),
                changes: row.get(2)?,
                reason,
                can_adopt: is_owner && matches!(reason, Removed | OnlyReads | OtherBranch),
            });
        }
        for (device, changes) in clash::of(db, notebook)? {
            let known = membership.and_then(|membership| membership.device(ids::device(device)));
            aside.push(AsideWork {
                device,
                member: known.map_or(Ok(String::new()), |known| self.title(ids::our_member(known.member).into()))?,
                this: own.contains(&ids::device(device)),
                changes,
                reason: AsideReason::Elsewhere,
                can_adopt: false,
            });
        }
        Ok(aside)
    }

    /// What one may do by the membership.
    fn role(&self, membership: Option<&Membership>, own: &BTreeSet<floorbook_seal::DeviceId>) -> Option<Role> {
        let membership = membership?;
        own.iter().filter_map(|device| membership.role_of_device(*device)).max().map(ids::our_role)
    }

    /// Who belongs to the open notebook.
    pub(crate) fn team_view(&mut self, now: Instant) -> Result<TeamView> {
        let Some(notebook) = notebooks::opened(&self.store.main)? else {
            return fail(ErrorCode::NoNotebook, "no notebook is open");
        };
        let membership = self.membership(now, notebook)?;
        let db = &self.store.main;
        let id = notebooks::id_of(db, notebook)?;
        let me = notebooks::me(db, notebook)?;
        let hub = hub_of(db, Line::own(notebook))?.map(|hub| hub.url);
        let confirmed: Option<bool> = db
            .query_row("SELECT confirmed FROM workspace WHERE notebook = ?1", params![notebook], |row| row.get(0))
            .optional()?;
        let provisional = hub.is_some() && !confirmed.unwrap_or(false);
        let Some(membership) = membership else {
            let device = notebooks::device(db, notebook)?;
            let mut members = Vec::new();
            if let Some(me) = me {
                let names = self.device_names(me)?;
                let devices = vec![self.device_view(notebook, device, &names, true, false)?];
                let name = self.title(me.into())?;
                members.push(TeamMember { id: me, name, role: Role::Owner, removed: false, me: true, devices });
            }
            return Ok(TeamView {
                notebook: id,
                hub,
                role: Some(Role::Owner),
                provisional,
                members,
                invitations: Vec::new(),
                recovery: false,
            });
        };
        let mut chance = NoChance;
        let work = Work::new(db, notebook, now, &mut chance)?;
        let identities = work.identities()?;
        let own: BTreeSet<_> = identities.iter().map(|identity| identity.secret.device()).collect();
        let this = work.identity().ok().map(|identity| ids::our_device(identity.secret.device()));
        let mut devices: BTreeMap<MemberId, Vec<TeamDevice>> = BTreeMap::new();
        for (device, known) in membership.devices() {
            let (member, device) = (ids::our_member(known.member), ids::our_device(device));
            let names = self.device_names(member)?;
            let view = self.device_view(notebook, device, &names, this == Some(device), known.removed)?;
            devices.entry(member).or_default().push(view);
        }
        let mut members = Vec::new();
        for (member, known) in membership.members() {
            let member = ids::our_member(member);
            members.push(TeamMember {
                id: member,
                name: self.title(member.into())?,
                role: ids::our_role(known.role),
                removed: known.removed,
                me: Some(member) == me,
                devices: devices.remove(&member).unwrap_or_default(),
            });
        }
        members.sort_by_key(|member| (member.removed, !member.me, member.name.clone()));
        let own_card = me.and_then(|me| membership.member(ids::member(me))).and_then(|member| member.recovery);
        Ok(TeamView {
            notebook: id,
            hub,
            role: self.role(Some(&membership), &own),
            provisional,
            members,
            invitations: self.invitations(notebook, &membership)?,
            recovery: own_card.is_some(),
        })
    }

    fn invitations(&self, notebook: i64, membership: &Membership) -> Result<Vec<InvitationView>> {
        let mut invitations = Vec::new();
        for (record, invitation) in membership.invitations() {
            let parcel: Option<(String, i64)> = self
                .store
                .main
                .prepare_cached("SELECT link, at_hub FROM parcel WHERE notebook = ?1 AND id = ?2")?
                .query_row(params![notebook, invitation.id.0], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let at_hub = parcel.as_ref().is_none_or(|(_, at_hub)| *at_hub != 0);
            let used = u32::try_from(invitation.joined.len()).unwrap_or(u32::MAX);
            invitations.push(InvitationView {
                id: floorbook_domain::Hash(record.0),
                role: match invitation.grant {
                    Grant::Member(role) => Some(ids::our_role(role)),
                    Grant::Device(_) => None,
                },
                link: parcel.map(|(link, _)| link),
                expires: Instant(i64::try_from(invitation.expires).unwrap_or(i64::MAX)),
                uses: invitation.uses,
                used,
                closed: invitation.closed || used >= invitation.uses,
                at_hub,
            });
        }
        invitations.sort_by_key(|invitation| std::cmp::Reverse(invitation.expires.0));
        Ok(invitations)
    }

    fn device_names(&self, member: MemberId) -> Result<Vec<NamedDevice>> {
        let row = record::load(&self.store.main, member.into())?;
        Ok(match row.map(|row| row.record()) {
            Some(AnyRecord::Member(member)) => member.devices,
            _ => Vec::new(),
        })
    }

    fn device_view(
        &self,
        notebook: i64,
        device: DeviceId,
        names: &[NamedDevice],
        this: bool,
        removed: bool,
    ) -> Result<TeamDevice> {
        let body: Option<([u8; 32], Vec<u8>)> = self
            .store
            .main
            .prepare_cached(
                "SELECT hash, body FROM change WHERE notebook = ?1 AND device = ?2 ORDER BY seq DESC LIMIT 1",
            )?
            .query_row(params![notebook, device.to_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let last = body.and_then(|(hash, body)| Change::read(floorbook_domain::Hash(hash), &body).ok());
        let name = names.iter().rev().find(|named| named.device == device);
        Ok(TeamDevice {
            id: device,
            name: name.map(|named| named.name.clone()).unwrap_or_default(),
            this,
            removed,
            last: last.map(|change| change.hlc.instant()),
        })
    }
}

/// For reading only, where no randomness is needed.
struct NoChance;

impl crate::Entropy for NoChance {
    fn fill(&mut self, _: &mut [u8]) {
        unreachable!("what only reads asks for no randomness");
    }
}
