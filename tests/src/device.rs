//! A device without a screen: the engine as every host has it, with a network that is the real one.

use std::io::Read;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use floorbook_domain::{Hash, Instant, NotebookId};
use floorbook_engine::{Answered, Exchange, Next, Surroundings};
use floorbook_port::{Answer, Command, Query, SyncStatus, SyncView, TeamCommand, TeamView, View};
use floorbook_testkit::Replica;

/// A device.
pub struct Device {
    /// Its engine.
    pub replica: Replica,
    agent: ureq::Agent,
}

/// The time by this machine's clock.
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    Instant(i64::try_from(since.as_millis()).expect("a time that fits"))
}

impl Device {
    /// A new one; its randomness is named by `seed`.
    pub fn new(seed: u64) -> Device {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        let mut replica = Replica::new(seed);
        replica.now = now();
        Device { replica, agent: config.into() }
    }

    /// Does something about syncing or the team.
    pub fn team(&mut self, command: TeamCommand) -> Answer {
        self.team_with(command, &[])
    }

    /// The same, with buffers.
    pub fn team_with(&mut self, command: TeamCommand, parts: &[Vec<u8>]) -> Answer {
        self.replica.now = now();
        let id = self.replica.command_id();
        self.replica.call_as(id, Command::Team(command), parts).expect("the command is taken")
    }

    /// Sends what is to be sent and takes in what comes, until nothing is to be done now.
    pub fn sync(&mut self) {
        while self.step() {}
    }

    /// One request with its answer; `false` if there is none to be sent now.
    pub fn step(&mut self) -> bool {
        let around = Surroundings { online: true, metered: Some(false) };
        match self.replica.engine().sync_next(now(), around).expect("the machine says what is next") {
            Next::Send(exchange) => {
                let answered = self.exchange(&exchange);
                self.replica.engine().sync_reply(now(), exchange.number, answered).expect("the answer is taken in");
                true
            }
            Next::Wait(_) => false,
        }
    }

    fn exchange(&self, exchange: &Exchange) -> Answered {
        let mut request = ureq::http::Request::builder().method(exchange.method).uri(&exchange.url);
        for (name, value) in &exchange.headers {
            request = request.header(*name, value);
        }
        let request = request.body(exchange.body.clone()).expect("a request");
        let Ok(mut response) = self.agent.run(request) else { return Answered::Nothing };
        let status = response.status().as_u16();
        let mut body = Vec::new();
        let read = response.body_mut().as_reader().read_to_end(&mut body);
        if std::env::var_os("FLOORBOOK_TRACE").is_some() {
            println!(
                "{} {} {} -> {status} {:?} {:?}",
                exchange.number,
                exchange.method,
                exchange.url,
                floorbook_wire::read::<floorbook_wire::Refusal>(&body).ok(),
                floorbook_wire::read::<floorbook_wire::Pushed>(&body).ok()
            );
        }
        match read {
            Ok(_) => Answered::Reply { status, body },
            Err(_) => Answered::Nothing,
        }
    }

    /// What the pill says.
    pub fn status(&mut self) -> SyncStatus {
        self.sync_view().status
    }

    /// What lies behind the pill.
    pub fn sync_view(&mut self) -> SyncView {
        match self.replica.ask(&Query::Sync) {
            View::Sync(view) => view,
            other => panic!("not how it stands: {other:?}"),
        }
    }

    /// Who belongs to the open notebook.
    pub fn team_view(&mut self) -> TeamView {
        match self.replica.ask(&Query::Team) {
            View::Team(view) => view,
            other => panic!("not the team: {other:?}"),
        }
    }

    /// The digest of the open notebook.
    pub fn digest(&mut self) -> Hash {
        let notebook: NotebookId = self.team_view().notebook;
        self.replica.engine().digest(notebook).expect("its digest")
    }
}
