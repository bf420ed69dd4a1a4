//! Writing a `.floorbook` file.

use std::io::{self, Write};

use super::{END, Kind, MAGIC, MAX_PAYLOAD, check, header};

/// Writes frames one after the other into `W`, which may be a `Vec<u8>`.
#[derive(Debug)]
pub struct FrameWriter<W> {
    out: W,
    frames: u64,
}

impl<W: Write> FrameWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(&MAGIC)?;
        Ok(FrameWriter { out, frames: 0 })
    }

    /// Adds a frame.
    ///
    /// # Errors
    /// Those of the output; [`io::ErrorKind::InvalidInput`] for more than [`MAX_PAYLOAD`] bytes, and for the
    /// unknown kind 0, which would end the file.
    pub fn add(&mut self, kind: Kind, payload: &[u8]) -> io::Result<()> {
        if payload.len() > MAX_PAYLOAD || kind.number() == END {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "this cannot be a frame"));
        }
        self.write(kind.number(), payload)?;
        self.frames += 1;
        Ok(())
    }

    /// Ends the file. One that is not ended is read as cut.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(mut self) -> io::Result<W> {
        let frames = self.frames.to_be_bytes();
        self.write(END, &frames)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn write(&mut self, kind: u16, payload: &[u8]) -> io::Result<()> {
        let header = header(kind, payload.len() as u32);
        self.out.write_all(&header)?;
        self.out.write_all(payload)?;
        self.out.write_all(&check(&header, payload))
    }
}
