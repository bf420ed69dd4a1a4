//! The fifteen people: who they are, how to say their names, what they said.

mod china;
mod vietnam;

use floorbook_domain::{
    Channel, Consent, ConsentAnswer, Contact, ContactField, Day, Field, Instant, Messenger, MessengerService, Role,
};
use floorbook_port::Write;

use crate::{
    Step,
    calendar::{Calendar, Clock},
    partners::Place,
    photos::Scene,
    story::Story,
    visits::Tour,
};

/// What is known of a person.
pub(crate) struct Card {
    place: Place,
    /// The tour on which they were met, and when.
    met: (Tour, Clock),
    /// Whether they were known by e-mail before.
    known: bool,
    name: &'static str,
    local_name: &'static str,
    pronunciation: &'static str,
    role: Role,
    title: &'static str,
    phone: &'static str,
    email: &'static str,
    messenger: Option<(MessengerService, &'static str)>,
    languages: &'static [&'static str],
    channel: Channel,
    obstacles: &'static str,
    concerns: &'static str,
    ideas: &'static str,
    notes: &'static str,
    tags: &'static [&'static str],
    /// To notes, photos and recordings of their voice.
    consents: [ConsentAnswer; 3],
    photo: Option<Scene>,
}

/// A card with nothing on it but where and when.
const BLANK: Card = Card {
    place: Place::Hall,
    met: (Tour::Hall, (8, 0)),
    known: false,
    name: "",
    local_name: "",
    pronunciation: "",
    role: Role::Other,
    title: "",
    phone: "",
    email: "",
    messenger: None,
    languages: &[],
    channel: Channel::Unknown,
    obstacles: "",
    concerns: "",
    ideas: "",
    notes: "",
    tags: &[],
    consents: [ConsentAnswer::NotAsked; 3],
    photo: None,
};

macro_rules! people {
    ($($(#[$doc:meta])* $who:ident = $card:path),* $(,)?) => {
        /// A person.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Who {
            $($(#[$doc])* $who),*
        }

        impl Who {
            pub(crate) const ALL: [Who; 15] = [$(Who::$who),*];

            fn card(self) -> &'static Card {
                match self {
                    $(Who::$who => &$card),*
                }
            }
        }
    };
}

people! {
    /// Runs Mây Chiều.
    Ha = vietnam::HA,
    /// Sells there.
    Bao = vietnam::BAO,
    /// Follows our orders there.
    Lan = vietnam::LAN,
    /// Plans there.
    Khai = vietnam::KHAI,
    /// Leads linking line 3.
    Mai = vietnam::MAI,
    /// Keeps the machines running.
    Tung = vietnam::TUNG,
    /// Answers for quality.
    Chau = vietnam::CHAU,
    /// Answers for people.
    Truc = vietnam::TRUC,
    /// Owns Yueqiao.
    Shen = china::SHEN,
    /// Follows our orders there.
    LinWei = china::LIN_WEI,
    /// Knitting technician.
    Zhou = china::ZHOU,
    /// Links collars.
    Wu = china::WU,
    /// Interprets.
    HeJing = china::HE_JING,
    /// Runs the dye house.
    Sun = china::SUN,
    /// Runs its laboratory.
    Qian = china::QIAN,
}

impl Who {
    /// When they were written down first.
    pub(crate) fn written(self, calendar: Calendar) -> Instant {
        let card = self.card();
        if card.known { card.place.house().written(calendar) } else { self.met(calendar) }
    }

    /// When they were met.
    fn met(self, calendar: Calendar) -> Instant {
        let (tour, clock) = self.card().met;
        tour.moment(calendar, clock)
    }
}

impl Card {
    /// What a business card says.
    fn introduced(&self, story: &Story<'_>) -> Contact {
        Contact {
            partner: Some(story.house(self.place.house())),
            // Who interprets belongs to no site; the owner is at home in both.
            site: (self.role != Role::Interpreter).then(|| story.place(self.place)),
            name: self.name.into(),
            local_name: self.local_name.into(),
            pronunciation: self.pronunciation.into(),
            role: self.role,
            title: self.title.into(),
            phones: owned(self.phone),
            emails: owned(self.email),
            messengers: self
                .messenger
                .map(|(service, handle)| Messenger { service, handle: handle.into() })
                .into_iter()
                .collect(),
            languages: self.languages.iter().map(|language| String::from(*language)).collect(),
            preferred_channel: self.channel,
            tags: self.tags.iter().map(|tag| String::from(*tag)).collect(),
            met_at: (!self.known).then(|| story.tour(self.met.0)),
            ..Contact::default()
        }
    }

    /// What they said when we met.
    fn told(&self, day: Day) -> Contact {
        let consent = |answer| Consent { answer, day: (answer != ConsentAnswer::NotAsked).then_some(day) };
        let [notes, photo, voice] = self.consents.map(consent);
        Contact {
            obstacles: self.obstacles.into(),
            concerns: self.concerns.into(),
            ideas: self.ideas.into(),
            notes: self.notes.into(),
            consent_notes: notes,
            consent_photo: photo,
            consent_voice: voice,
            ..Contact::default()
        }
    }
}

/// A value as a set of one, or none.
fn owned(value: &str) -> Vec<String> {
    if value.is_empty() { Vec::new() } else { vec![value.into()] }
}

/// Tells of everybody: those known from before at the desk, the others when they were met.
pub(crate) fn tell(story: &mut Story<'_>) {
    let calendar = story.calendar;
    for who in Who::ALL {
        let card = who.card();
        let met = who.met(calendar);
        let mut put: Vec<Field> = card.introduced(story).fields().into_iter().map(Field::from).collect();
        if card.known {
            story.write(who.written(calendar), vec![Write::new(story.who(who), std::mem::take(&mut put))]);
        }
        put.extend(card.told(Day(calendar.working_day(card.met.0.day()))).fields().into_iter().map(Field::from));
        let caption = format!("{}, {}", card.name, card.title);
        let portrait = card.photo.and_then(|scene| story.photo(met, story.who(who), scene, &caption));
        put.extend(portrait.iter().map(|photo| Field::from(ContactField::Photo(Some(photo.id)))));
        let writes = vec![Write::new(story.who(who), put)];
        story.steps.push(Step { at: met, writes, photos: portrait.into_iter().collect() });
    }
}
