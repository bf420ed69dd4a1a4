//! What the tests of syncing have in common.

use floorbook_domain::{AttachmentField, AttachmentId, ObservationField, ObservationId};
use floorbook_port::{
    Command, NewAttachment, ObservationFilter, PageRequest, Part, Query, Role, SyncPhase, View, Write,
};
use floorbook_testkit::{Net, Replica};

/// Writes a note; answers its id.
pub fn note(replica: &mut Replica, text: &str) -> ObservationId {
    let (at, random) = (replica.now.0.unsigned_abs(), replica.chance().ten());
    let id = ObservationId::new(at, random);
    replica.write(vec![Write::new(id, vec![ObservationField::Text(text.into()).into()])]);
    id
}

/// Writes a remark for oneself.
pub fn private_note(replica: &mut Replica, text: &str) {
    let (at, random) = (replica.now.0.unsigned_abs(), replica.chance().ten());
    let id = ObservationId::new(at, random);
    let write = Write { only_me: true, ..Write::new(id, vec![ObservationField::Text(text.into()).into()]) };
    replica.write(vec![write]);
}

/// Attaches a photo with a small picture to a new note; answers the photo's bytes.
pub fn photo(replica: &mut Replica, size: usize) -> Vec<u8> {
    let owner = note(replica, "a photo");
    let (at, random) = (replica.now.0.unsigned_abs(), replica.chance().ten());
    let mut bytes = vec![0; size];
    floorbook_engine::Entropy::fill(replica.chance(), &mut bytes);
    let small = bytes[..size.min(900)].to_vec();
    let attachment = NewAttachment {
        id: AttachmentId::new(at, random),
        fields: vec![
            AttachmentField::Owner(Some(owner.into())).into(),
            AttachmentField::Mime("image/jpeg".into()).into(),
        ],
        content: Part(0),
        thumbnail: Some(Part(1)),
        original: None,
    };
    let id = replica.command_id();
    let command = Command::Attach { attachments: vec![attachment], writes: Vec::new() };
    replica.call_as(id, command, &[bytes.clone(), small]).unwrap();
    bytes
}

/// The bytes of a photo; `None` if they are not here.
pub fn bytes(replica: &mut Replica, photo: &[u8]) -> Option<Vec<u8>> {
    let hash = floorbook_domain::Hash(*blake3::hash(photo).as_bytes());
    let now = replica.now;
    replica.engine().ask(now, &Query::Bytes(hash)).ok().map(|(_, mut parts)| parts.remove(0))
}

/// The texts of all notes, sorted.
pub fn notes(replica: &mut Replica) -> Vec<String> {
    match replica.ask(&Query::Observations(ObservationFilter::All, PageRequest::first(500))) {
        View::Observations(page) => {
            let mut texts: Vec<_> = page.rows.into_iter().map(|row| row.found.record.text).collect();
            texts.sort();
            texts
        }
        other => panic!("not observations: {other:?}"),
    }
}

/// The open notebook is the same on all of them, and nothing waits.
pub fn assert_same(replicas: &mut [&mut Replica]) {
    let mut digests = Vec::new();
    for replica in replicas.iter_mut() {
        let view = replica.sync_view();
        assert_eq!(
            (view.status.waiting_changes, view.status.waiting_photos, view.status.trouble, view.status.phase),
            (0, 0, None, SyncPhase::Idle),
            "nothing waits: {view:?}"
        );
        assert!(view.status.synced.is_some(), "it was synced: {view:?}");
        let notebook = replica.team_view().notebook;
        let kept = replica.engine().digest(notebook).unwrap();
        replica.call(Command::Rebuild).unwrap();
        assert_eq!(replica.engine().digest(notebook).unwrap(), kept, "what was kept step by step is what is rebuilt");
        digests.push((notebook, kept));
    }
    assert!(digests.windows(2).all(|pair| pair[0] == pair[1]), "the same everywhere: {digests:?}");
}

/// Two people at one hub.
pub fn pair(seed: u64) -> (Net, Replica, Replica) {
    let mut net = Net::new();
    let (mut ada, mut ben) = (Replica::new(seed * 10), Replica::new(seed * 10 + 1));
    ada.begin("Ada");
    ada.connect(Net::HUB);
    join(&mut net, &mut ada, &mut ben, "Ben", Role::Editor);
    (net, ada, ben)
}

/// Somebody joins.
pub fn join(net: &mut Net, host: &mut Replica, guest: &mut Replica, name: &str, role: Role) {
    let link = host.invite(role);
    net.settle(&mut [host]);
    guest.join_by(&link, name, None);
    net.settle(&mut [host, guest]);
    assert!(guest.sync_view().joining.is_empty(), "{:?}", guest.sync_view().joining);
}
