//! What people do with their team, in one call each.

use floorbook_domain::{DeviceId, MemberId, NotebookId};
use floorbook_port::{Answer, Command, Failure, Part, Query, Role, SyncView, TakenIn, TeamCommand, TeamView, View};

use crate::Replica;

impl Replica {
    /// Does something about syncing or the team.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn team(&mut self, command: TeamCommand) -> Result<Answer, Failure> {
        self.call(Command::Team(command))
    }

    /// Connects the open notebook to a hub.
    ///
    /// # Panics
    /// When the engine refuses.
    pub fn connect(&mut self, hub: &str) {
        self.team(TeamCommand::Connect { hub: hub.to_owned(), token: String::new() }).expect("it connects");
    }

    /// Invites somebody; answers the link.
    ///
    /// # Panics
    /// When the engine refuses.
    pub fn invite(&mut self, role: Role) -> String {
        link(self.team(TeamCommand::Invite { role, days: 7, uses: 5 }))
    }

    /// Invites another device of one's own; answers the link.
    ///
    /// # Panics
    /// When the engine refuses.
    pub fn invite_device(&mut self) -> String {
        link(self.team(TeamCommand::InviteDevice))
    }

    /// Joins by a link.
    ///
    /// # Panics
    /// When the engine refuses.
    pub fn join_by(&mut self, link: &str, name: &str, bring: Option<NotebookId>) {
        let (link, name, device) = (link.to_owned(), name.to_owned(), format!("{name}'s phone"));
        self.team(TeamCommand::Join { link, name, device, bring }).expect("it begins to join");
    }

    /// How it stands.
    ///
    /// # Panics
    /// When the engine fails.
    pub fn sync_view(&mut self) -> SyncView {
        match self.ask(&Query::Sync) {
            View::Sync(view) => view,
            other => panic!("it says how it stands, not {other:?}"),
        }
    }

    /// Who belongs to the open notebook.
    ///
    /// # Panics
    /// When the engine fails.
    pub fn team_view(&mut self) -> TeamView {
        match self.ask(&Query::Team) {
            View::Team(view) => view,
            other => panic!("it says who belongs, not {other:?}"),
        }
    }

    /// Who one is in the open notebook.
    ///
    /// # Panics
    /// When one is nobody there.
    pub fn me(&mut self) -> MemberId {
        self.team_view().members.into_iter().find(|member| member.me).expect("one is somebody").id
    }

    /// As which device one writes to the open notebook.
    ///
    /// # Panics
    /// When one has none there.
    pub fn device(&mut self) -> DeviceId {
        self.known_device().expect("one has a device")
    }

    /// The same; `None` where the membership does not know it.
    ///
    /// # Panics
    /// When the engine fails.
    pub fn known_device(&mut self) -> Option<DeviceId> {
        let devices = self.team_view().members.into_iter().flat_map(|member| member.devices);
        devices.into_iter().find(|device| device.this).map(|device| device.id)
    }

    /// The file that was written last, whole.
    ///
    /// # Panics
    /// When the engine fails.
    pub fn file(&mut self, command: TeamCommand) -> Vec<u8> {
        self.try_file(command).expect("a file is written")
    }

    /// The same, where it may be refused.
    ///
    /// # Errors
    /// Those of the engine.
    ///
    /// # Panics
    /// When the engine fails to hand it out.
    pub fn try_file(&mut self, command: TeamCommand) -> Result<Vec<u8>, Failure> {
        let Answer::File { parts, .. } = self.team(command)? else { panic!("a file is answered") };
        let now = self.now;
        let part = |number| self.engine().ask(now, &Query::FilePart(number)).expect("a part").1.remove(0);
        Ok((0..parts).flat_map(part).collect())
    }

    /// Takes a file in.
    ///
    /// # Errors
    /// Those of the engine.
    pub fn take_in(&mut self, file: &[u8], secret: &str, name: &str) -> Result<TakenIn, Failure> {
        let (secret, name, device) = (secret.to_owned(), name.to_owned(), format!("{name}'s phone"));
        let command = TeamCommand::TakeIn { file: Part(0), secret, name, device };
        let id = self.command_id();
        match self.call_as(id, Command::Team(command), &[file.to_vec()])? {
            Answer::TakenIn(taken) => Ok(taken),
            other => panic!("it says what came, not {other:?}"),
        }
    }
}

fn link(answer: Result<Answer, Failure>) -> String {
    match answer.expect("it invites") {
        Answer::Link(link) => link,
        other => panic!("a link is answered, not {other:?}"),
    }
}
