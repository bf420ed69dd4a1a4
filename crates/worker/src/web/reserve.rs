//! A reserve of room for words.
//!
//! What a browser says of the room for a site may be made up: Chromium says that there are some
//! gigabytes more than are used, whatever there is. What can be trusted is whether a file may grow. So
//! a small file is kept that holds nothing: growing it for a moment tells whether there is room, and
//! letting it go gives what is being written its room when there is none.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions, FileSystemSyncAccessHandle};

use super::js;

const NAME: &str = "floorbook-reserve";

/// What is kept for words, in bytes: thousands of notes.
pub(crate) const KEPT: u64 = 4 << 20;

/// What is tried for a moment, in bytes: some dozens of photos, then less.
const TRIED: [u64; 5] = [64 << 20, 32 << 20, 16 << 20, 8 << 20, KEPT];

/// The open file. Only the owner of the notebook has it.
pub(crate) struct Reserve(FileSystemSyncAccessHandle);

impl Reserve {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// The browser's error, also where another has it open.
    pub(crate) async fn open() -> Result<Reserve, JsValue> {
        let root: FileSystemDirectoryHandle =
            JsFuture::from(js::scope().navigator().storage().get_directory()).await?.unchecked_into();
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        let file: FileSystemFileHandle =
            JsFuture::from(root.get_file_handle_with_options(NAME, &options)).await?.unchecked_into();
        Ok(Reserve(JsFuture::from(file.create_sync_access_handle()).await?.unchecked_into()))
    }

    /// How much more could be written besides the reserve, in bytes, where that is little; `None` where
    /// it is more than the largest size that is tried. The reserve is filled up as far as that goes.
    pub(crate) fn room(&self) -> Option<u64> {
        let fits = TRIED.into_iter().find(|size| self.resize(*size));
        if fits.is_some_and(|size| size > KEPT) {
            self.resize(KEPT);
        }
        match fits {
            Some(size) if size == TRIED[0] => None,
            Some(size) => Some(size - KEPT),
            None => Some(0),
        }
    }

    /// Gives the room to what is being written; whether there was any to give.
    pub(crate) fn let_go(&self) -> bool {
        self.size() > 0 && self.resize(0)
    }

    /// What it takes up now, in bytes.
    pub(crate) fn size(&self) -> u64 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of bytes")]
        let size = self.0.get_size().unwrap_or(0.0) as u64;
        size
    }

    fn resize(&self, bytes: u64) -> bool {
        #[allow(clippy::cast_precision_loss, reason = "far below 53 bits")]
        self.0.truncate_with_f64(bytes as f64).is_ok()
    }
}

impl Drop for Reserve {
    fn drop(&mut self) {
        self.0.close();
    }
}
