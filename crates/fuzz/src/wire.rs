//! The messages between a replica and a hub.

use floorbook_wire::{
    Found, Heads, Lacking, Names, News, Notice, Pulled, Push, Pushed, Records, RecordsHeld, Refusal, read,
    signed::Signed, write,
};
use minicbor::{Decode, Encode};

/// Every message: what can be read is read again from what is written of it.
pub fn messages(input: &[u8]) {
    message::<Found>(input);
    message::<Records>(input);
    message::<RecordsHeld>(input);
    message::<Push>(input);
    message::<Pushed>(input);
    message::<Heads>(input);
    message::<Pulled>(input);
    message::<Names>(input);
    message::<Lacking>(input);
    let _refusal = read::<Refusal>(input);
}

fn message<'b, T: Decode<'b, ()> + Encode<()> + for<'a> Again<'a>>(input: &'b [u8]) {
    if let Ok(message) = read::<T>(input) {
        let written = write(&message);
        assert!(T::reads(&written, &written), "what is written can be read, and is written the same");
    }
}

/// A message that can be read from bytes of any life.
trait Again<'a> {
    fn reads(bytes: &'a [u8], expected: &[u8]) -> bool;
}

impl<'a, T: Decode<'a, ()> + Encode<()>> Again<'a> for T {
    fn reads(bytes: &'a [u8], expected: &[u8]) -> bool {
        read::<T>(bytes).is_ok_and(|message| write(&message) == expected)
    }
}

/// What travels as text: the signature of a request, a notice, and what it carries.
pub fn texts(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Some(signed) = Signed::parse(&text) {
        assert_eq!(Signed::parse(&signed.header()), Some(signed));
    }
    if let Some(notice) = Notice::parse(&text) {
        assert_eq!(Notice::parse(&notice.text()), Some(notice));
    }
    let news = News::parse(&text);
    assert_eq!(news.as_ref().map(|news| news.notice), Notice::parse(&text));
    if let Some(news) = news {
        assert_eq!(News::parse(&news.text()), Some(news));
    }
}
