//! A reserve of room for words, and how much more room there is.
//!
//! What a browser says of the room for a site may be made up: Chromium says that there are some
//! gigabytes more than are used, whatever there is. What can be trusted is whether a file may grow. So
//! a file that holds nothing is grown for a moment to see; and another is kept, to be let go when
//! words find no room. Browsers give the room of a file back only when it is closed.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions, FileSystemSyncAccessHandle};

use super::js;

/// What is kept for words, in bytes: thousands of notes.
const KEPT: u64 = 4 << 20;

/// What is tried for a moment, in bytes: some dozens of photos, then less.
const TRIED: [u64; 6] = [64 << 20, 32 << 20, 16 << 20, 8 << 20, 4 << 20, 1 << 20];

/// The reserve, open. Only the owner of the notebook has it.
pub(crate) struct Reserve(Grown);

impl Reserve {
    /// Opens the reserve, or makes it; `None` where there is no room for one.
    ///
    /// # Errors
    /// The browser's error, also where another has it open.
    pub(crate) async fn open() -> Result<Option<Reserve>, JsValue> {
        let file = Grown::open("floorbook-reserve").await?;
        Ok(file.grow(KEPT).then_some(Reserve(file)))
    }

    /// How many bytes it takes up.
    pub(crate) fn size(&self) -> u64 {
        KEPT
    }

    /// Gives its room to what is being written.
    pub(crate) fn let_go(self) {
        self.0.grow(0);
    }
}

/// How much more could be written, in bytes, where that is little; `None` where it is more than is
/// tried.
///
/// # Errors
/// The browser's error, also where this is being tried already.
pub(crate) async fn room() -> Result<Option<u64>, JsValue> {
    let file = Grown::open("floorbook-probe").await?;
    let fits = TRIED.into_iter().find(|size| file.grow(*size));
    file.grow(0);
    Ok(match fits {
        Some(size) if size == TRIED[0] => None,
        fits => Some(fits.unwrap_or(0)),
    })
}

/// An open file that holds nothing. It is closed when this is dropped.
struct Grown(FileSystemSyncAccessHandle);

impl Grown {
    async fn open(name: &str) -> Result<Grown, JsValue> {
        let root: FileSystemDirectoryHandle =
            JsFuture::from(js::scope().navigator().storage().get_directory()).await?.unchecked_into();
        let options = FileSystemGetFileOptions::new();
        options.set_create(true);
        let file: FileSystemFileHandle =
            JsFuture::from(root.get_file_handle_with_options(name, &options)).await?.unchecked_into();
        Ok(Grown(JsFuture::from(file.create_sync_access_handle()).await?.unchecked_into()))
    }

    /// Makes it this long; whether there was room for that.
    fn grow(&self, bytes: u64) -> bool {
        #[allow(clippy::cast_precision_loss, reason = "far below 53 bits")]
        self.0.truncate_with_f64(bytes as f64).is_ok()
    }
}

impl Drop for Grown {
    fn drop(&mut self) {
        self.0.close();
    }
}
