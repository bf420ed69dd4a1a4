//! Files that the person chose, dropped on the page, or pasted.

use floorbook_domain::Instant;
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList, HtmlInputElement};

fn listed(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}

/// Takes the files out of a file input; the same ones can be chosen again afterwards.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = listed(input.files());
    input.set_value("");
    files
}

/// The files that were dropped or pasted.
pub fn handed_over(data: Option<DataTransfer>) -> Vec<File> {
    listed(data.and_then(|data| data.files()))
}

/// When a file was last written, as the system has it.
pub fn modified(file: &File) -> Instant {
    Instant(file.last_modified() as i64)
}

/// The bytes of a file; `None` where it cannot be read any more.
pub async fn bytes(file: &File) -> Option<Uint8Array> {
    JsFuture::from(file.array_buffer()).await.ok().map(|buffer| Uint8Array::new(&buffer))
}
