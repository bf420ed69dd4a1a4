//! The page's own door to the engine, for what a test has to know or to fill in: the same messages
//! over the same worker that the UI uses. The product has no other way in, and tests get none.

use crate::page::Page;
use floorbook_port::{Answer, Command, CommandId, Failure, Outcome, Query, Reply, Request, ToPage, ToWorker, View};
use serde_json::json;
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// Numbers of tests: the page counts up from 1 and never comes near.
static NUMBER: AtomicU32 = AtomicU32::new(3_000_000_000);

const ASK: &str = "const [number, body, done] = arguments;
    const worker = globalThis.floorbookWorker;
    const hear = (event) => {
        const answer = event.data?.body;
        if (typeof answer !== 'string' || JSON.parse(answer).Reply?.number !== number) return;
        worker.removeEventListener('message', hear);
        done(answer);
    };
    worker.addEventListener('message', hear);
    worker.postMessage({ body, parts: [] });";

/// Asks the engine.
///
/// # Errors
/// Those of the engine.
pub async fn ask(page: &Page, query: Query) -> Result<View, Failure> {
    match send(page, Request::Ask(query)).await {
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
    match send(page, Request::Call { id: CommandId(Uuid::now_v7()), command }).await {
        Outcome::Done(answer) => Ok(answer),
        Outcome::Failed(failure) => Err(failure),
        Outcome::View(view) => panic!("a command was answered with {view:?}"),
    }
}

async fn send(page: &Page, request: Request) -> Outcome {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let body = serde_json::to_string(&ToWorker::Request { number, request }).expect("a request becomes JSON");
    let answer = page.execute_async(ASK, vec![json!(number), json!(body)]).await.expect("the worker answers");
    let answer = answer.as_str().expect("the worker answers in JSON");
    match serde_json::from_str(answer).expect("the worker answers what the port says") {
        ToPage::Reply(Reply { outcome, .. }) => outcome,
        other => panic!("a request was answered with {other:?}"),
    }
}
