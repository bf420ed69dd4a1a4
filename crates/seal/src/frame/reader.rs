//! Reading a `.floorbook` file, frame by frame.

use std::io::{self, Read};

use thiserror::Error;

use super::{CHECK, END, Frame, HEADER, Kind, MAGIC, VERSION, check, read_header};

/// How much is asked of the input at once, whatever length the bytes claim.
const STEP: usize = 64 << 10;

/// What is wrong with a file, or with one frame of it.
#[derive(Debug, Error)]
pub enum FrameError {
    /// It is no `.floorbook` file.
    #[error("this is no .floorbook file")]
    Foreign,
    /// A newer version wrote it.
    #[error("the file is of version {0}, which is not known here")]
    UnknownVersion(u8),
    /// It ends before its end: what came before is whole.
    #[error("the file is cut after {at} bytes: its end is missing")]
    Cut {
        /// Its length.
        at: u64,
    },
    /// Bytes from here on are damaged, up to the next whole frame, with which reading goes on.
    #[error("the file is damaged at byte {at}")]
    Damaged {
        /// Where the damage begins.
        at: u64,
    },
    /// Its end says that it had another number of frames.
    #[error("the file had {promised} frames, and {found} were found whole")]
    Missing {
        /// How many were written.
        promised: u64,
        /// How many were read.
        found: u64,
    },
    /// Something follows its end.
    #[error("something follows the end of the file")]
    Longer,
    /// The input failed.
    #[error("the file cannot be read: {0}")]
    Input(#[from] io::Error),
}

impl FrameError {
    /// Whether reading goes on after it.
    pub fn goes_on(&self) -> bool {
        matches!(self, FrameError::Damaged { .. })
    }
}

/// The frames of a file: an iterator that ends after the file's end, or after an error that it cannot pass.
///
/// It holds one frame in memory at a time, and never more than the input really has. A file is best read
/// through a buffer: behind damage it is read byte by byte.
#[derive(Debug)]
pub struct Frames<R> {
    input: R,
    at: u64,
    found: u64,
    ended: bool,
    /// A header that was found behind damage.
    pending: Option<[u8; HEADER]>,
}

impl<R: Read> Frames<R> {
    /// Begins to read a file, such as a `&[u8]`.
    ///
    /// # Errors
    /// [`FrameError::Foreign`], [`FrameError::UnknownVersion`], [`FrameError::Cut`], [`FrameError::Input`].
    pub fn new(input: R) -> Result<Self, FrameError> {
        let mut frames = Frames { input, at: 0, found: 0, ended: false, pending: None };
        let magic = frames.bytes(MAGIC.len())?;
        let same = magic.iter().zip(&MAGIC).take_while(|(a, b)| a == b).count();
        match magic.get(MAGIC.len() - 1) {
            _ if same == MAGIC.len() => Ok(frames),
            Some(version) if same == MAGIC.len() - 1 && *version > VERSION => Err(FrameError::UnknownVersion(*version)),
            None if same == magic.len() && same > 0 => Err(FrameError::Cut { at: frames.at }),
            _ => Err(FrameError::Foreign),
        }
    }

    /// The next bytes: fewer than asked for only at the end of the input.
    fn bytes(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(length.min(STEP));
        (&mut self.input).take(length as u64).read_to_end(&mut bytes)?;
        self.at += bytes.len() as u64;
        Ok(bytes)
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let mut byte = [0];
        match self.input.read_exact(&mut byte) {
            Ok(()) => self.at += 1,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(error),
        }
        Ok(Some(byte[0]))
    }

    fn read(&mut self) -> Result<Option<Frame>, FrameError> {
        let window = match self.pending.take() {
            Some(window) => window,
            None => <[u8; HEADER]>::try_from(self.bytes(HEADER)?).map_err(|_| FrameError::Cut { at: self.at })?,
        };
        let start = self.at - HEADER as u64;
        let Some((kind, length)) = read_header(&window) else {
            self.find_header(window)?;
            return Err(FrameError::Damaged { at: start });
        };
        let payload = self.bytes(length)?;
        let behind = self.bytes(CHECK)?;
        if payload.len() < length || behind.len() < CHECK {
            return Err(FrameError::Cut { at: self.at });
        }
        if behind != check(&window, &payload) {
            return Err(FrameError::Damaged { at: start });
        }
        if kind == END {
            return self.end(&payload).map(|()| None);
        }
        self.found += 1;
        Ok(Some(Frame { kind: Kind::of(kind), payload }))
    }

    /// Looks for the next header, byte by byte, and keeps it for the next frame.
    fn find_header(&mut self, mut window: [u8; HEADER]) -> Result<(), FrameError> {
        while read_header(&window).is_none() {
            window.rotate_left(1);
            window[HEADER - 1] = self.byte()?.ok_or(FrameError::Cut { at: self.at })?;
        }
        self.pending = Some(window);
        Ok(())
    }

    fn end(&mut self, payload: &[u8]) -> Result<(), FrameError> {
        let promised = payload.first_chunk().map(|count| u64::from_be_bytes(*count));
        let found = self.found;
        match promised {
            Some(promised) if promised != found => Err(FrameError::Missing { promised, found }),
            Some(_) if self.byte()?.is_some() => Err(FrameError::Longer),
            Some(_) => Ok(()),
            None => Err(FrameError::Cut { at: self.at }),
        }
    }
}

impl<R: Read> Iterator for Frames<R> {
    type Item = Result<Frame, FrameError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.read();
        self.ended = match &next {
            Ok(frame) => frame.is_none(),
            Err(error) => !error.goes_on(),
        };
        next.transpose()
    }
}
