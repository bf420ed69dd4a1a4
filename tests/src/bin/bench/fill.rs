//! Filling a notebook through the same door that the UI uses.

use crate::notebook;
use floorbook_domain::{AttachmentField, AttachmentId, Field, Instant, Media, ObservationField};
use floorbook_port::{Command, CommandId, NewAttachment, Part, Request, ToWorker, Write};
use floorbook_tests::{door, page::Page, picture};
use serde_json::json;
use std::time::Instant as Moment;
use uuid::Uuid;

/// Photos that are written at once.
const PHOTOS: usize = 40;

/// Attaches photos: each is the same picture with its number behind its end, so that no two are the same bytes.
const ATTACH: &str = "const [number, body, photo, thumbnail, first, count, done] = arguments;
    const bytes = (text, more) => {
        const bytes = Uint8Array.from([...atob(text), ...`\\n${more}`], (letter) => letter.charCodeAt(0));
        return bytes.buffer;
    };
    const parts = [];
    for (let i = first; i < first + count; i++) parts.push(bytes(photo, i), bytes(thumbnail, i));
    const worker = globalThis.floorbookWorker;
    const hear = (event) => {
        const answer = event.data?.body;
        if (typeof answer !== 'string' || JSON.parse(answer).Reply?.number !== number) return;
        worker.removeEventListener('message', hear);
        done(answer);
    };
    worker.addEventListener('message', hear);
    worker.postMessage({ body, parts });";

/// Tells the engine all of it.
pub async fn tell(page: &Page, what: &str, commands: Vec<Command>) {
    let (start, count) = (Moment::now(), commands.len());
    for (number, command) in commands.into_iter().enumerate() {
        if let Err(failure) = door::call(page, command).await {
            panic!("{what} cannot be written: {failure}");
        }
        if number % 20 == 19 {
            eprintln!("  {what}: {} of {count} batches, {:.0?}", number + 1, start.elapsed());
        }
    }
    eprintln!("  {what}: written in {:.0?}", start.elapsed());
}

/// Gives a visit `count` photos, ten on each note.
pub async fn photos(page: &Page, visit: usize, at: i64, count: usize) {
    let start = Moment::now();
    let (photo, thumbnail) = (picture::jpeg(7, 640, 480), picture::jpeg(7, 160, 120));
    let (photo, thumbnail) = (base64(&photo), base64(&thumbnail));
    for first in (0..count).step_by(PHOTOS) {
        let some = PHOTOS.min(count - first);
        let numbers = first..first + some;
        let command = Command::Attach {
            attachments: numbers.clone().map(|number| attachment(number, first, at)).collect(),
            writes: numbers.clone().step_by(10).map(|number| holder(number / 10, visit, at)).collect(),
        };
        let number = 4_000_000_000 + u32::try_from(first).unwrap_or_default();
        let request = Request::Call { id: CommandId(Uuid::now_v7()), command };
        let body = serde_json::to_string(&ToWorker::Request { number, request }).expect("a request becomes JSON");
        let arguments = vec![json!(number), json!(body), json!(photo), json!(thumbnail), json!(first), json!(some)];
        let answer = page.execute_async(ATTACH, arguments).await.expect("the worker answers");
        assert!(answer.as_str().is_some_and(|answer| answer.contains("Done")), "photos cannot be attached: {answer}");
    }
    eprintln!("  {count} photos: written in {:.0?}", start.elapsed());
}

/// A note that holds ten photos.
pub fn holder(number: usize, visit: usize, at: i64) -> Write {
    let fields: Vec<Field> = vec![
        ObservationField::Visit(Some(notebook::visit(visit))).into(),
        ObservationField::Text(format!("Ten photos, number {number}")).into(),
        ObservationField::When(Instant(at + number as i64 * 1_000)).into(),
    ];
    Write::new(notebook::holder(number), fields)
}

/// A photo of the size that those have; its bytes stand in the parts behind those of the ones from `first` on.
pub fn attachment(number: usize, first: usize, at: i64) -> NewAttachment {
    let fields: Vec<Field> = vec![
        AttachmentField::Owner(Some(notebook::holder(number / 10).into())).into(),
        AttachmentField::Media(Media::Photo).into(),
        AttachmentField::Mime("image/jpeg".into()).into(),
        AttachmentField::Width(640).into(),
        AttachmentField::Height(480).into(),
        AttachmentField::Taken(Some(Instant(at + number as i64 * 100))).into(),
    ];
    let part = (number - first) * 2;
    NewAttachment {
        id: AttachmentId::new(u64::try_from(at).unwrap_or_default(), notebook::ten(number)),
        fields,
        content: Part(part),
        thumbnail: Some(Part(part + 1)),
        original: None,
    }
}

/// Bytes as text.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * i) & 63) as usize];
            text.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_base64() {
        assert_eq!([base64(b"abc"), base64(b"ab"), base64(b"a"), base64(b"")], ["YWJj", "YWI=", "YQ==", ""]);
    }
}
