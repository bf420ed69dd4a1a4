//! The people at Mây Chiều.
//!
//! Phone numbers start with +84 120, which was taken out of use; addresses lie in `.example`.

use super::{BLANK, Card};
use crate::{partners::Place, photos::Scene, visits::Tour};
use floorbook_domain::{
    Channel,
    ConsentAnswer::{Agreed, Declined, NotAsked},
    MessengerService::Zalo,
    Role,
};

const HERE: Card = Card { place: Place::Hall, ..BLANK };

pub(super) const HA: Card = Card {
    met: (Tour::Hall, (8, 4)),
    name: "Nguyen Thi Thu Ha",
    local_name: "Nguyễn Thị Thu Hà",
    pronunciation: "nwin tee too HAH; address her as Chị Hà",
    role: Role::Management,
    title: "General Director",
    phone: "+84 120 000 01 10",
    email: "thuha@maychieu.example",
    messenger: Some((Zalo, "+84 120 000 01 10")),
    languages: &["Vietnamese", "English"],
    channel: Channel::Messenger,
    obstacles: "“Your forecast changes in the week in which I have to buy yarn.”",
    concerns: "“If I lose linkers at New Year, I need two months to train others.”",
    ideas: "Reserve 12 machines for us for six months, against a forecast that holds for eight weeks.",
    notes: "Built the hall herself, starting with 14 hand machines. Likes figures first, small talk at lunch.",
    tags: &["decides"],
    consents: [Agreed, Agreed, NotAsked],
    ..HERE
};

pub(super) const BAO: Card = Card {
    met: (Tour::Hall, (8, 6)),
    known: true,
    name: "Pham Quoc Bao",
    local_name: "Phạm Quốc Bảo",
    pronunciation: "fahm kwok BOW (as in bow tie, voice dips and rises)",
    role: Role::Sales,
    title: "Sales Manager, Europe",
    phone: "+84 120 000 01 11",
    email: "bao.pham@maychieu.example",
    messenger: Some((Zalo, "+84 120 000 01 11")),
    languages: &["Vietnamese", "English", "some German"],
    channel: Channel::Email,
    obstacles: "“I quote today, and the yarn price is of last week.”",
    ideas: "A price list with three yarn price bands instead of a new quotation each time.",
    consents: [Agreed, NotAsked, NotAsked],
    ..HERE
};

pub(super) const LAN: Card = Card {
    met: (Tour::Hall, (8, 6)),
    known: true,
    name: "Le Ngoc Lan",
    local_name: "Lê Ngọc Lan",
    pronunciation: "lay ngawp LAHN",
    role: Role::Merchandiser,
    title: "Senior Merchandiser",
    phone: "+84 120 000 01 12",
    email: "lan.le@maychieu.example",
    messenger: Some((Zalo, "lan.len.maychieu")),
    languages: &["Vietnamese", "English"],
    channel: Channel::Messenger,
    obstacles: "“Comments on samples come in four e-mails from three people. I need one list.”",
    concerns: "“I do not want to promise a day that Khải has not confirmed.”",
    ideas: "Comments numbered, each with a photo, once a week.",
    notes: "Answers within the hour. On leave on Saturdays.",
    tags: &["first contact"],
    consents: [Agreed, Declined, Declined],
    ..HERE
};

pub(super) const KHAI: Card = Card {
    met: (Tour::Hall, (10, 33)),
    name: "Tran Van Khai",
    local_name: "Trần Văn Khải",
    pronunciation: "chun vahn KAI",
    role: Role::Planner,
    title: "Production Planner",
    phone: "+84 120 000 01 13",
    email: "khai.tran@maychieu.example",
    languages: &["Vietnamese", "some English"],
    channel: Channel::Email,
    obstacles: "“Trims arrive by the box, not by the order. I cannot see what is missing until the line stops.”",
    concerns: "“Two styles change on line 3 in the same week.”",
    ideas: "Trims checked and bagged for each order two days before the line starts.",
    consents: [Agreed, NotAsked, NotAsked],
    ..HERE
};

pub(super) const MAI: Card = Card {
    met: (Tour::Hall, (10, 24)),
    name: "Do Thi Mai",
    local_name: "Đỗ Thị Mai",
    pronunciation: "doh tee MAI",
    role: Role::Supervisor,
    title: "Supervisor, linking line 3",
    languages: &["Vietnamese"],
    channel: Channel::InPerson,
    obstacles: "“Cần biết trước một ngày.” She hears of a change of style an hour before it comes.",
    concerns: "“The newcomers sit at the dials for ten hours. Their eyes are tired by three.”",
    ideas: "Five minutes of rest in each hour for newcomers; collars first, when the eyes are fresh.",
    notes: "Trained 40 linkers. Shows rather than tells; worth standing beside her for a while.",
    tags: &["trains others"],
    consents: [Agreed, Agreed, Declined],
    ..HERE
};

pub(super) const TUNG: Card = Card {
    met: (Tour::Hall, (8, 58)),
    name: "Vu Dinh Tung",
    local_name: "Vũ Đình Tùng",
    pronunciation: "voo ding TOONG",
    role: Role::Technician,
    title: "Head of knitting maintenance",
    phone: "+84 120 000 01 15",
    messenger: Some((Zalo, "+84 120 000 01 15")),
    languages: &["Vietnamese"],
    channel: Channel::Phone,
    obstacles: "“Needles are bought by price. They last five weeks where the others last eleven.”",
    concerns: "“On evenings I am alone for a hundred machines.”",
    ideas: "A new needle only against the old one with all its pieces, from a box with a count.",
    notes: "Hears well only on the left; machines. Speak slowly, stand there.",
    consents: [Agreed, Agreed, NotAsked],
    photo: Some(Scene::PortraitTechnician),
    ..HERE
};

pub(super) const CHAU: Card = Card {
    met: (Tour::Hall, (11, 18)),
    name: "Hoang Minh Chau",
    local_name: "Hoàng Minh Châu",
    pronunciation: "hwahng ming CHOW",
    role: Role::QualityManager,
    title: "Quality Manager",
    phone: "+84 120 000 01 16",
    email: "chau.hoang@maychieu.example",
    messenger: Some((Zalo, "chau.qc.maychieu")),
    languages: &["Vietnamese", "English"],
    channel: Channel::Messenger,
    obstacles: "“I see the pieces at the end. The reason stands forty metres away at the beginning.”",
    concerns: "“If we only sort, the same six defects come back next month.”",
    ideas: "One inspector from the end table to the knitting hall, two hours each morning.",
    notes: "Calm with bad news, and the first to say it.",
    tags: &["quality"],
    consents: [Agreed, Agreed, Agreed],
    photo: Some(Scene::PortraitQualityManager),
    ..HERE
};

pub(super) const TRUC: Card = Card {
    met: (Tour::Hall, (14, 18)),
    name: "Bui Thanh Truc",
    local_name: "Bùi Thanh Trúc",
    pronunciation: "booy tahn CHOOK",
    role: Role::HumanResources,
    title: "Human Resources and Compliance",
    email: "truc.bui@maychieu.example",
    languages: &["Vietnamese", "English"],
    channel: Channel::Email,
    obstacles: "“Every customer sends another audit with the same questions.”",
    ideas: "One set of papers a season, checked once, shared with all customers.",
    consents: [Agreed, NotAsked, NotAsked],
    ..HERE
};
