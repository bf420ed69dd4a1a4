//! A hub in memory, which answers what the real one answers, message by message.
//!
//! It can be cloned, which is a backup; put back, emptied or swapped; and it can be told to lie.

mod request;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};

use floorbook_domain::Instant;
use floorbook_engine::{Answered, Exchange};
use floorbook_seal::{
    DeviceId, Hash, WorkspaceId,
    chunk::Chunk,
    keys::DeviceCard,
    membership::{Action, Membership, Record, resolve},
};
use floorbook_wire::{
    Ack, Cursor, Found, Lacking, LogId, MAX_ITEMS, MAX_NAMES, MAX_PULL, MAX_TAGS, Names, News, Outcome, ParcelId, Push,
    Pushed, Reason, Records, Refusal, Tags, USUAL_PARCEL,
    signed::{Request, Signed, WINDOW, unhex},
};
use minicbor::Encode;

use request::{Asked, Route};
pub use workspace::Workspace;

/// What is answered, or why not.
type Done = Result<Vec<u8>, Reason>;

/// A hub.
#[derive(Clone)]
pub struct Hub {
    /// Which log it keeps: another one once it was restored from a backup.
    pub log: LogId,
    /// Who founds a workspace has to show it.
    pub token: Option<String>,
    /// No room: nothing is stored.
    pub full: bool,
    /// Its workspaces.
    pub workspaces: BTreeMap<WorkspaceId, Workspace>,
    parcels: BTreeMap<(ParcelId, WorkspaceId), Vec<u8>>,
    nonces: BTreeSet<(WorkspaceId, [u8; 16])>,
}

impl Hub {
    /// An empty hub with a log of this name.
    pub fn new(log: u64) -> Hub {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&log.to_be_bytes());
        Hub {
            log: LogId(id),
            token: None,
            full: false,
            workspaces: BTreeMap::new(),
            parcels: BTreeMap::new(),
            nonces: BTreeSet::new(),
        }
    }

    /// The same hub restored from a backup: with another log.
    #[must_use]
    pub fn restored(&self, log: u64) -> Hub {
        Hub { log: Hub::new(log).log, nonces: BTreeSet::new(), ..self.clone() }
    }

    /// What it tells of a workspace to who was told of so many envelopes: these after them that are small, if
    /// another device than this one wrote some of them.
    pub fn news(&self, id: WorkspaceId, told: Option<u64>, device: Option<DeviceId>) -> Option<News> {
        let workspace = self.workspaces.get(&id)?;
        let carried = told.and_then(|told| workspace.carried(self.log, told, device));
        Some(News { notice: workspace.notice(), carried })
    }

    /// How many parcels wait.
    pub fn parcels(&self) -> usize {
        self.parcels.len()
    }

    /// Answers a request at `now`.
    pub fn answer(&mut self, now: Instant, exchange: &Exchange) -> Answered {
        let now = u64::try_from(now.0).unwrap_or(0);
        match self.route(now, exchange) {
            Ok(body) => Answered::Reply { status: 200, body },
            Err(reason) => {
                let refusal = Refusal { reason, advice: reason.advice().to_owned(), now };
                Answered::Reply { status: status_of(reason), body: floorbook_wire::write(&refusal) }
            }
        }
    }

    fn route(&mut self, now: u64, exchange: &Exchange) -> Done {
        let asked = Asked::read(exchange)?;
        if let Route::Fetch(parcel) = asked.route {
            return self.fetch_parcel(now, parcel);
        }
        let signed = asked.signed.ok_or(Reason::BadSignature)?;
        match asked.route {
            Route::Fetch(_) => Err(Reason::NotFound),
            Route::Found => self.found(now, &asked, &signed),
            Route::PushRecords => self.push_records(now, &asked, &signed),
            Route::Heads => {
                let log = self.log;
                Ok(message(&self.by_member(now, &asked, &signed)?.0.heads(log)))
            }
            Route::PullRecords => {
                let after = asked.query("after").map_or(Ok(0), str::parse).map_err(|_| Reason::Unreadable)?;
                Ok(message(&self.by_member(now, &asked, &signed)?.0.records_after(after)))
            }
            Route::Push => self.push(now, &asked, &signed),
            Route::Pull => self.pull(now, &asked, &signed),
            Route::Lacking => {
                let (workspace, _) = self.by_member(now, &asked, &signed)?;
                let Names { names } = read(asked.body)?;
                if names.len() > MAX_NAMES {
                    return Err(Reason::TooLarge);
                }
                let names = names.into_iter().filter(|name| !workspace.chunks.contains_key(name)).collect();
                Ok(message(&Lacking { names }))
            }
            Route::Find => {
                let (workspace, _) = self.by_member(now, &asked, &signed)?;
                let Tags { tags } = read(asked.body)?;
                if tags.len() > MAX_TAGS { Err(Reason::TooLarge) } else { Ok(message(&workspace.find(&tags))) }
            }
            Route::PutChunk(name) => self.put_chunk(now, &asked, &signed, name),
            Route::GetChunk(name) => {
                let (workspace, _) = self.by_member(now, &asked, &signed)?;
                workspace.chunks.get(&name).cloned().ok_or(Reason::NotFound)
            }
            Route::PutParcel(parcel) => self.put_parcel(now, &asked, &signed, parcel),
            Route::Notices => {
                let (workspace, _) = self.by_member(now, &asked, &signed)?;
                Ok(workspace.notice().text().into_bytes())
            }
        }
    }

    /// Checks signature, time and nonce.
    fn check(&mut self, now: u64, asked: &Asked<'_>, signed: &Signed, card: &DeviceCard) -> Result<(), Reason> {
        let request = Request { method: asked.method, target: &asked.target, body: asked.body };
        signed.verify(card, &request)?;
        if now.abs_diff(signed.at) > WINDOW {
            return Err(Reason::Clock);
        }
        if !self.nonces.insert((asked.id, signed.nonce)) {
            return Err(Reason::Replayed);
        }
        Ok(())
    }

    fn by_member(
        &mut self,
        now: u64,
        asked: &Asked<'_>,
        signed: &Signed,
    ) -> Result<(&mut Workspace, Membership), Reason> {
        let membership = self.workspaces.get(&asked.id).ok_or(Reason::UnknownWorkspace)?.membership.clone();
        let card = membership.device(signed.device).ok_or(Reason::Stranger)?.card;
        self.check(now, asked, signed, &card)?;
        if membership.role_of_device(signed.device).is_none() {
            return Err(Reason::Removed);
        }
        let workspace = self.workspaces.get_mut(&asked.id).ok_or(Reason::UnknownWorkspace)?;
        Ok((workspace, membership))
    }

    fn found(&mut self, now: u64, asked: &Asked<'_>, signed: &Signed) -> Done {
        if self.token.is_some() && self.token != asked.token {
            return Err(Reason::TokenNeeded);
        }
        let Found { founding, records } = read(asked.body)?;
        if records.len() > MAX_ITEMS {
            return Err(Reason::TooLarge);
        }
        let records: Vec<Vec<u8>> = records.into_iter().map(Vec::from).collect();
        let membership = resolved(asked.id, founding, &records)?;
        if membership.standing(&founding) != floorbook_seal::membership::Standing::Stands {
            return Err(Reason::Aside);
        }
        let card = membership.device(signed.device).ok_or(Reason::Stranger)?.card;
        self.check(now, asked, signed, &card)?;
        if membership.role_of_device(signed.device).is_none() {
            return Err(Reason::Removed);
        }
        if self.full {
            return Err(Reason::NotStored);
        }
        let log = self.log;
        let workspace =
            self.workspaces.entry(asked.id).or_insert_with(|| Workspace::new(asked.id, founding, records, membership));
        if workspace.founding == founding { Ok(message(&workspace.heads(log))) } else { Err(Reason::Taken) }
    }

    fn push_records(&mut self, now: u64, asked: &Asked<'_>, signed: &Signed) -> Done {
        let Records { records } = read(asked.body)?;
        if records.len() > MAX_ITEMS {
            return Err(Reason::TooLarge);
        }
        let known = self.workspaces.get(&asked.id).ok_or(Reason::UnknownWorkspace)?;
        let by_member = known.membership.device(signed.device).is_some();
        if by_member {
            self.by_member(now, asked, signed)?;
        } else {
            let read = records.iter().filter_map(|bytes| Record::read(bytes).ok());
            let card = read.into_iter().find_map(|record| card_of(record.action(), signed));
            self.check(now, asked, signed, &card.ok_or(Reason::Stranger)?)?;
        }
        if self.full {
            return Err(Reason::NotStored);
        }
        let workspace = self.workspaces.get_mut(&asked.id).ok_or(Reason::UnknownWorkspace)?;
        let acks = records.into_iter().map(|bytes| {
            let bytes = Vec::from(bytes);
            let name = Hash::of(&bytes);
            let outcome = workspace.add_record(now, bytes, by_member).map_or_else(Outcome::Refused, Outcome::Stored);
            Ack { name, outcome }
        });
        let acks = acks.collect();
        self.forget_parcels(now, asked.id);
        Ok(message(&Pushed { acks }))
    }

    fn push(&mut self, now: u64, asked: &Asked<'_>, signed: &Signed) -> Done {
        let full = self.full;
        let (workspace, membership) = self.by_member(now, asked, signed)?;
        let Push { envelopes } = read(asked.body)?;
        if envelopes.len() > MAX_ITEMS {
            return Err(Reason::TooLarge);
        }
        let acks = envelopes.into_iter().map(|bytes| {
            let name = Hash::of(&bytes);
            let outcome = match membership.judge(&bytes) {
                Ok(_) if full => Outcome::Refused(Reason::NotStored),
                Ok(sealed) => workspace.append(&sealed),
                Err(unfit) => Outcome::Refused(unfit.into()),
            };
            Ack { name, outcome }
        });
        Ok(message(&Pushed { acks: acks.collect() }))
    }

    fn pull(&mut self, now: u64, asked: &Asked<'_>, signed: &Signed) -> Done {
        let log = self.log;
        let (workspace, _) = self.by_member(now, asked, signed)?;
        let after = match asked.query("log") {
            None => None,
            Some(log) => Some(Cursor {
                log: LogId(unhex(log).ok_or(Reason::Unreadable)?),
                position: asked.query("position").and_then(|text| text.parse().ok()).ok_or(Reason::Unreadable)?,
                running: Hash(asked.query("running").and_then(unhex).ok_or(Reason::Unreadable)?),
            }),
        };
        let limit: u64 = asked.query("limit").map_or(Ok(MAX_PULL), str::parse).map_err(|_| Reason::Unreadable)?;
        Ok(message(&workspace.pull(log, after, limit.min(MAX_PULL))?))
    }

    fn put_chunk(&mut self, now: u64, asked: &Asked<'_>, signed: &Signed, name: Hash) -> Done {
        let full = self.full;
        let id = asked.id;
        let (workspace, _) = self.by_member(now, asked, signed)?;
        let chunk = Chunk::read(asked.body).map_err(|_| Reason::Unreadable)?;
        if chunk.name() != name {
            return Err(Reason::Unreadable);
        }
        if chunk.header().workspace != id {
            return Err(Reason::OtherWorkspace);
        }
        if full {
            return Err(Reason::NotStored);
        }
        workspace.add_chunk(&chunk);
        Ok(Vec::new())
    }

    fn put_parcel(&mut self, now: u64, asked: &Asked<'_>, signed: &Signed, parcel: ParcelId) -> Done {
        let full = self.full;
        let (_, membership) = self.by_member(now, asked, signed)?;
        if asked.body.len() > USUAL_PARCEL {
            return Err(Reason::TooLarge);
        }
        let sender = membership.device(signed.device).map(|device| device.member);
        if !workspace::standing(&membership, now).any(|(known, member)| known == parcel && sender == Some(member)) {
            return Err(Reason::NotFound);
        }
        if full {
            return Err(Reason::NotStored);
        }
        self.parcels.insert((parcel, asked.id), asked.body.to_vec());
        Ok(Vec::new())
    }

    fn fetch_parcel(&mut self, now: u64, parcel: ParcelId) -> Done {
        let of_it = |(key, bytes): (&(ParcelId, WorkspaceId), &Vec<u8>)| {
            let workspace = self.workspaces.get(&key.1)?;
            let stands = workspace::standing(&workspace.membership, now).any(|(known, _)| known == parcel);
            (key.0 == parcel && stands).then(|| bytes.clone())
        };
        self.parcels.iter().find_map(of_it).ok_or(Reason::NotFound)
    }

    fn forget_parcels(&mut self, now: u64, id: WorkspaceId) {
        let Some(workspace) = self.workspaces.get(&id) else { return };
        let kept: BTreeSet<ParcelId> =
            workspace::standing(&workspace.membership, now).map(|(parcel, _)| parcel).collect();
        self.parcels.retain(|(parcel, of), _| *of != id || kept.contains(parcel));
    }
}

/// The card that a record introduces for who signed.
fn card_of(action: &Action, signed: &Signed) -> Option<DeviceCard> {
    let card = match action {
        Action::Join { card, .. } | Action::Recover { card, .. } => *card,
        Action::AddDevice { consent, .. } => consent.card,
        _ => return None,
    };
    (card.device == signed.device).then_some(card)
}

/// What these records make.
fn resolved(id: WorkspaceId, founding: Hash, records: &[Vec<u8>]) -> Result<Membership, Reason> {
    let records: Result<Vec<Record>, _> = records.iter().map(|bytes| Record::read(bytes)).collect();
    resolve(id, founding, records.map_err(|_| Reason::Unreadable)?).map_err(|_| Reason::TooLarge)
}

fn message<T: Encode<()>>(message: &T) -> Vec<u8> {
    floorbook_wire::write(message)
}

fn read<'b, T: minicbor::Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, Reason> {
    floorbook_wire::read(bytes).map_err(|_| Reason::Unreadable)
}

fn status_of(reason: Reason) -> u16 {
    match reason {
        Reason::Unreadable | Reason::OtherWorkspace | Reason::Gap => 400,
        Reason::BadSignature | Reason::Clock | Reason::Replayed | Reason::TokenNeeded => 401,
        Reason::UnknownWorkspace | Reason::NotFound => 404,
        Reason::Taken | Reason::OtherLog => 409,
        Reason::TooLarge => 413,
        Reason::TooOften => 429,
        Reason::NotStored | Reason::Other(_) => 503,
        Reason::Stranger | Reason::Removed | Reason::OnlyReads | Reason::Aside | Reason::TakesNoMore => 403,
    }
}
