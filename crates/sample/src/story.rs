//! The sample while it is being told: its ids, its calendar, and the steps so far.

use floorbook_domain::{
    AttachmentField, AttachmentId, ContactId, Field, Instant, Media, ObservationId, PartnerId, RecordRef, SiteId,
    VisitId,
};
use floorbook_port::Write;

use crate::{
    SamplePhoto, Step,
    calendar::Calendar,
    partners::{House, Place},
    people::Who,
    photos::Scene,
    visits::Tour,
};

/// Collects the steps.
pub(crate) struct Story<'a> {
    pub(crate) calendar: Calendar,
    random: &'a mut dyn FnMut(&mut [u8]),
    houses: Vec<PartnerId>,
    places: Vec<SiteId>,
    people: Vec<ContactId>,
    tours: Vec<VisitId>,
    pub(crate) steps: Vec<Step>,
}

impl<'a> Story<'a> {
    /// A story without steps; everyone and everything in it has an id already, so that it can be named.
    pub(crate) fn new(calendar: Calendar, random: &'a mut dyn FnMut(&mut [u8])) -> Story<'a> {
        let (houses, places, people, tours) = Default::default();
        let mut story = Story { calendar, random, houses, places, people, tours, steps: Vec::new() };
        for house in House::ALL {
            let (millis, random) = story.seed(house.written(calendar));
            story.houses.push(PartnerId::new(millis, random));
        }
        for place in Place::ALL {
            let (millis, random) = story.seed(place.house().written(calendar));
            story.places.push(SiteId::new(millis, random));
        }
        for who in Who::ALL {
            let (millis, random) = story.seed(who.written(calendar));
            story.people.push(ContactId::new(millis, random));
        }
        for tour in Tour::ALL {
            let (millis, random) = story.seed(tour.written(calendar));
            story.tours.push(VisitId::new(millis, random));
        }
        story
    }

    /// What an id made at `at` is made of.
    pub(crate) fn seed(&mut self, at: Instant) -> (u64, [u8; 10]) {
        let mut random = [0; 10];
        (self.random)(&mut random);
        (u64::try_from(at.0).unwrap_or_default(), random)
    }

    /// The partner's id.
    pub(crate) fn house(&self, house: House) -> PartnerId {
        self.houses[house as usize]
    }

    /// The site's id.
    pub(crate) fn place(&self, place: Place) -> SiteId {
        self.places[place as usize]
    }

    /// The person's id.
    pub(crate) fn who(&self, who: Who) -> ContactId {
        self.people[who as usize]
    }

    /// The visit's id.
    pub(crate) fn tour(&self, tour: Tour) -> VisitId {
        self.tours[tour as usize]
    }

    /// A new id for a remark made at `at`.
    pub(crate) fn remark(&mut self, at: Instant) -> ObservationId {
        let (millis, random) = self.seed(at);
        ObservationId::new(millis, random)
    }

    /// A photo of `scene`, taken at `at`. Always there: drawing cannot fail for sizes that fit a JPEG.
    pub(crate) fn photo(
        &mut self,
        at: Instant,
        owner: impl Into<RecordRef>,
        scene: Scene,
        caption: &str,
    ) -> Option<SamplePhoto> {
        let (millis, random) = self.seed(at);
        let picture = scene.draw().ok()?;
        let fields = [
            AttachmentField::Owner(Some(owner.into())),
            AttachmentField::Media(Media::Photo),
            AttachmentField::Caption(caption.to_owned()),
            AttachmentField::Taken(Some(at)),
            AttachmentField::Mime("image/jpeg".to_owned()),
            AttachmentField::Width(picture.width),
            AttachmentField::Height(picture.height),
        ];
        let fields = fields.into_iter().map(Field::from).collect();
        let id = AttachmentId::new(millis, random);
        Some(SamplePhoto { id, fields, content: picture.content, thumbnail: picture.thumbnail })
    }

    /// Something written at `at`.
    pub(crate) fn write(&mut self, at: Instant, writes: Vec<Write>) {
        self.steps.push(Step { at, writes, photos: Vec::new() });
    }
}
