//! The people at Yueqiao, and their interpreter.
//!
//! Phone numbers start with +86 154, which is given to nobody; addresses lie in `.example`.

use super::{BLANK, Card};
use crate::{partners::Place, photos::Scene, visits::Tour};
use floorbook_domain::{
    Channel,
    ConsentAnswer::{Agreed, Declined, NotAsked},
    MessengerService::WeChat,
    Role,
};

const MILL: Card = Card { place: Place::Mill, ..BLANK };
const DYE_HOUSE: Card = Card { place: Place::DyeHouse, ..BLANK };

pub(super) const SHEN: Card = Card {
    met: (Tour::Mill, (8, 42)),
    known: true,
    name: "Shen Jianhua",
    local_name: "沈建华",
    pronunciation: "shun jyen-HWAH; Shen is the family name, say Mr Shen",
    role: Role::Owner,
    title: "Owner, General Manager",
    phone: "+86 154 0000 0120",
    email: "shen@yueqiao.example",
    messenger: Some((WeChat, "yueqiao-shen-sample")),
    languages: &["Chinese"],
    channel: Channel::Messenger,
    obstacles: "“Small orders in nine colours: each colour is a vessel, and each vessel is a day.”",
    concerns: "“Young people do not want to link. In five years I will have dials without hands.”",
    ideas: "Fewer colours at a time, ordered twice a season; he keeps grey yarn in stock for us.",
    notes: "Third child of the founder. Brings up bad news himself. Tea first, contracts after lunch.",
    tags: &["decides"],
    consents: [Agreed, Agreed, NotAsked],
    ..MILL
};

pub(super) const LIN_WEI: Card = Card {
    met: (Tour::DyeHouse, (8, 55)),
    known: true,
    name: "Lin Wei",
    local_name: "林薇",
    pronunciation: "lin WAY",
    role: Role::Merchandiser,
    title: "Merchandiser",
    phone: "+86 154 0000 0121",
    email: "linwei@yueqiao.example",
    messenger: Some((WeChat, "linwei-sample")),
    languages: &["Chinese", "English"],
    channel: Channel::Messenger,
    obstacles: "“Your colour standard is paper, my yarn is wool. They will never be the same under the lamp.”",
    concerns: "“When a lot is late I learn it from the driver.”",
    ideas: "A knitted standard, cut in three: one for her, one for the dye house, one for us.",
    notes: "Came along to both sites. Travels two hours home on Fridays; call before three.",
    tags: &["first contact"],
    consents: [Agreed, Agreed, Declined],
    photo: Some(Scene::PortraitMerchandiser),
    ..MILL
};

pub(super) const ZHOU: Card = Card {
    met: (Tour::Mill, (9, 40)),
    name: "Zhou Liqun",
    local_name: "周立群",
    pronunciation: "joe lee-CHÜN",
    role: Role::Technician,
    title: "Knitting technician and programmer",
    phone: "+86 154 0000 0122",
    messenger: Some((WeChat, "zhou-12gg-sample")),
    languages: &["Chinese"],
    channel: Channel::InPerson,
    obstacles: "“Needles are changed when they are finished, not before.”",
    concerns: "“I am asked for speed and for fewer faults in the same sentence.”",
    ideas: "Change all needles of a bed after 900 hours, one bed each night.",
    consents: [Agreed, NotAsked, Declined],
    ..MILL
};

pub(super) const WU: Card = Card {
    met: (Tour::Mill, (10, 52)),
    name: "Wu Xiuying",
    local_name: "吴秀英",
    pronunciation: "woo sheeoh-YING",
    role: Role::Operator,
    title: "Linking, 14 gauge",
    languages: &["Chinese"],
    channel: Channel::InPerson,
    obstacles: "“The light is too weak; black is the hardest to see.”",
    concerns: "“Paid by the piece: who undoes a collar earns nothing for that hour.”",
    ideas: "A lamp with a lens at every second dial, for dark shades.",
    notes: "22 years at the dial. Asked to be named when the idea with the lamp is told.",
    tags: &["idea to follow up"],
    consents: [Agreed, Declined, Declined],
    ..MILL
};

pub(super) const HE_JING: Card = Card {
    met: (Tour::DyeHouse, (8, 50)),
    name: "He Jing",
    local_name: "何静",
    pronunciation: "huh JING",
    role: Role::Interpreter,
    title: "Interpreter Chinese – English",
    phone: "+86 154 0000 0124",
    email: "hejing@words-between.example",
    messenger: Some((WeChat, "hejing-words-sample")),
    languages: &["Chinese", "English"],
    channel: Channel::Phone,
    obstacles: "“On the floor I hear half. Stop for one sentence, then walk on.”",
    ideas: "The list of technical words the evening before: she then has the word for every stitch.",
    consents: [Agreed, NotAsked, NotAsked],
    ..MILL
};

pub(super) const SUN: Card = Card {
    met: (Tour::DyeHouse, (9, 2)),
    name: "Sun Haitao",
    local_name: "孙海涛",
    pronunciation: "swun hai-TAO",
    role: Role::Management,
    title: "Head of the dye house",
    phone: "+86 154 0000 0125",
    email: "sun@qinglan.example",
    messenger: Some((WeChat, "qinglan-sun-sample")),
    languages: &["Chinese"],
    channel: Channel::Phone,
    obstacles: "“Steam is cut on two afternoons a week. I plan around it, and your date does not know it.”",
    concerns: "“The new limit for waste water comes next year, and the pump is ordered, not here.”",
    ideas: "Dark shades in the morning, light ones after the weekly cleaning: fewer rinses, less water.",
    consents: [Agreed, NotAsked, NotAsked],
    ..DYE_HOUSE
};

pub(super) const QIAN: Card = Card {
    met: (Tour::DyeHouse, (9, 26)),
    name: "Qian Yutong",
    local_name: "钱雨桐",
    pronunciation: "chyen yü-TOONG",
    role: Role::Inspector,
    title: "Colour laboratory",
    phone: "+86 154 0000 0126",
    email: "lab@qinglan.example",
    messenger: Some((WeChat, "qian-lab-sample")),
    languages: &["Chinese", "some English"],
    channel: Channel::Messenger,
    obstacles: "“Recipes are right in 20 grams and drift in 200 kilos.”",
    concerns: "“An addition at night is not written down until the morning.”",
    ideas: "A cone from the middle and one from the outside of each load, before anything is added.",
    notes: "Two years out of university; asked good questions about our light cabinet.",
    consents: [Agreed, Agreed, Agreed],
    ..DYE_HOUSE
};
