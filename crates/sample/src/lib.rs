//! The sample notebook: a believable week at two knitwear factories, one in Vietnam, one in China.
//!
//! It promises: 2 partners with 3 sites, 15 people, 4 visits (three finished within the last ten
//! days, one planned for the next working day), 60 observations and their photos, three issues and
//! six promises, always fresh as seen from `now`. The companies, people, orders and figures are invented; the photos are drawn by
//! the code in `photos`. No value is written twice, so a sample never shows two values side by side.
//!
//! It leaves to others: storing anything, and hashing what it drew.

mod calendar;
mod observations;
mod partners;
mod people;
mod photos;
mod shared;
mod story;
mod visits;

use floorbook_domain::{AttachmentId, Field, Instant};
use floorbook_port::Write;

use calendar::Calendar;
use story::Story;

/// Everything the sample notebook holds, as writes in the order in which they happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// What happened, the earliest first.
    pub steps: Vec<Step>,
}

/// What was written at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When it was captured; never after the `now` that the sample was made for.
    pub at: Instant,
    /// The records, new ones and additions. They name only records of this step and of earlier ones.
    pub writes: Vec<Write>,
    /// The photos that came with them.
    pub photos: Vec<SamplePhoto>,
}

/// A photo of the sample with its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct SamplePhoto {
    /// Its id.
    pub id: AttachmentId,
    /// Its fields without size and hashes, which whoever stores it knows.
    pub fields: Vec<Field>,
    /// The picture as JPEG.
    pub content: Vec<u8>,
    /// The small picture for lists as JPEG, its longer side 320 pixels.
    pub thumbnail: Vec<u8>,
}

/// Makes the sample notebook as it looks at `now`. `random` fills a slice with random bytes, for
/// ids; the same moment and the same bytes give the same sample.
pub fn sample(now: Instant, random: &mut dyn FnMut(&mut [u8])) -> Sample {
    let mut story = Story::new(Calendar::at(now), random);
    partners::tell(&mut story);
    people::tell(&mut story);
    visits::tell(&mut story);
    observations::tell(&mut story);
    shared::tell(&mut story);
    let mut steps = story.steps;
    // Stable: what happened in the same minute stays in the order of the calls above.
    steps.sort_by_key(|step| step.at);
    Sample { steps }
}
