//! A few words that are kept beside the notebook, by their names: in the browser's own store, or, in the shell, in a
//! file of the shell's. Reading is at once; in the shell all of it is read before anything is drawn.

use std::cell::RefCell;
use std::collections::BTreeMap;

use floorbook_port::ToShell;
use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

use super::shell;

thread_local! {
    /// What the shell keeps, as JSON by its name.
    static WORDS: RefCell<BTreeMap<String, String>> = RefCell::default();
}

/// Reads what the shell keeps. To be awaited once, before anything else here is called.
pub async fn read_shell() {
    let kept = shell::kept().await;
    WORDS.with(|words| words.replace(kept));
}

/// What is kept under a name; `None` where there is nothing, or something else.
pub fn get<T: DeserializeOwned>(name: &str) -> Option<T> {
    if shell::is_here() {
        return WORDS.with(|words| serde_json::from_str(words.borrow().get(name)?).ok());
    }
    LocalStorage::get(name).ok()
}

/// Keeps something under a name.
///
/// # Errors
/// The browser's store is full, or refuses.
pub fn set<T: Serialize>(name: &str, value: T) -> Result<(), String> {
    if !shell::is_here() {
        return LocalStorage::set(name, value).map_err(|error| error.to_string());
    }
    let json = serde_json::to_string(&value).map_err(|error| error.to_string())?;
    WORDS.with(|words| drop(words.borrow_mut().insert(name.to_owned(), json.clone())));
    shell::tell(&ToShell::Keep { name: name.to_owned(), value: Some(json) }, &[]);
    Ok(())
}

/// Forgets what is kept under a name.
pub fn delete(name: &str) {
    if !shell::is_here() {
        return LocalStorage::delete(name);
    }
    if WORDS.with(|words| words.borrow_mut().remove(name)).is_some() {
        shell::tell(&ToShell::Keep { name: name.to_owned(), value: None }, &[]);
    }
}

/// All names.
pub fn names() -> Vec<String> {
    if shell::is_here() {
        return WORDS.with(|words| words.borrow().keys().cloned().collect());
    }
    let Ok(Some(store)) = leptos::prelude::window().local_storage() else { return Vec::new() };
    let count = store.length().unwrap_or(0);
    (0..count).filter_map(|at| store.key(at).ok().flatten()).collect()
}
