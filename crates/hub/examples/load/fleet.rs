//! The devices of one person, and what they push.

use anyhow::{Result, anyhow};
use floorbook_seal::envelope::{Run, seal};
use floorbook_seal::keys::{ContentKey, DeviceSecret};
use floorbook_seal::membership::{Action, Place, Record};
use floorbook_seal::{DeviceId, Hash, MemberId, WorkspaceId};
use floorbook_wire::signed::{Request, Signed};
use floorbook_wire::{Found, Push, write};
use std::time::{SystemTime, UNIX_EPOCH};

const WORKSPACE: WorkspaceId = WorkspaceId([7; 16]);
const MEMBER: MemberId = MemberId([1; 16]);

/// A device, and how many requests it has signed.
pub(crate) struct Device {
    secret: DeviceSecret,
    signed: u64,
}

/// A path of the API of the workspace.
pub(crate) fn path(rest: &str) -> String {
    format!("/v1/workspaces/{WORKSPACE}{rest}")
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

/// Randomness that repeats.
fn dice(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut reader = blake3::Hasher::new().update(&seed.to_be_bytes()).finalize_xof();
    move |bytes: &mut [u8]| reader.fill(bytes)
}

/// So many devices, and the message with which the first one founds their workspace.
pub(crate) fn fleet(count: u64) -> Result<(Vec<Device>, Vec<u8>)> {
    let device = |number: u64| {
        let mut id = [0; 16];
        id[8..].copy_from_slice(&number.to_be_bytes());
        Device { secret: DeviceSecret::new(DeviceId(id), &mut dice(number)), signed: 0 }
    };
    let devices: Vec<Device> = (1..=count).map(device).collect();
    let first = devices.first().ok_or_else(|| anyhow!("a fleet has devices"))?;
    let founding = Record::found(WORKSPACE, now(), &first.secret, MEMBER)?;
    let (name, mut records) = (founding.name(), vec![founding]);
    for device in &devices[1..] {
        let parents = records.last().map(Record::name).into_iter().collect();
        let consent = device.secret.consent(WORKSPACE, MEMBER);
        let add = Action::AddDevice { member: MEMBER, consent };
        records.push(Record::issue(&Place { workspace: WORKSPACE, parents, at: now() }, &first.secret, add)?);
    }
    let records = records.iter().map(|record| record.bytes().to_vec().into()).collect();
    Ok((devices, write(&Found { founding: name, records })))
}

impl Device {
    /// The field that authorizes a request.
    pub(crate) fn authorize(&mut self, method: &str, target: &str, body: &[u8]) -> String {
        self.signed += 1;
        let mut nonce = [0; 16];
        nonce[..8].copy_from_slice(&self.signed.to_be_bytes());
        Signed::new(&self.secret, &Request { method, target, body }, now(), nonce).header()
    }

    /// Messages that push one envelope each, of so many changes of so many bytes; they continue what the device
    /// pushed up to `previous`, and answer where they end.
    pub(crate) fn pushes(
        &self,
        count: u64,
        changes: u64,
        size: usize,
        previous: &mut Option<(u64, Hash)>,
    ) -> Result<Vec<Vec<u8>>> {
        let (change, key) = (vec![b'x'; size], ContentKey::new(&mut dice(0)));
        let run = vec![change.as_slice(); changes as usize];
        let pushes = (0..count).map(|_| {
            let first = previous.map_or(1, |(last, _)| last + 1);
            let before = previous.map(|(_, name)| name);
            let header = Run { workspace: WORKSPACE, first, previous: before, membership: Vec::new() };
            let sealed = seal(&header, &run, &key, &self.secret, &mut dice(first))?;
            *previous = Some((first + changes - 1, sealed.name()));
            Ok(write(&Push { envelopes: vec![sealed.into_bytes().into()] }))
        });
        pushes.collect()
    }
}
