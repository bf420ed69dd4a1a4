//! How actions are written and read.

use minicbor::{Decoder, Encode, Encoder, data::Type, encode};

use super::{Action, Grant, Recipient, Role, Wrap};
use crate::{
    cbor::{FormatError, fixed, hash, list, parts, tail},
    id::{DeviceId, InvitationId, KeyId, MemberId, Tail},
    keys::{CarriedKey, Consent, DeviceCard, Signature, SigningPublic, WrappedKey},
    recovery::RecoveryCard,
};

/// The most entries of a list in a record.
const MAX_LIST: usize = 4096;

impl Role {
    fn number(self) -> u8 {
        match self {
            Role::Viewer => 1,
            Role::Editor => 2,
            Role::Owner => 3,
        }
    }

    fn read(d: &mut Decoder<'_>) -> Result<Role, FormatError> {
        match d.u8()? {
            1 => Ok(Role::Viewer),
            2 => Ok(Role::Editor),
            3 => Ok(Role::Owner),
            _ => Err(FormatError::Malformed("an unknown role")),
        }
    }
}

impl Action {
    /// Reads an action; whatever cannot be read is one of a newer version.
    pub(super) fn read(d: &mut Decoder<'_>) -> Result<Action, FormatError> {
        let start = d.position();
        if d.datatype()? != Type::Array {
            return Err(FormatError::Malformed("an action is an array"));
        }
        d.skip()?;
        let item = &d.input()[start..d.position()];
        Ok(read_known(&mut Decoder::new(item)).unwrap_or(Action::Unknown))
    }
}

fn read_known(d: &mut Decoder<'_>) -> Result<Action, FormatError> {
    let count = d.array()?.ok_or(FormatError::Malformed("an array of unknown length"))?;
    let number = d.u64()?;
    let least = [3, 6, 2, 5, 4, 4, 3, 3, 4, 3, 3, 4, 3];
    if usize::try_from(number).ok().and_then(|number| least.get(number)).is_none_or(|least| count < *least) {
        return Ok(Action::Unknown);
    }
    Ok(match number {
        0 => Action::Found { member: MemberId(fixed(d)?), card: DeviceCard::read(d)? },
        1 => Action::Invite {
            invitation: InvitationId(fixed(d)?),
            key: SigningPublic(fixed(d)?),
            grant: Grant::read(d)?,
            expires: d.u64()?,
            uses: d.u32()?,
        },
        2 => Action::Revoke { invite: hash(d)? },
        3 => Action::Join {
            invite: hash(d)?,
            member: MemberId(fixed(d)?),
            card: DeviceCard::read(d)?,
            proof: Signature::read(d)?,
        },
        4 => {
            let (member, card, signature) = (MemberId(fixed(d)?), DeviceCard::read(d)?, Signature::read(d)?);
            Action::AddDevice { member, consent: Consent { card, signature } }
        }
        5 => Action::SetRole { member: MemberId(fixed(d)?), role: Role::read(d)?, tails: tails(d)? },
        6 => Action::RemoveMember { member: MemberId(fixed(d)?), tails: tails(d)? },
        7 => Action::RemoveDevice { device: DeviceId(fixed(d)?), tail: maybe_tail(d)? },
        8 => Action::NewKey { key: KeyId(fixed(d)?), wraps: wraps(d)?, older: list(d, MAX_LIST, CarriedKey::read)? },
        9 => Action::HandKey { key: KeyId(fixed(d)?), wraps: wraps(d)? },
        10 => Action::SetRecovery { member: MemberId(fixed(d)?), card: RecoveryCard::read(d)? },
        11 => Action::Recover { member: MemberId(fixed(d)?), card: DeviceCard::read(d)?, proof: Signature::read(d)? },
        12 => Action::Adopt { device: DeviceId(fixed(d)?), tail: tail(d)? },
        _ => Action::Unknown,
    })
}

impl Grant {
    fn read(d: &mut Decoder<'_>) -> Result<Grant, FormatError> {
        match d.datatype()? {
            Type::Bytes => Ok(Grant::Device(MemberId(fixed(d)?))),
            _ => Role::read(d).map(Grant::Member),
        }
    }
}

fn tails(d: &mut Decoder<'_>) -> Result<Vec<(DeviceId, Tail)>, FormatError> {
    list(d, MAX_LIST, |d| parts(d, 2, |d| Ok((DeviceId(fixed(d)?), tail(d)?))))
}

fn maybe_tail(d: &mut Decoder<'_>) -> Result<Option<Tail>, FormatError> {
    if d.datatype()? == Type::Null { Ok(d.null().map(|()| None)?) } else { tail(d).map(Some) }
}

fn wraps(d: &mut Decoder<'_>) -> Result<Vec<Wrap>, FormatError> {
    list(d, MAX_LIST, |d| {
        parts(d, 3, |d| {
            let to = match d.u8()? {
                0 => Recipient::Device(DeviceId(fixed(d)?)),
                1 => Recipient::Recovery(MemberId(fixed(d)?)),
                _ => return Err(FormatError::Malformed("an unknown recipient")),
            };
            Ok(Wrap { to, key: WrappedKey::read(d)? })
        })
    })
}

impl<C> Encode<C> for Wrap {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        match self.to {
            Recipient::Device(device) => e.array(3)?.u8(0)?.encode_with(device, ctx)?,
            Recipient::Recovery(member) => e.array(3)?.u8(1)?.encode_with(member, ctx)?,
        };
        e.encode_with(self.key, ctx)?.ok()
    }
}

impl<C> Encode<C> for Grant {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        match self {
            Grant::Member(role) => e.u8(role.number())?.ok(),
            Grant::Device(member) => e.encode_with(member, ctx)?.ok(),
        }
    }
}

impl<C> Encode<C> for Action {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, ctx: &mut C) -> Result<(), encode::Error<W::Error>> {
        match self {
            Action::Found { member, card } => e.array(3)?.u8(0)?.encode_with(member, ctx)?.encode_with(card, ctx)?,
            Action::Invite { invitation, key, grant, expires, uses } => {
                e.array(6)?.u8(1)?.encode_with(invitation, ctx)?.encode_with(key, ctx)?.encode_with(grant, ctx)?;
                e.u64(*expires)?.u32(*uses)?
            }
            Action::Revoke { invite } => e.array(2)?.u8(2)?.encode_with(invite, ctx)?,
            Action::Join { invite, member, card, proof } => {
                e.array(5)?.u8(3)?.encode_with(invite, ctx)?.encode_with(member, ctx)?;
                e.encode_with(card, ctx)?.encode_with(proof, ctx)?
            }
            Action::AddDevice { member, consent } => {
                e.array(4)?.u8(4)?.encode_with(member, ctx)?;
                e.encode_with(consent.card, ctx)?.encode_with(consent.signature, ctx)?
            }
            Action::SetRole { member, role, tails } => {
                e.array(4)?.u8(5)?.encode_with(member, ctx)?.u8(role.number())?.encode_with(tails, ctx)?
            }
            Action::RemoveMember { member, tails } => {
                e.array(3)?.u8(6)?.encode_with(member, ctx)?.encode_with(tails, ctx)?
            }
            Action::RemoveDevice { device, tail } => {
                e.array(3)?.u8(7)?.encode_with(device, ctx)?.encode_with(tail, ctx)?
            }
            Action::NewKey { key, wraps, older } => {
                e.array(4)?.u8(8)?.encode_with(key, ctx)?.encode_with(wraps, ctx)?.encode_with(older, ctx)?
            }
            Action::HandKey { key, wraps } => e.array(3)?.u8(9)?.encode_with(key, ctx)?.encode_with(wraps, ctx)?,
            Action::SetRecovery { member, card } => {
                e.array(3)?.u8(10)?.encode_with(member, ctx)?.encode_with(card, ctx)?
            }
            Action::Recover { member, card, proof } => {
                e.array(4)?.u8(11)?.encode_with(member, ctx)?.encode_with(card, ctx)?.encode_with(proof, ctx)?
            }
            Action::Adopt { device, tail } => e.array(3)?.u8(12)?.encode_with(device, ctx)?.encode_with(tail, ctx)?,
            Action::Unknown => return Err(encode::Error::message("an action of a newer version is never written")),
        };
        e.ok()
    }
}
