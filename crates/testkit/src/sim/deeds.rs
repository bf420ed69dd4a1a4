//! What people do in a run.

use std::collections::BTreeSet;

use floorbook_domain::{
    AttachmentField, AttachmentId, Hash, ObservationField, ObservationId, PartnerField, PartnerId, RecordRef,
    VisitField, VisitId,
};
use floorbook_engine::Entropy;
use floorbook_port::{
    Command, ErrorCode, Failure, NewAttachment, ObservationFilter, PageRequest, Part, Query, Scope, TeamCommand, View,
    Write,
};

use super::{Fact, Run};

impl Run {
    /// Somebody writes something.
    pub(super) fn write(&mut self, at: usize) {
        if !self.nodes[at].inside {
            return;
        }
        self.tick(at);
        let millis = self.nodes[at].replica.now.0.unsigned_abs();
        let ten = self.chance.ten();
        let mut note = None;
        let mut parts = Vec::new();
        let command = match self.chance.below(12) {
            0..5 => {
                let id = ObservationId::new(millis, ten);
                note = Some(RecordRef::from(id));
                let text = format!("note {} of {at}", self.facts.len());
                let mut put = vec![ObservationField::Text(text).into()];
                if let Some(visit) = self.any_visit(at) {
                    put.push(ObservationField::Visit(Some(visit)).into());
                }
                Command::Write(vec![Write::new(id, put)])
            }
            5 | 6 => {
                let Some(id) = self.any_note(at) else { return };
                let text = format!("edited by {at} in step {}", self.trace.len());
                let seen = if self.happens(500) { u64::MAX } else { 1 };
                Command::Write(vec![Write::edit(id, seen, vec![ObservationField::Text(text).into()])])
            }
            7 => {
                // One of three partners, whose city everybody knows better.
                let id = PartnerId::new(1, [u8::try_from(self.chance.below(3)).unwrap_or(0); 10]);
                let city = format!("city {}", self.chance.below(9));
                Command::Write(vec![Write::edit(id, u64::MAX, vec![PartnerField::City(city).into()])])
            }
            8 => {
                let id = VisitId::new(millis, ten);
                Command::Write(vec![Write::new(id, vec![VisitField::Purpose(format!("visit by {at}")).into()])])
            }
            9 => match if self.happens(500) { self.any_visit(at).map(RecordRef::from) } else { None } {
                Some(visit) => {
                    self.deleted.insert(visit);
                    Command::Delete(vec![visit])
                }
                None => {
                    let Some(id) = self.any_note(at) else { return };
                    self.deleted.insert(id.into());
                    Command::Delete(vec![id.into()])
                }
            },
            10 => {
                let Some(id) = self.deleted.iter().nth(self.chance.below(self.deleted.len().max(1))).copied() else {
                    return;
                };
                Command::Restore(vec![id])
            }
            _ => {
                let size = [200, 3_000, 300_000][self.chance.below(3)];
                let mut bytes = vec![0; size];
                self.chance.fill(&mut bytes);
                parts = vec![bytes.clone(), bytes[..100].to_vec()];
                let Some(owner) = self.any_note(at) else { return };
                let fields = vec![
                    AttachmentField::Owner(Some(owner.into())).into(),
                    AttachmentField::Mime("image/jpeg".into()).into(),
                ];
                let id = AttachmentId::new(millis, ten);
                let (content, thumbnail) = (Part(0), Some(Part(1)));
                let attachment = NewAttachment { id, fields, content, thumbnail, original: None };
                Command::Attach { attachments: vec![attachment], writes: Vec::new() }
            }
        };
        self.say(format!("{at} writes {}", short(&command)));
        self.call(at, command, &parts, note);
    }

    /// Tells the engine, and remembers what it acknowledged. The same is sometimes told twice.
    pub(super) fn call(&mut self, at: usize, command: Command, parts: &[Vec<u8>], note: Option<RecordRef>) {
        let before = self.nodes[at].held(self.notebook);
        let id = self.nodes[at].replica.command_id();
        let first = self.nodes[at].replica.call_as(id, command.clone(), parts);
        if self.happens(50) {
            self.crash(at);
        }
        if self.happens(100) {
            let again = self.nodes[at].replica.call_as(id, command, parts);
            if let (Ok(first), Ok(again)) = (&first, &again) {
                assert_eq!(first, again, "a command that is sent again answers the first result");
            }
        }
        match first {
            Ok(_) => self.remember(at, &before, note),
            Err(failure) => self.excuse(at, &failure),
        }
    }

    /// A failure that has a good reason.
    pub(super) fn excuse(&mut self, at: usize, failure: &Failure) {
        let good = match failure.code {
            ErrorCode::ReadOnly | ErrorCode::Refused | ErrorCode::NotFound | ErrorCode::NoNotebook => true,
            ErrorCode::StorageFull => self.nodes[at].full,
            _ => false,
        };
        assert!(good, "{at} fails: {failure:?}");
        self.say(format!("  {at} is refused: {failure:?}"));
    }

    /// Takes note of what a log holds more than before: its author was told that it is saved.
    pub(super) fn remember(&mut self, at: usize, before: &[Hash], note: Option<RecordRef>) {
        let before: BTreeSet<&Hash> = before.iter().collect();
        let after = self.nodes[at].held(self.notebook);
        // Whoever is not let in writes for themselves.
        let Some(device) = self.nodes[at].replica.known_device() else { return };
        for name in after.into_iter().filter(|name| !before.contains(name)) {
            self.facts.entry(name).or_insert(Fact { node: at, device, note });
        }
    }

    fn any_note(&mut self, at: usize) -> Option<ObservationId> {
        let asked = Query::Observations(ObservationFilter::All, PageRequest::first(30));
        let View::Observations(page) = self.nodes[at].replica.ask(&asked) else { return None };
        let which = self.chance.below(page.rows.len().max(1));
        page.rows.get(which).map(|row| row.found.id)
    }

    fn any_visit(&mut self, at: usize) -> Option<VisitId> {
        if self.happens(500) {
            return None;
        }
        let asked = Query::Visits(Scope::All, PageRequest::first(10));
        let View::Visits(page) = self.nodes[at].replica.ask(&asked) else { return None };
        let which = self.chance.below(page.rows.len().max(1));
        page.rows.get(which).map(|row| row.id)
    }

    /// A file goes from one to another.
    pub(super) fn hand_over(&mut self, from: usize) {
        let to = self.chance.below(self.nodes.len());
        if from == to || !self.nodes[from].inside || !self.nodes[to].inside {
            return;
        }
        self.tick(from);
        self.tick(to);
        self.say(format!("{from} hands a file to {to}"));
        let written = self.nodes[from].replica.try_file(TeamCommand::HandOver { visit: None });
        let file = match written {
            Ok(file) => file,
            Err(failure) => return self.excuse(from, &failure),
        };
        let file = if self.happens(200) { file[..self.chance.below(file.len())].to_vec() } else { file };
        for _ in 0..1 + self.chance.below(2) {
            if let Err(failure) = self.nodes[to].replica.take_in(&file, "", "") {
                let is_cut = matches!(failure.code, ErrorCode::Malformed | ErrorCode::WrongSecret);
                if !is_cut {
                    self.excuse(to, &failure);
                }
                if self.happens(300) {
                    self.crash(to);
                }
            }
        }
    }
}

fn short(command: &Command) -> String {
    let text = format!("{command:?}");
    text.chars().take(90).collect()
}
