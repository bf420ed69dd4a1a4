//! The built UI, as it lies in this program.

use std::borrow::Cow;
use std::io::Read;

use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Runtime};

/// Each file of the UI: its path, whether it is packed with brotli, its content.
static FILES: &[(&str, bool, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/ui.rs"));

/// The UI's files. Its page has no script of its own in it, so there are no hashes to be told.
pub(crate) struct Ui;

impl Ui {
    /// Whether there is a UI at all in this program.
    pub(crate) fn is_there() -> bool {
        !FILES.is_empty()
    }
}

impl<R: Runtime> Assets<R> for Ui {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        let path = key.as_ref().trim_start_matches('/');
        let (_, is_packed, bytes) = FILES.iter().find(|(own, ..)| *own == path)?;
        unpacked(*is_packed, bytes)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(
            FILES
                .iter()
                .filter_map(|(path, is_packed, bytes)| Some((Cow::Borrowed(*path), unpacked(*is_packed, bytes)?))),
        )
    }

    fn csp_hashes(&self, _html_path: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

fn unpacked(is_packed: bool, bytes: &'static [u8]) -> Option<Cow<'static, [u8]>> {
    if !is_packed {
        return Some(Cow::Borrowed(bytes));
    }
    let mut whole = Vec::new();
    // They were packed when this program was built; a test unpacks them all.
    brotli_decompressor::Decompressor::new(bytes, 64 << 10).read_to_end(&mut whole).ok()?;
    Some(Cow::Owned(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_ui_can_be_unpacked() {
        for (path, is_packed, bytes) in FILES {
            assert!(unpacked(*is_packed, bytes).is_some_and(|whole| !whole.is_empty()), "{path}");
        }
    }
}
