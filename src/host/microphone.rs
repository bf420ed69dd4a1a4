//! The microphone: sound that is handed over piece by piece while it is recorded.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AnalyserNode, AudioContext, Blob, BlobEvent, MediaRecorder, MediaRecorderOptions, MediaStream, RecordingState,
};

use super::media::{self, Denied, Listener, object};

/// How long a piece is, in milliseconds: what a crash can cost.
const PIECE_MS: i32 = 1_000;

/// The formats that are tried, best first.
const FORMATS: [&str; 4] = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];

/// What a microphone tells while it records.
#[derive(Clone, Debug)]
pub enum Heard {
    /// A piece of the recording, in order.
    Piece(Blob),
    /// A call or the system took the microphone away.
    CutOff,
    /// All pieces are there: nothing more comes.
    Ended,
}

/// An open microphone. It is let go when this is dropped.
pub struct Microphone {
    stream: MediaStream,
    recorder: MediaRecorder,
    meter: Option<Meter>,
    listeners: RefCell<Vec<Listener>>,
}

struct Meter {
    context: AudioContext,
    analyser: AnalyserNode,
}

impl Microphone {
    /// Opens the microphone.
    ///
    /// # Errors
    /// Why there is no sound.
    pub async fn open() -> Result<Microphone, Denied> {
        if super::page::global("MediaRecorder").is_none() {
            return Err(Denied::Unsupported);
        }
        // WebKitGTK without the plugins that it records with gives a recorder that never says anything.
        let known = FORMATS.into_iter().find(|format| MediaRecorder::is_type_supported(format));
        let format = known.ok_or(Denied::Unsupported)?;
        let stream = media::open(&object([("audio", true.into())])).await?;
        let options = MediaRecorderOptions::new();
        options.set_mime_type(format);
        options.set_audio_bits_per_second(48_000);
        let recorder = MediaRecorder::new_with_media_stream_and_media_recorder_options(&stream, &options);
        let recorder = recorder.map_err(|_| {
            media::stop(&stream);
            Denied::Unsupported
        })?;
        let meter = meter(&stream);
        Ok(Microphone { stream, recorder, meter, listeners: RefCell::default() })
    }

    /// The media type of what it records, without its details.
    pub fn mime(&self) -> String {
        let mime = self.recorder.mime_type();
        let plain = mime.split(';').next().unwrap_or_default();
        if plain.is_empty() { "audio/webm".to_owned() } else { plain.to_owned() }
    }

    /// Begins to record.
    ///
    /// # Errors
    /// `Busy` where the recorder does not start.
    pub fn record(&self, heard: impl Fn(Heard) + 'static) -> Result<(), Denied> {
        let heard = Rc::new(heard);
        let piece = {
            let heard = heard.clone();
            media::listener(move |event| {
                let data = event.unchecked_into::<BlobEvent>().data();
                if let Some(blob) = data.filter(|blob| blob.size() > 0.0) {
                    heard(Heard::Piece(blob));
                }
            })
        };
        let ended = {
            let heard = heard.clone();
            media::listener(move |_| heard(Heard::Ended))
        };
        let cut = media::listener(move |_: JsValue| heard(Heard::CutOff));
        self.recorder.set_ondataavailable(Some(piece.as_ref().unchecked_ref()));
        self.recorder.set_onstop(Some(ended.as_ref().unchecked_ref()));
        self.recorder.set_onerror(Some(cut.as_ref().unchecked_ref()));
        for track in media::tracks(&self.stream) {
            track.set_onended(Some(cut.as_ref().unchecked_ref()));
            track.set_onmute(Some(cut.as_ref().unchecked_ref()));
        }
        self.listeners.borrow_mut().extend([piece, ended, cut]);
        self.recorder.start_with_time_slice(PIECE_MS).map_err(|_| Denied::Busy)
    }

    /// Stops for a while.
    pub fn pause(&self) {
        let _ = self.recorder.pause(); // Fails only where it does not record.
    }

    /// Goes on.
    pub fn resume(&self) {
        let _ = self.recorder.resume(); // Fails only where it is not paused.
    }

    /// Ends the recording; the last piece and `Ended` still come.
    pub fn stop(&self) {
        if self.recorder.state() != RecordingState::Inactive {
            let _ = self.recorder.stop();
        }
    }

    /// How loud it is now, 0 to 1.
    pub fn level(&self) -> f64 {
        let Some(meter) = &self.meter else { return 0.0 };
        let mut wave = [0_u8; 512];
        meter.analyser.get_byte_time_domain_data(&mut wave);
        let loudest = wave.iter().map(|at| at.abs_diff(128)).max().unwrap_or(0);
        (f64::from(loudest) / 128.0).min(1.0)
    }
}

impl Drop for Microphone {
    fn drop(&mut self) {
        self.stop();
        for track in media::tracks(&self.stream) {
            track.set_onended(None);
            track.set_onmute(None);
        }
        // What still comes has nobody to hear it.
        self.recorder.set_ondataavailable(None);
        self.recorder.set_onstop(None);
        self.recorder.set_onerror(None);
        media::stop(&self.stream);
        if let Some(meter) = &self.meter {
            let _ = meter.context.close();
        }
    }
}

/// Listens to the stream; without it one records all the same.
fn meter(stream: &MediaStream) -> Option<Meter> {
    let context = AudioContext::new().ok()?;
    let analyser = context.create_analyser().ok()?;
    analyser.set_fft_size(512);
    context.create_media_stream_source(stream).ok()?.connect_with_audio_node(&analyser).ok()?;
    Some(Meter { context, analyser })
}
