//! Two people and their devices come together at a hub.

use floorbook_domain::{ObservationField, ObservationId};
use floorbook_port::{Answer, ObservationFilter, PageRequest, Query, Role, TeamCommand, View, Write};
use floorbook_tests::{device::Device, hub::Hub};

fn note(device: &mut Device, text: &str) -> ObservationId {
    let random = device.replica.chance().ten();
    let id = ObservationId::new(device.replica.now.0.unsigned_abs(), random);
    device.replica.write(vec![Write::new(id, vec![ObservationField::Text(text.into()).into()])]);
    id
}

fn texts(device: &mut Device) -> Vec<String> {
    match device.replica.ask(&Query::Observations(ObservationFilter::All, PageRequest::first(500))) {
        View::Observations(page) => {
            let mut texts: Vec<_> = page.rows.into_iter().map(|row| row.found.record.text).collect();
            texts.sort();
            texts
        }
        other => panic!("not observations: {other:?}"),
    }
}

#[test]
fn notes_of_two_people_reach_each_other() {
    let data = tempfile::tempdir().unwrap();
    let hub = Hub::keeping(data.path());
    let (mut ada, mut ben) = (Device::new(1), Device::new(2));
    ada.replica.begin("Ada");
    note(&mut ada, "needle 7 is worn");
    ada.team(TeamCommand::Connect { hub: hub.url(""), token: String::new() });
    let Answer::Link(link) = ada.team(TeamCommand::Invite { role: Role::Editor, days: 7, uses: 1 }) else { panic!() };
    ada.sync();
    let status = ada.status();
    assert_eq!((status.waiting_changes, status.trouble), (0, None), "{status:?}");
    assert!(status.synced.is_some());
    ben.team(TeamCommand::Join { link, name: "Ben".into(), device: "phone".into(), bring: None });
    ben.sync();
    assert_eq!(texts(&mut ben), ["needle 7 is worn"], "{:?}", ben.sync_view());
    note(&mut ben, "the exit is blocked");
    ben.sync();
    ada.team(TeamCommand::SyncNow { photos: false });
    ada.sync();
    assert_eq!(texts(&mut ada), ["needle 7 is worn", "the exit is blocked"], "{:?}", ada.sync_view());
    assert_eq!(ada.digest(), ben.digest());
    let names: Vec<_> = ada.team_view().members.into_iter().map(|member| member.name).collect();
    assert_eq!(names, ["Ada", "Ben"]);
}
