//! Two devices of two people, each a browser with a profile of its own, and the hub between them.

use crate::{begin, notebook};
use floorbook_port::{Answer, Command, CommandId, Query, Request, Role, TeamCommand, View};
use floorbook_tests::browser::{Browser, Launch, Size};
use floorbook_tests::hub::Hub;
use floorbook_tests::page::Page;
use floorbook_tests::world::World;
use floorbook_tests::{door, wait};
use serde_json::{Value, json};
use std::rc::Rc;
use std::time::{Duration, Instant};
use uuid::Uuid;

const INSTALL: &str = include_str!("bench.js");
/// Commands that are told one after the other within one script, which may take half a minute.
const TOLD_AT_ONCE: usize = 200;
const TELL: &str = "const [requests, done] = arguments;
    (async () => {
        for (const request of requests) {
            const { outcome } = await bench.send(request);
            if (!outcome.Done) return done(outcome);
        }
        done(null);
    })();";
/// The first notes that are waited for on the screen.
pub const FIRST: usize = 50;
/// How long is waited for a measurement, and how long between two looks: they cost what is measured time.
const PATIENCE: Duration = Duration::from_secs(1200);
const PAUSE: Duration = Duration::from_millis(200);

/// Everything is at the hub, as the engine says when it is asked.
pub const AT_HUB: &str = "const { view, at } = await bench.ask('Sync');
    return bench.isQuiet(view.Sync.status) ? at : null;";

/// How a measurement ended, in milliseconds since its command.
pub struct Run {
    /// When it was done.
    pub done: f64,
    /// When the first rows were on the screen, if that was watched.
    pub shown: Option<f64>,
}

/// A device.
pub struct Device {
    /// Its browser.
    pub browser: Rc<Browser>,
    /// The app in it.
    pub page: Page,
}

/// The hub, the devices that write and read, and the address by which both know the hub.
pub struct Pair {
    _hub: Hub,
    /// The address of the app.
    pub origin: String,
    /// Who writes first.
    pub writer: Device,
}

fn launch() -> Launch {
    Launch::on(Size::Phone)
}

/// A request that tells the engine something, as JSON.
pub fn telling(command: Command) -> Value {
    json!(Request::Call { id: CommandId(Uuid::now_v7()), command })
}

impl Pair {
    /// An empty hub that nobody has connected to, and a notebook without notes.
    pub async fn begin(world: &World, way: Option<&dyn Fn(u16) -> u16>) -> Pair {
        let folder = tempfile::Builder::new().prefix("hub-").tempdir_in(world.folder()).expect("a folder");
        let hub = Hub::keeping(&folder.keep());
        let port = way.map_or(hub.port, |way| way(hub.port));
        let origin = format!("http://127.0.0.1:{port}");
        let browser = world.browser(launch()).await;
        let page = begin(&browser, &origin).await;
        install(&page).await;
        Pair { _hub: hub, origin, writer: Device { browser, page } }
    }

    /// Connects the writer's notebook to the hub, and answers when everything is there.
    pub async fn push(&self) -> Run {
        let connect = TeamCommand::Connect { hub: self.origin.clone(), token: String::new() };
        run(&self.writer.page, Command::Team(connect), AT_HUB, &[]).await
    }

    /// A link by which others join.
    pub async fn invite(&self) -> String {
        let invite = Command::Team(TeamCommand::Invite { role: Role::Editor, days: 7, uses: 100 });
        let link = match door::call(&self.writer.page, invite).await {
            Ok(Answer::Link(link)) => link,
            other => panic!("nobody can be invited: {other:?}"),
        };
        wait::until("the hub has the invitation", async || match door::ask(&self.writer.page, Query::Team).await {
            Ok(View::Team(team)) => team.invitations.iter().all(|invitation| invitation.at_hub),
            other => panic!("the team cannot be read: {other:?}"),
        })
        .await;
        link
    }

    /// An empty device that has the app, at the page that shows this visit once it is there.
    pub async fn newcomer(&self, world: &World, visit: usize, way: Option<u16>) -> Device {
        let launch = match way {
            // The same address, and so the same origin and hub, over another way.
            Some(way) => launch().with(format!("--host-resolver-rules=MAP 127.0.0.1 127.0.0.1:{way}")),
            None => launch(),
        };
        let browser = world.browser(launch).await;
        let page = browser.page();
        page.open(&self.visit(visit)).await;
        page.field("Your name").shows().await;
        page.starts_offline().await;
        install(&page).await;
        Device { browser, page }
    }

    /// The address of a visit.
    pub fn visit(&self, number: usize) -> String {
        format!("{}/visits/{}", self.origin, notebook::visit(number))
    }
}

/// Lets a device join, and answers when `is_there` says so there, and when fifty of `titles` were shown.
pub async fn join(device: &Device, link: &str, is_there: &str, titles: &[String]) -> Run {
    let (link, name, device_name) = (link.to_owned(), "Newcomer".to_owned(), "Second".to_owned());
    let join = TeamCommand::Join { link, name, device: device_name, bring: None };
    run(&device.page, Command::Team(join), is_there, titles).await
}

/// Gives a page the tools of the measurements.
pub async fn install(page: &Page) {
    page.execute(INSTALL, vec![]).await.expect("the tools of the measurements are there");
}

/// Tells the engine all of it, one after the other, each a change of its own.
pub async fn tell(page: &Page, what: &str, commands: Vec<Command>) {
    let (start, count) = (Instant::now(), commands.len());
    let requests: Vec<Value> = commands.into_iter().map(telling).collect();
    for some in requests.chunks(TOLD_AT_ONCE) {
        let failed = page.execute_async(TELL, vec![json!(some)]).await.expect("the worker answers");
        assert!(failed.is_null(), "{what} cannot be written: {failed}");
    }
    eprintln!("  {what}: {count} changes written in {:.0?}", start.elapsed());
}

async fn run(page: &Page, command: Command, is_there: &str, titles: &[String]) -> Run {
    let script = format!("bench.run(arguments[0], async () => {{ {is_there} }}, arguments[1], arguments[2]);");
    page.execute(&script, vec![telling(command), json!(titles), json!(FIRST)]).await.expect("the measurement begins");
    let wants = !titles.is_empty();
    let mut last = Value::Null;
    let ended = wait::within(PATIENCE, async || {
        tokio::time::sleep(PAUSE).await;
        last = page.execute("return bench.last", vec![]).await.expect("the page is there");
        assert!(last["failure"].is_null(), "the measurement failed: {last}");
        let done = last["done"].as_f64()?;
        let shown = last["shown"].as_f64();
        (shown.is_some() || !wants).then_some(Run { done, shown })
    });
    match ended.await {
        Some(run) => run,
        None => panic!("it never came to its end: {last}; the page says: {}", page.text().await),
    }
}
