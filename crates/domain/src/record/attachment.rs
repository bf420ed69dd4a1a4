//! A photo, voice memo or file.

use super::{LONGEST_LINE, Record};
use crate::{
    Hash, Instant, Position, Problem, RecordRef,
    field::{record, words},
};

words! {
    /// What an attachment is.
    Media:
    /// Anything else.
    #[default] 0 File,
    /// A picture.
    1 Photo,
    /// A recording.
    2 Voice,
}

record! {
    /// A photo, voice memo or file. Its bytes lie apart, named by their hash.
    Attachment, AttachmentField:
    /// The record it belongs to.
    1 one owner Owner: Option<RecordRef>;
    /// What it is.
    2 one media Media: Media;
    /// What it shows, in words.
    3 one caption Caption: String;
    /// Bytes of the content.
    4 one size Size: u64;
    /// Names the content.
    5 one hash Hash: Option<Hash>;
    /// When it was taken; by the clock of the camera where that is known.
    6 one taken Taken: Option<Instant>;
    /// Media type, such as `image/jpeg`.
    7 one mime Mime: String;
    /// The name of the file it came from; empty for what was taken in the app.
    8 one name Name: String;
    /// Width in pixels, of a picture.
    9 one width Width: u32;
    /// Height in pixels, of a picture.
    10 one height Height: u32;
    /// Length in milliseconds, of a recording.
    11 one duration Duration: u32;
    /// Names the original, where it is kept beside a reduced picture.
    12 one original Original: Option<Hash>;
    /// Names the small picture for lists.
    13 one thumbnail Thumbnail: Option<Hash>;
    /// Where it was taken, if that was allowed.
    14 one position Position: Option<Position>;
}

impl Record for Attachment {
    fn parent(&self) -> Option<RecordRef> {
        self.owner
    }

    fn title(&self) -> String {
        if self.caption.is_empty() { self.name.clone() } else { self.caption.clone() }
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.name]
    }

    fn prose(&self) -> Vec<&str> {
        vec![&self.caption]
    }

    fn moment(&self) -> Option<Instant> {
        self.taken
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        self.owner.map(|owner| (1, owner)).into_iter().collect()
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.caption.len() > LONGEST_LINE || self.name.len() > LONGEST_LINE {
            problems.push(Problem::TooLong);
        }
        if self.position.is_some_and(|position| !position.is_valid()) {
            problems.push(Problem::PositionOutOfRange);
        }
        problems
    }
}
