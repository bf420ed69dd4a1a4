//! The clerk: opens what the page sends and hands each message to whom it concerns, in its order.

use std::sync::mpsc::{Receiver, Sender};

use floorbook_port::{ErrorCode, Failure, FromShell, KeyPlace, ShellDevice, ToPage, ToShell, ToWorker, parcel};

use crate::closing::Closing;
use crate::darkroom::{Darkroom, Film};
use crate::desk::Work;
use crate::hall::Word;
use crate::journal;
use crate::kept::KeptWords;
use crate::opened::Opened;
use crate::out::Out;
use crate::room::Room;
use crate::save::Saver;

/// The clerk.
pub(crate) struct Clerk {
    /// What is kept beside the notebook.
    pub(crate) kept: KeptWords,
    /// The desk.
    pub(crate) desk: Sender<Work>,
    /// The hall.
    pub(crate) hall: Sender<Word>,
    /// The way to the page.
    pub(crate) out: Out,
    /// Where pictures are developed.
    pub(crate) darkroom: Darkroom,
    /// How much room there is; `None` where there is no folder.
    pub(crate) room: Option<Room>,
    /// What writes files where the person wants them.
    pub(crate) saver: Saver,
    /// What opened the app.
    pub(crate) opened: Opened,
    /// What closes the window.
    pub(crate) closing: Closing,
}

impl Clerk {
    /// Opens parcels until there come no more.
    pub(crate) fn run(self, parcels: &Receiver<Vec<u8>>) {
        for bytes in parcels {
            let mut left = bytes.as_slice();
            loop {
                match parcel::unpack(&mut left) {
                    Ok(Some(parcel)) => self.hand_on(&parcel),
                    Ok(None) => break,
                    Err(error) => {
                        journal::note(&format!("what the page said is passed over: {error}"));
                        break;
                    }
                }
            }
        }
    }

    fn hand_on(&self, parcel: &parcel::Parcel<'_>) {
        let message = match serde_json::from_str(parcel.body) {
            Ok(message) => message,
            // The page is of this very build.
            Err(error) => return journal::note(&format!("the page said what this build does not understand: {error}")),
        };
        let parts = || parcel.parts.iter().map(|part| part.to_vec()).collect::<Vec<_>>();
        match message {
            ToShell::Worker(message) => {
                let is_hello = matches!(message, ToWorker::Hello { .. });
                if is_hello {
                    self.out.hello();
                }
                // Without a desk the app ends.
                let _ = self.desk.send(Work::Page(message, parts(), self.out.line()));
                if is_hello {
                    self.opened.page_is_there();
                }
            }
            ToShell::Keep { name, value } => self.kept.keep(name, value),
            ToShell::Develop { number, mime, keep_original } => match parts().pop() {
                Some(bytes) => {
                    let out = self.out.line();
                    let film = Film { number, bytes, mime, keep_original };
                    self.darkroom.take(film, move |message, parts| out.tell(&FromShell::Page(message), &parts));
                }
                None => {
                    let failure = Failure::new(ErrorCode::Malformed, "there is no file beside the message");
                    self.out.tell(&FromShell::Page(ToPage::NotDeveloped { number, failure }), &[]);
                }
            },
            // Without a hall the app ends.
            ToShell::Hall(command) => drop(self.hall.send(Word::Page(command))),
            ToShell::Close => self.closing.close(),
            ToShell::AskDevice { number } => {
                let (out, room, desk) = (self.out.line(), self.room.clone(), self.desk.clone());
                // It may take a moment to look at every file; what is typed does not wait for that.
                let work = move || out.tell(&FromShell::Device { number, device: device(room, &desk) }, &[]);
                if let Err(error) = std::thread::Builder::new().name("floorbook-room".into()).spawn(work) {
                    journal::note(&format!("the room is not looked at: {error}"));
                }
            }
            ToShell::Save { number, name } => {
                let out = self.out.line();
                let bytes = parts().pop().unwrap_or_default();
                self.saver.save(&name, bytes, move |saved| out.tell(&FromShell::Saved { number, saved }, &[]));
            }
        }
    }
}

fn device(room: Option<Room>, desk: &Sender<Work>) -> Result<ShellDevice, Failure> {
    let storage = |detail: String| Failure::new(ErrorCode::Storage, detail);
    let room = room.ok_or_else(|| storage("there is no folder".into()))?;
    let (used, free) = room.look().map_err(|error| storage(error.to_string()))?;
    let (asked, answer) = std::sync::mpsc::channel();
    desk.send(Work::AskKey(asked)).map_err(|error| storage(error.to_string()))?;
    let key = answer.recv().map_err(|error| storage(error.to_string()))??;
    let key = key.unwrap_or(KeyPlace::File);
    Ok(ShellDevice { folder: room.folder(), used, free, key })
}
