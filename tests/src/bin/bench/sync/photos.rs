//! Photos: from the device that took them to the hub, and from there to another.

use super::pair::{AT_HUB, Pair, join, telling};
use crate::figures::Figures;
use crate::fill::{self, base64};
use crate::notebook;
use floorbook_domain::RecordRef;
use floorbook_port::Command;
use floorbook_tests::{door, page::Page, picture, world::World};
use serde_json::json;

/// Unless fewer are told.
pub const USUAL: usize = 200;
const SIZE: usize = 500_000;
/// Photos that are written at once: those that one note holds.
const AT_ONCE: usize = 10;
const AT: i64 = 1_710_000_000_000;
const GROUP: &str = "Photos of 500 KB";

/// Attaches photos of `size` bytes: behind a picture's end stand random bytes, which nothing can make smaller.
const ATTACH: &str = "const [request, photo, thumbnail, count, size, done] = arguments;
    const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const parts = [];
    for (let i = 0; i < count; i++) {
        const whole = new Uint8Array(size);
        for (let at = 0; at < size; at += 65536) crypto.getRandomValues(whole.subarray(at, at + 65536));
        whole.set(bytes(photo));
        const small = new Uint8Array([...bytes(thumbnail), ...whole.subarray(-16)]);
        parts.push(whole.buffer, small.buffer);
    }
    bench.send(request, parts).then(({ outcome }) => done(outcome));";

/// Sends them, and lets an empty device fetch them.
pub async fn measure(world: &World, count: usize, figures: &mut Figures) {
    let pair = Pair::begin(world, None).await;
    let writer = &pair.writer.page;
    door::call(writer, notebook::looked_at()).await.expect("a visit can be written");
    attach(writer, count).await;
    let megabytes = (count * SIZE) as f64 / 1e6;
    let mut add = |what: &str, millis: f64| {
        figures.add(GROUP, format!("{count}, {what}"), millis / 1000.0, "s");
        figures.add(GROUP, format!("{count}, {what}, a second"), megabytes / (millis / 1000.0), "MB");
    };
    add("from the writer to the hub", pair.push().await.done);
    let link = pair.invite().await;
    let device = pair.newcomer(world, notebook::LOOKED_AT, None).await;
    let photos = format!(
        "const sync = await bench.ask('Sync');
        if (sync.view.Sync.missing_photos > 0) return null;
        let [count, after] = [0, null];
        do {{
            const query = {{ Attachments: [{}, {{ after, limit: 500 }}] }};
            const {{ rows, next }} = (await bench.ask(query)).view.Attachments;
            count += rows.filter((row) => row.here).length;
            after = next;
        }} while (after !== null);
        return count === {count} ? sync.at : null;",
        json!(RecordRef::from(notebook::visit(notebook::LOOKED_AT))),
    );
    add("from the hub to an empty device", join(&device, &link, &photos, &[]).await.done);
    device.browser.quit().await;
    // That it arrived says that it was at the hub; whether the writer says so too is seen at its end.
    let quiet = format!("const done = arguments[0]; (async () => {{ {AT_HUB} }})().then(done);");
    let quiet = writer.execute_async(&quiet, vec![]).await.expect("the worker answers");
    assert!(quiet.is_f64() || quiet.is_i64(), "the writer still has something to send");
    pair.writer.browser.quit().await;
}

async fn attach(page: &Page, count: usize) {
    let (photo, thumbnail) = (base64(&picture::jpeg(7, 640, 480)), base64(&picture::jpeg(7, 160, 120)));
    for first in (0..count).step_by(AT_ONCE) {
        let some = AT_ONCE.min(count - first);
        let command = Command::Attach {
            attachments: (first..first + some).map(|number| fill::attachment(number, first, AT)).collect(),
            writes: vec![fill::holder(first / AT_ONCE, notebook::LOOKED_AT, AT)],
        };
        let arguments = vec![telling(command), json!(photo), json!(thumbnail), json!(some), json!(SIZE)];
        let outcome = page.execute_async(ATTACH, arguments).await.expect("the worker answers");
        assert!(!outcome["Done"].is_null(), "photos cannot be attached: {outcome}");
    }
}
