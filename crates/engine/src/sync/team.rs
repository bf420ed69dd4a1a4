//! What people do about syncing and their team: connecting, inviting, joining, removing, keys.

use floorbook_domain::{AnyRecord, Instant, MemberField, NamedDevice};
use floorbook_port::{Answer, CommandId, ErrorCode, Event, Failure, NotebookKind, TeamCommand, Write};
use floorbook_seal::{
    Hash,
    invitation::InvitationSecret,
    keys::DeviceSecret,
    membership::{Action, Grant, Membership},
    recovery::RecoveryKey,
};
use minicbor::bytes::ByteVec;
use rusqlite::{OptionalExtension, params};

use super::{
    Line,
    entrance::can_be_brought,
    envelopes::News,
    ids::{self, Random},
    marks::forget_all,
    note::{Contents, Note},
    status::set_photo_choice,
    work::Work,
};
use crate::{
    Engine,
    author::Author,
    commands::remember,
    fail::{Result, fail},
    notebooks,
    store::record,
};

impl Engine {
    /// Does what is told about syncing and the team.
    pub(crate) fn team(
        &mut self,
        now: Instant,
        id: CommandId,
        command: TeamCommand,
        parts: &[Vec<u8>],
    ) -> Result<Answer> {
        let done = Answer::Done { records: Vec::new(), seen: 0, at: now };
        let answer = match command {
            TeamCommand::Join { link, name, device, bring } => {
                self.start_joining(now, id, &link, &name, &device, bring)?;
                done
            }
            TeamCommand::Restore { hub, key, device } => {
                self.start_restoring(now, id, &hub, &key, &device)?;
                done
            }
            TeamCommand::DropJoin(join) => {
                self.store.main.execute("DELETE FROM joining WHERE id = ?1 AND restores < 2", params![join])?;
                self.events.push(Event::Everything);
                done
            }
            TeamCommand::SetPhotos(choice) => {
                set_photo_choice(&self.store.main, choice)?;
                self.events.push(Event::Everything);
                done
            }
            TeamCommand::SyncNow { photos } => {
                self.sync.photos_now |= photos;
                self.sync.books.values_mut().for_each(super::book::Book::ask_again);
                done
            }
            TeamCommand::Fetch(hash) => {
                self.sync.wanted.insert(hash.0);
                done
            }
            TeamCommand::TakeIn { file, secret, name, device } => {
                let Some(bytes) = parts.get(file.0) else {
                    return fail(ErrorCode::Malformed, "a buffer that the command names is not beside it");
                };
                let taken = self.take_in_file(now, bytes, &secret, &name, &device)?;
                remember(&self.store.main, id, now, &taken, &[])?;
                taken
            }
            TeamCommand::HandOver { visit } => self.hand_over(now, visit)?,
            TeamCommand::Backup { passphrase } => self.back_up(now, &passphrase)?,
            other => return self.of_open_notebook(now, id, &other),
        };
        self.say_status()?;
        Ok(answer)
    }

    /// What concerns the open notebook, in one transaction, remembered by its id.
    fn of_open_notebook(&mut self, now: Instant, id: CommandId, command: &TeamCommand) -> Result<Answer> {
        let Some(notebook) = notebooks::opened(&self.store.main)? else {
            return fail(ErrorCode::NoNotebook, "no notebook is open");
        };
        let client = self.client;
        if let TeamCommand::Connect { hub, token } = command {
            self.connect_personal(now, hub, token)?;
        }
        let personal = notebooks::personal(&self.store.main)?;
        let answer = self.work(now, notebook, |work, news| {
            if work.db.query_row("SELECT kind FROM notebook WHERE number = ?1", params![notebook], |row| {
                row.get::<_, i64>(0)
            })? == 2
            {
                return fail(ErrorCode::Refused, "sample data is never synced");
            }
            let before = work.ensure_founded(news)?;
            let mut answer = Answer::Done { records: Vec::new(), seen: 0, at: now };
            match command {
                TeamCommand::Connect { hub, token } => connect(work, hub, token)?,
                TeamCommand::Disconnect => disconnect(work)?,
                TeamCommand::Invite { role, days, uses } => {
                    let grant = Grant::Member(ids::role(*role));
                    answer = Answer::Link(work.invite(&before, grant, *days, *uses, None)?);
                }
                TeamCommand::InviteDevice => {
                    answer = Answer::Link(work.invite_device(&before, personal, news)?);
                }
                TeamCommand::Revoke(invite) => {
                    work.issue(&before, Action::Revoke { invite: Hash(invite.0) })?;
                }
                TeamCommand::SetRole { member, role } => {
                    let tails = work.tails(&before, *member)?;
                    work.issue(
                        &before,
                        Action::SetRole { member: ids::member(*member), role: ids::role(*role), tails },
                    )?;
                }
                TeamCommand::RemoveMember(member) => {
                    work.seal_own(&before, news)?;
                    let tails = work.tails(&before, *member)?;
                    work.issue(&before, Action::RemoveMember { member: ids::member(*member), tails })?;
                }
                TeamCommand::RemoveDevice(device) => {
                    work.seal_own(&before, news)?;
                    let tail = work.tail(*device)?;
                    work.issue(&before, Action::RemoveDevice { device: ids::device(*device), tail })?;
                }
                TeamCommand::Adopt(device) => {
                    let Some(tail) = work.aside_tail(*device)? else {
                        return fail(ErrorCode::NotFound, "nothing of this device is here");
                    };
                    work.issue(&before, Action::Adopt { device: ids::device(*device), tail })?;
                }
                TeamCommand::NameDevice(name) => work.name_device(name, client, news)?,
                TeamCommand::MakeRecoveryKey => {
                    answer = Answer::Secret(work.make_recovery_key(&before, personal, news)?);
                }
                _ => return fail(ErrorCode::Refused, "this is not about the open notebook"),
            }
            work.adopt_branches(&before)?;
            let after = work.team()?;
            // Whoever may not do it has issued a record that does not stand: it is taken back at once.
            if let Some((name, aside)) = after.asides().find(|(name, _)| before.standing(name) != after.standing(name))
            {
                let why = format!("{name} does not stand: {aside}");
                return fail(ErrorCode::Refused, why);
            }
            work.make_key_if_due(&after)?;
            let after = work.team()?;
            work.follow(Some(&before), &after, news)?;
            remember(work.db, id, now, &answer, &[])?;
            Ok(answer)
        })?;
        if matches!(command, TeamCommand::Connect { .. } | TeamCommand::Disconnect) {
            self.sync.forget(notebook);
        }
        self.sync.book(Line::own(notebook)).ask_again();
        self.events.push(Event::Everything);
        self.say_status()?;
        Ok(answer)
    }

    /// The personal notebook goes to the same hub: for other devices of the same person.
    fn connect_personal(&mut self, now: Instant, hub: &str, token: &str) -> Result<()> {
        let Some(personal) = notebooks::personal(&self.store.main)? else { return Ok(()) };
        self.work(now, personal, |work, news| {
            work.ensure_founded(news)?;
            connect(work, hub, token)
        })?;
        self.sync.forget(personal);
        Ok(())
    }

    fn start_joining(
        &mut self,
        now: Instant,
        id: CommandId,
        link: &str,
        name: &str,
        device: &str,
        bring: Option<floorbook_domain::NotebookId>,
    ) -> Result<()> {
        let secret = InvitationSecret::read(link.trim())
            .map_err(|error| Failure::new(ErrorCode::WrongSecret, error.to_string()))?;
        let hub = address(link)?;
        if let Some(bring) = bring {
            let can = match notebooks::find(&self.store.main, bring)? {
                Some((number, NotebookKind::Own)) => can_be_brought(&self.store.main, number)?,
                _ => false,
            };
            if !can {
                return fail(
                    ErrorCode::Refused,
                    "these notes are of several devices: keep them as a separate notebook",
                );
            }
        }
        self.keep_joining(now, id, &hub, (&secret.fragment(), 0), name, device, bring)
    }

    fn start_restoring(&mut self, now: Instant, id: CommandId, hub: &str, key: &str, device: &str) -> Result<()> {
        let key =
            RecoveryKey::read(key.trim()).map_err(|error| Failure::new(ErrorCode::WrongSecret, error.to_string()))?;
        self.keep_joining(now, id, &address(hub)?, (&key.print(), 1), "", device, None)
    }

    #[expect(clippy::too_many_arguments, reason = "all of it is what one comes in with")]
    fn keep_joining(
        &mut self,
        now: Instant,
        id: CommandId,
        hub: &str,
        (secret, restores): (&str, i64),
        name: &str,
        device: &str,
        bring: Option<floorbook_domain::NotebookId>,
    ) -> Result<()> {
        let txn = self.store.main.unchecked_transaction()?;
        txn.execute(
            "INSERT INTO joining (hub, secret, restores, name, device, bring) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![hub, secret, restores, name, device, bring.map(floorbook_domain::NotebookId::to_bytes)],
        )?;
        remember(&txn, id, now, &Answer::Done { records: Vec::new(), seen: 0, at: now }, &[])?;
        txn.commit()?;
        self.events.push(Event::Everything);
        Ok(())
    }
}

/// The address of a hub as it is typed or stands in a link: scheme and host, with the port if there is one.
fn address(typed: &str) -> Result<String> {
    let typed = typed.trim();
    let wrong = || Failure::new(ErrorCode::WrongSecret, "this is no address of a hub");
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => {
            let local = ["localhost", "127.0.0.1", "[::1]"].iter().any(|host| typed.starts_with(host));
            (if local { "http" } else { "https" }.to_owned(), typed)
        }
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:[]_".contains(c));
    if !is_host || !matches!(scheme.as_str(), "http" | "https") {
        return Err(wrong().into());
    }
    Ok(format!("{scheme}://{}", host.to_ascii_lowercase()))
}

fn connect(work: &mut Work<'_>, hub: &str, token: &str) -> Result<()> {
    let hub = address(hub)?;
    let before: Option<String> = work
        .db
        .query_row("SELECT hub FROM workspace WHERE notebook = ?1", params![work.notebook], |row| row.get(0))
        .optional()?
        .flatten();
    work.db.execute(
        "UPDATE workspace SET hub = ?2, token = ?3 WHERE notebook = ?1",
        params![work.notebook, hub, token.trim()],
    )?;
    if before.as_deref() != Some(&hub) {
        // What the hub before this one had says nothing of this one.
        work.db.execute(
            "UPDATE workspace SET cursor = NULL, synced = NULL, confirmed = 0 WHERE notebook = ?1",
            params![work.notebook],
        )?;
        forget_all(work.db, Line::own(work.notebook))?;
    }
    Ok(())
}

fn disconnect(work: &mut Work<'_>) -> Result<()> {
    work.db.execute("UPDATE workspace SET hub = NULL WHERE notebook = ?1", params![work.notebook])?;
    Ok(())
}

impl Work<'_> {
    pub(super) fn hub(&self) -> Result<String> {
        let hub: Option<Option<String>> = self
            .db
            .query_row("SELECT hub FROM workspace WHERE notebook = ?1", params![self.notebook], |row| row.get(0))
            .optional()?;
        Ok(hub.flatten().unwrap_or_default())
    }

    /// Calls this device by a name.
    fn name_device(&mut self, name: &str, client: u64, news: &mut News) -> Result<()> {
        let Some(me) = notebooks::me(self.db, self.notebook)? else { return Ok(()) };
        let device = notebooks::device(self.db, self.notebook)?;
        let mut write = Write::edit(me, u64::MAX, Vec::new());
        if let Some(AnyRecord::Member(member)) = record::load(self.db, me.into())?.map(|row| row.record()) {
            let earlier = member.devices.into_iter().filter(|named| named.device == device);
            write.remove.extend(earlier.map(|named| MemberField::Devices(named).into()));
        }
        write.put.push(MemberField::Devices(NamedDevice { device, name: name.trim().to_owned() }).into());
        self.write_own(&write, client, news)
    }

    /// Writes a record of this notebook.
    pub(super) fn write_own(&mut self, write: &Write, client: u64, news: &mut News) -> Result<()> {
        let mut author = Author::new(self.db, self.now, news.hlc, self.entropy, client);
        author.write_in(self.notebook, write)?;
        news.hlc = author.hlc;
        news.changed.extend(author.records);
        news.changed.extend(author.concerned);
        Ok(())
    }

    /// Makes a recovery key for this notebook and the personal one; it is printed, and not kept.
    fn make_recovery_key(&mut self, membership: &Membership, personal: Option<i64>, news: &mut News) -> Result<String> {
        let key = RecoveryKey::new(&mut Random(self.entropy));
        let mut beside = None;
        if let Some(personal) = personal {
            let mut other = Work::new(self.db, personal, self.now, self.entropy)?;
            let team = other.ensure_founded(news)?;
            let founding = other.set_recovery(&team, &key, news)?;
            beside =
                Some(other.parcel(founding, &key.parcel_key(), Contents { keys: false, note: Note::default() })?);
        }
        let founding = self.set_recovery(membership, &key, news)?;
        let note = Note { hub: self.hub()?, personal: beside.map(ByteVec::from), ..Note::default() };
        let parcel = self.parcel(founding, &key.parcel_key(), Contents { keys: false, note })?;
        self.db.execute("DELETE FROM parcel WHERE notebook = ?1 AND link = ''", params![self.notebook])?;
        self.db.execute(
            "INSERT INTO parcel (notebook, id, bytes, link, at_hub) VALUES (?1, ?2, ?3, '', 0)",
            params![self.notebook, key.id().0, parcel],
        )?;
        Ok(key.print().to_string())
    }

    /// Sets the recovery key of this device's member, and wraps the content key for it.
    fn set_recovery(&mut self, membership: &Membership, key: &RecoveryKey, news: &mut News) -> Result<Hash> {
        let device = self.identity()?.secret.device();
        let Some(member) = membership.device(device).map(|device| device.member) else {
            return fail(ErrorCode::Refused, "this device does not belong to the notebook");
        };
        self.issue(membership, Action::SetRecovery { member, card: key.card() })?;
        let after = self.team()?;
        // In place of an earlier one a new key is made; the first one gets the key that there is.
        let after = match self.make_key_if_due(&after)? {
            Some(_) => self.team()?,
            None => after,
        };
        self.hand_keys(&after)?;
        let after = self.team()?;
        self.follow(Some(membership), &after, news)?;
        self.founding()?.map_or_else(|| fail(ErrorCode::Refused, "the notebook has no membership yet"), Ok)
    }

    /// The keys of the device that writes, for a backup.
    pub(super) fn device_secret(&self) -> Result<DeviceSecret> {
        Ok(self.identity()?.secret)
    }
}
