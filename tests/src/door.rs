//! The page's own door to the engine, for what a test has to know or to fill in: the same messages
//! over the same worker, or to the same shell, that the UI uses. The product has no other way in, and tests get none.

use crate::page::Page;
use floorbook_port::{Answer, Command, CommandId, Failure, Outcome, Query, Reply, Request, ToPage, ToWorker, View};
use serde_json::json;
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// Numbers of tests: the page counts up from 1 and never comes near.
static NUMBER: AtomicU32 = AtomicU32::new(3_000_000_000);

/// Sends a request, and answers the reply with the milliseconds it took. In the desktop app what the shell tells the page
/// is overheard on its way.
const ASK: &str = "const [number, body, done] = arguments;
    const worker = globalThis.floorbookWorker;
    const start = performance.now();
    const answered = (answer) => {
        if (typeof answer !== 'string' || JSON.parse(answer).Reply?.number !== number) return false;
        done([answer, performance.now() - start]);
        return true;
    };
    if (worker) {
        const hear = (event) => answered(event.data?.body) && worker.removeEventListener('message', hear);
        worker.addEventListener('message', hear);
        worker.postMessage({ body, parts: [] });
    } else {
        const inside = globalThis.__TAURI_INTERNALS__;
        for (const [id, callback] of inside.callbacks) {
            inside.callbacks.set(id, (data) => {
                const message = data?.message;
                if (message instanceof ArrayBuffer && message.byteLength > 4) {
                    const length = new DataView(message).getUint32(0, true);
                    const told = JSON.parse(new TextDecoder().decode(new Uint8Array(message, 4, length)));
                    if (told.Page && answered(JSON.stringify(told.Page))) inside.callbacks.set(id, callback);
                }
                return callback(data);
            });
        }
        const said = new TextEncoder().encode(JSON.stringify({ Worker: JSON.parse(body) }));
        const parcel = new Uint8Array(said.length + 8);
        new DataView(parcel.buffer).setUint32(0, said.length, true);
        parcel.set(said, 4);
        inside.invoke('tell', parcel);
    }";

/// Asks the engine.
///
/// # Errors
/// Those of the engine.
pub async fn ask(page: &Page, query: Query) -> Result<View, Failure> {
    match send(page, Request::Ask(query)).await.0 {
        Outcome::View(view) => Ok(view),
        Outcome::Failed(failure) => Err(failure),
        Outcome::Done(answer) => panic!("a question was answered with {answer:?}"),
    }
}

/// Tells the engine.
///
/// # Errors
/// Those of the engine.
pub async fn call(page: &Page, command: Command) -> Result<Answer, Failure> {
    match send(page, Request::Call { id: CommandId(Uuid::now_v7()), command }).await.0 {
        Outcome::Done(answer) => Ok(answer),
        Outcome::Failed(failure) => Err(failure),
        Outcome::View(view) => panic!("a command was answered with {view:?}"),
    }
}

/// Asks the engine, and says how many milliseconds passed from the page's question to its answer.
///
/// # Panics
/// When the engine fails.
pub async fn timed(page: &Page, query: Query) -> (View, f64) {
    match send(page, Request::Ask(query)).await {
        (Outcome::View(view), millis) => (view, millis),
        (other, _) => panic!("a question was answered with {other:?}"),
    }
}

/// Tells the engine, and says how many milliseconds passed until the page knew that it is on disk.
///
/// # Panics
/// When the engine fails.
pub async fn timed_call(page: &Page, command: Command) -> f64 {
    match send(page, Request::Call { id: CommandId(Uuid::now_v7()), command }).await {
        (Outcome::Done(_), millis) => millis,
        (other, _) => panic!("a command was answered with {other:?}"),
    }
}

async fn send(page: &Page, request: Request) -> (Outcome, f64) {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let body = serde_json::to_string(&ToWorker::Request { number, request }).expect("a request becomes JSON");
    let answer = page.execute_async(ASK, vec![json!(number), json!(body)]).await.expect("the worker answers");
    let text = answer[0].as_str().expect("the worker answers in JSON");
    match serde_json::from_str(text).expect("the worker answers what the port says") {
        ToPage::Reply(Reply { outcome, .. }) => (outcome, answer[1].as_f64().unwrap_or(f64::NAN)),
        other => panic!("a request was answered with {other:?}"),
    }
}
