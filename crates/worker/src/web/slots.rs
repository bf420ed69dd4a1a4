//! Mending the heads of the pool's files: see [`crate::slot`].

use floorbook_host::names::Names;
use js_sys::{Array, AsyncIterator, IteratorNext};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemReadWriteOptions, FileSystemSyncAccessHandle,
};

use super::js;
use crate::slot::{CONTENT, HEAD, Head, missing};

/// A file of the pool, open.
struct Slot {
    own_name: String,
    handle: FileSystemSyncAccessHandle,
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.handle.close();
    }
}

/// Gives files whose head is damaged their name again. What cannot be named is kept under a new
/// name. Contents are never touched.
///
/// # Errors
/// The browser's error.
pub(crate) async fn mend(pool: &str, names: &Names) -> Result<(), JsValue> {
    let mut held = Vec::new();
    let mut damaged = Vec::new();
    for slot in slots(pool).await? {
        match slot.head()? {
            Head::Free => {}
            Head::Named(name) => held.push(name),
            Head::Damaged => damaged.push(slot),
        }
    }
    for slot in damaged {
        let name = if slot.handle.get_size()? <= CONTENT {
            None
        } else {
            let found = missing([&names.main, &names.content], &held);
            Some(found.unwrap_or_else(|| format!("damaged-{}.db", slot.own_name)))
        };
        let told = name.as_deref().unwrap_or("free");
        js::warn(&format!("the head of the file {} was damaged; now it says {told}", slot.own_name));
        slot.write(&Head::bytes(name.as_deref()))?;
        held.extend(name);
    }
    Ok(())
}

async fn slots(pool: &str) -> Result<Vec<Slot>, JsValue> {
    let mut folder: FileSystemDirectoryHandle =
        JsFuture::from(js::scope().navigator().storage().get_directory()).await?.unchecked_into();
    for part in [pool, ".opaque"] {
        folder = JsFuture::from(folder.get_directory_handle(part)).await?.unchecked_into();
    }
    let mut slots = Vec::new();
    let entries: AsyncIterator = folder.entries();
    loop {
        let next: IteratorNext = JsFuture::from(entries.next()?).await?.unchecked_into();
        if next.done() {
            return Ok(slots);
        }
        let entry: Array = next.value().unchecked_into();
        if let Ok(file) = entry.get(1).dyn_into::<FileSystemFileHandle>() {
            let handle = JsFuture::from(file.create_sync_access_handle()).await?.unchecked_into();
            slots.push(Slot { own_name: file.name(), handle });
        }
    }
}

impl Slot {
    fn head(&self) -> Result<Head, JsValue> {
        // What is shorter than a head was never finished; the pool finishes it by itself.
        if self.handle.get_size()? < CONTENT {
            return Ok(Head::Free);
        }
        let mut bytes = [0; HEAD];
        self.handle.read_with_u8_array_and_options(&mut bytes, &start())?;
        Ok(Head::read(&bytes))
    }

    fn write(&self, head: &[u8]) -> Result<(), JsValue> {
        self.handle.write_with_u8_array_and_options(head, &start())?;
        self.handle.flush()
    }
}

fn start() -> FileSystemReadWriteOptions {
    let options = FileSystemReadWriteOptions::new();
    options.set_at(0.0);
    options
}
