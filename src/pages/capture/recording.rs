//! A voice memo while it is recorded: each second goes to the disk as it comes.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use floorbook_domain::{AttachmentField, AttachmentId};
use floorbook_port::{Command, Failure, Part, RecordingId};
use js_sys::Uint8Array;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::Holder;
use crate::{
    engine,
    host::{
        clock,
        media::Denied,
        microphone::{Heard, Microphone},
        page,
        wake::{self, Awake},
    },
    ids,
};

/// How far a recording is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// The microphone is asked for.
    Opening,
    /// It records.
    Recording,
    /// It waits.
    Paused,
    /// The last piece is on its way to the disk.
    Saving,
    /// It is on the disk.
    Saved,
    /// There is no sound to be had.
    Denied(Denied),
    /// The disk did not take it; what came before is there and comes back at the next start.
    Failed(Failure),
}

/// A recording. It outlives the sheet until it is on the disk.
pub struct Recording {
    id: RecordingId,
    holder: Holder,
    microphone: RefCell<Option<Microphone>>,
    stage: ArcRwSignal<Stage>,
    pieces: Cell<u32>,
    under_way: Cell<u32>,
    /// Recorded before the last pause, and when it went on after it.
    before: Cell<i64>,
    since: Cell<Option<i64>>,
    cut_off: Cell<bool>,
    failure: RefCell<Option<Failure>>,
    awake: RefCell<Option<Awake>>,
    ended: Box<dyn Fn(i64, bool)>,
}

impl Recording {
    /// Asks for the microphone, and begins. `ended` is called when it is on the disk, with its length in
    /// milliseconds and whether it was cut off.
    pub fn start(holder: Holder, ended: impl Fn(i64, bool) + 'static) -> Rc<Recording> {
        let recording = Rc::new(Recording {
            id: RecordingId(ids::uuid()),
            holder,
            microphone: RefCell::default(),
            stage: ArcRwSignal::new(Stage::Opening),
            pieces: Cell::default(),
            under_way: Cell::default(),
            before: Cell::default(),
            since: Cell::default(),
            cut_off: Cell::default(),
            failure: RefCell::default(),
            awake: RefCell::default(),
            ended: Box::new(ended),
        });
        let own = recording.clone();
        spawn_local(async move { own.open().await });
        recording
    }

    /// How far it is.
    pub fn stage(&self) -> ArcReadSignal<Stage> {
        self.stage.read_only()
    }

    /// How long it is by now, in milliseconds.
    pub fn millis(&self) -> i64 {
        self.before.get() + self.since.get().map_or(0, |since| clock::now().0 - since)
    }

    /// How loud it is now, 0 to 1.
    pub fn level(&self) -> f64 {
        self.microphone.borrow().as_ref().map_or(0.0, Microphone::level)
    }

    async fn open(self: &Rc<Self>) {
        let microphone = match Microphone::open().await {
            Ok(microphone) => microphone,
            Err(why) => return self.stage.set(Stage::Denied(why)),
        };
        if self.stage.with_untracked(|stage| *stage != Stage::Opening) {
            return; // The sheet was closed meanwhile.
        }
        let fields = vec![
            AttachmentField::Owner(Some(self.holder.id().into())).into(),
            AttachmentField::Mime(microphone.mime()).into(),
            AttachmentField::Taken(Some(clock::now())).into(),
        ];
        let attachment: AttachmentId = ids::new();
        let (recording, tab, writes) = (self.id, engine::tab(), self.holder.writes(None));
        let command = Command::StartRecording { recording, tab, attachment, fields, writes };
        if let Err(failure) = engine::call(command).await {
            return self.stage.set(Stage::Failed(failure));
        }
        if self.stage.with_untracked(|stage| *stage != Stage::Opening) {
            let _ = engine::call(Command::DropRecording(self.id)).await; // Nothing was recorded.
            return;
        }
        let own = self.clone();
        if let Err(why) = microphone.record(move |heard| own.hear(heard)) {
            return self.stage.set(Stage::Denied(why));
        }
        self.microphone.replace(Some(microphone));
        self.since.set(Some(clock::now().0));
        self.stage.set(Stage::Recording);
        self.awake.replace(wake::keep_awake().await);
    }

    fn hear(self: &Rc<Self>, heard: Heard) {
        let own = self.clone();
        match heard {
            Heard::Piece(blob) => {
                let number = self.pieces.get();
                self.pieces.set(number + 1);
                self.under_way.set(self.under_way.get() + 1);
                let duration = u32::try_from(self.millis()).unwrap_or(0);
                spawn_local(async move {
                    if let Err(failure) = own.append(number, &blob, duration).await {
                        own.failure.replace(Some(failure));
                    }
                    own.under_way.set(own.under_way.get() - 1);
                });
            }
            Heard::CutOff => self.cut_off(),
            Heard::Ended => spawn_local(async move { own.finish().await }),
        }
    }

    async fn append(&self, number: u32, blob: &Blob, duration: u32) -> Result<(), Failure> {
        let bytes =
            JsFuture::from(blob.array_buffer()).await.map(|buffer| Uint8Array::new(&buffer)).unwrap_or_default();
        let command = || Command::AppendRecording { recording: self.id, number, piece: Part(0), duration };
        // A gap would spoil what follows it: once more before giving up.
        match engine::call_with(command(), vec![bytes.clone()]).await {
            Ok(_) => Ok(()),
            Err(_) => {
                page::sleep(500).await;
                engine::call_with(command(), vec![bytes]).await.map(drop)
            }
        }
    }

    /// Waits, or goes on.
    pub fn pause(&self, paused: bool) {
        let wanted = if paused { Stage::Recording } else { Stage::Paused };
        if self.stage.with_untracked(|stage| *stage != wanted) {
            return;
        }
        if let Some(microphone) = self.microphone.borrow().as_ref() {
            if paused { microphone.pause() } else { microphone.resume() }
        }
        self.before.set(self.millis());
        self.since.set((!paused).then(|| clock::now().0));
        self.stage.set(if paused { Stage::Paused } else { Stage::Recording });
    }

    /// A call, the lock, or the page being hidden ends it.
    pub fn cut_off(&self) {
        if self.stage.with_untracked(|stage| matches!(stage, Stage::Recording | Stage::Paused)) {
            self.cut_off.set(true);
            self.stop();
        }
    }

    /// Ends it; what was recorded is kept.
    pub fn stop(&self) {
        match self.stage.get_untracked() {
            Stage::Recording | Stage::Paused => {
                self.before.set(self.millis());
                self.since.set(None);
                self.stage.set(Stage::Saving);
                if let Some(microphone) = self.microphone.borrow().as_ref() {
                    microphone.stop();
                }
            }
            Stage::Opening => self.stage.set(Stage::Saved),
            _ => {}
        }
    }

    async fn finish(&self) {
        while self.under_way.get() > 0 {
            page::sleep(20).await;
        }
        let millis = self.millis();
        let duration = u32::try_from(millis).unwrap_or(0);
        let done = engine::call(Command::FinishRecording { recording: self.id, duration }).await;
        self.microphone.replace(None);
        self.awake.replace(None);
        let lost = self.failure.take();
        self.stage.set(match (done, lost) {
            (Ok(answer), None) => {
                self.holder.kept(&answer);
                (self.ended)(millis, self.cut_off.get());
                Stage::Saved
            }
            (Err(failure), _) | (Ok(_), Some(failure)) => Stage::Failed(failure),
        });
    }
}
