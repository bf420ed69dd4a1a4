//! Files on their way out: the person says where, and they lie there as a whole or not at all.

use std::fs;
use std::io::Write;
use std::path::Path;

use floorbook_port::{ErrorCode, Failure};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

/// What writes files where the person wants them.
#[derive(Clone)]
pub(crate) struct Saver(pub(crate) AppHandle);

impl Saver {
    /// Asks where a file is to lie, writes it there, and tells `done`: `false` where the person wanted none after all.
    pub(crate) fn save(&self, name: &str, bytes: Vec<u8>, done: impl FnOnce(Result<bool, Failure>) + Send + 'static) {
        // Nobody presses a button of the system's dialog in a test; given out, there is no such way.
        #[cfg(debug_assertions)]
        if let Some(folder) = std::env::var_os("FLOORBOOK_SAVE_TO") {
            return done(write(&Path::new(&folder).join(plain(name)), &bytes).map(|()| true));
        }
        let mut dialog = self.0.dialog().file().set_file_name(plain(name));
        if let Some(window) = self.0.get_webview_window(crate::window::LABEL) {
            dialog = dialog.set_parent(&window);
        }
        dialog.save_file(move |chosen| {
            let Some(chosen) = chosen else { return done(Ok(false)) };
            let saved = chosen.into_path().map_err(|error| Failure::new(ErrorCode::Storage, error.to_string()));
            done(saved.and_then(|path| write(&path, &bytes)).map(|()| true));
        });
    }
}

/// A name without what would make it lead elsewhere.
fn plain(name: &str) -> String {
    name.chars()
        .map(|letter| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '-' } else { letter })
        .collect()
}

/// Writes beside the place first: what lay there is replaced only by a whole file that is on the disk.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let part = path.with_added_extension("part");
    let written = fs::File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        // What is half written is of use to nobody; if it cannot be removed, it says by its name what it is.
        let _ = fs::remove_file(&part);
        let full = matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded);
        let code = if full { ErrorCode::StorageFull } else { ErrorCode::Storage };
        Failure::new(code, format!("{}: {error}", path.display()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leads_elsewhere() {
        assert_eq!(plain("../Visit 3/4: \"Hall\".floorbook"), "..-Visit 3-4- -Hall-.floorbook");
    }

    #[test]
    fn what_lay_there_is_replaced_by_a_whole_file_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup.floorbook");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(write(&folder.path().join("missing/backup.floorbook"), b"three").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
