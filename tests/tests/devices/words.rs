//! What devices note in these tests, and what they show.

use floorbook_domain::{
    AttachmentField, AttachmentId, Hash, Media, ObservationField, ObservationId, PartnerField, PartnerId,
};
use floorbook_port::{
    Answer, Command, NewAttachment, ObservationFilter, PageRequest, Part, Query, Role, TeamCommand, View, Write,
};
use floorbook_tests::device::{Device, now};

/// Notes something.
pub(crate) fn note(device: &mut Device, text: &str) -> ObservationId {
    let id = observation_id(device);
    device.replica.write(vec![Write::new(id, vec![ObservationField::Text(text.into()).into()])]);
    id
}

fn observation_id(device: &mut Device) -> ObservationId {
    ObservationId::new(now().0.unsigned_abs(), device.replica.chance().ten())
}

/// Writes a partner down.
pub(crate) fn partner(device: &mut Device, name: &str) -> PartnerId {
    let id = PartnerId::new(now().0.unsigned_abs(), device.replica.chance().ten());
    device.replica.write(vec![Write::new(id, vec![PartnerField::Name(name.into()).into()])]);
    id
}

/// Notes something with a photo of so many bytes; answers the name of its bytes.
pub(crate) fn photo(device: &mut Device, text: &str, size: usize) -> Hash {
    let observation = observation_id(device);
    let id = AttachmentId::new(now().0.unsigned_abs(), device.replica.chance().ten());
    let mut bytes = vec![0; size];
    floorbook_engine::Entropy::fill(device.replica.chance(), &mut bytes);
    let thumbnail = bytes[..size.min(3_000)].to_vec();
    let hash = Hash(*blake3::hash(&bytes).as_bytes());
    let fields = vec![
        AttachmentField::Owner(Some(observation.into())).into(),
        AttachmentField::Media(Media::Photo).into(),
        AttachmentField::Mime("image/jpeg".into()).into(),
    ];
    let command = Command::Attach {
        attachments: vec![NewAttachment { id, fields, content: Part(0), thumbnail: Some(Part(1)), original: None }],
        writes: vec![Write::new(observation, vec![ObservationField::Text(text.into()).into()])],
    };
    let command_id = device.replica.command_id();
    device.replica.call_as(command_id, command, &[bytes, thumbnail]).unwrap();
    hash
}

/// The bytes of this name, if they are here.
pub(crate) fn bytes(device: &mut Device, hash: Hash) -> Option<Vec<u8>> {
    let found = device.replica.engine().ask(now(), &Query::Bytes(hash)).ok()?.1.pop()?;
    assert_eq!(hash.0, *blake3::hash(&found).as_bytes(), "byte for byte");
    Some(found)
}

/// All notes that are shown.
pub(crate) fn texts(device: &mut Device) -> Vec<String> {
    let mut texts = Vec::new();
    let mut page = PageRequest::first(500);
    loop {
        let View::Observations(shown) = device.replica.ask(&Query::Observations(ObservationFilter::All, page)) else {
            panic!("not observations")
        };
        texts.extend(shown.rows.into_iter().map(|row| row.found.record.text));
        match shown.next {
            Some(next) => page = PageRequest { after: Some(next), limit: 500 },
            None => break,
        }
    }
    texts.sort();
    texts
}

/// The link of an invitation.
pub(crate) fn invite(device: &mut Device, role: Role) -> String {
    match device.team(TeamCommand::Invite { role, days: 7, uses: 1 }) {
        Answer::Link(link) => link,
        other => panic!("not a link: {other:?}"),
    }
}

/// Joins by a link.
pub(crate) fn join(device: &mut Device, link: &str, name: &str) {
    device.team(TeamCommand::Join { link: link.into(), name: name.into(), device: "phone".into(), bring: None });
    device.sync();
}

/// Asks the hub again, and does all that there is to do.
pub(crate) fn sync(device: &mut Device) {
    device.team(TeamCommand::SyncNow { photos: true });
    device.sync();
}
