//! The page's own door to the engine, for what a test has to know or to fill in: the same messages
//! over the same worker that the UI uses. The product has no other way in, and tests get none.

use crate::page::Page;
use floorbook_port::{Answer, Command, CommandId, Failure, Outcome, Query, Reply, Request, ToPage, ToWorker, View};
use serde_json::json;
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// Numbers of tests: the page counts up from 1 and never comes near.
static NUMBER: AtomicU32 = AtomicU32::new(3_000_000_000);

/// Sends a request, and answers the reply with the milliseconds it took.
const ASK: &str = "const [number, body, done] = arguments;
    const worker = globalThis.floorbookWorker;
    const hear = (event) => {
        const millis = performance.now() - start;
        const answer = event.data?.body;
        if (typeof answer !== 'string' || JSON.parse(answer).Reply?.number !== number) return;
        worker.removeEventListener('message', hear);
        done([answer, millis]);
    };
    worker.addEventListener('message', hear);
    const start = performance.now();
    worker.postMessage({ body, parts: [] });";

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
