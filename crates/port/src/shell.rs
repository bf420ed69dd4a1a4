//! What a page and the shell say to each other, where Floorbook is an app of its own and not a page in a browser.
//!
//! The shell takes the place of the worker, and of what a browser gives a page: what is kept beside the notebook, the
//! room on the disk, dialogs, links that lead outside, files and links that open the app. A message is a
//! [`parcel`](crate::parcel), so bytes travel beside it as they are.

use serde::{Deserialize, Serialize};

use crate::{Failure, HallCommand, HallView, ToPage, ToWorker};

/// What a page says to the shell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToShell {
    /// What it would say to its worker.
    Worker(ToWorker),
    /// A picture or file to be decoded, turned upright and reduced. It is beside the message; the reply is
    /// [`ToPage::Developed`].
    Develop {
        /// Counts up in the page, together with requests.
        number: u32,
        /// Its media type, as the page knows it; empty for none.
        mime: String,
        /// Whether the original is wanted back too.
        keep_original: bool,
    },
    /// Keeps a few words on the disk beside the notebook: a draft until the engine has it, a setting of the device.
    /// There is no answer.
    Keep {
        /// Under which name.
        name: String,
        /// The words; `None` forgets them.
        value: Option<String>,
    },
    /// How it stands with the device; the reply is [`FromShell::Device`].
    AskDevice {
        /// Counts up in the page.
        number: u32,
    },
    /// Asks the person where the file beside the message is to lie, and writes it there; the reply is
    /// [`FromShell::Saved`].
    Save {
        /// Counts up in the page.
        number: u32,
        /// What the file is called unless the person says otherwise.
        name: String,
    },
    /// Something about the hubs of the hall; the reply is [`FromShell::Hall`].
    Hall(HallCommand),
    /// What was typed is on the disk, so the window may be closed: the answer to [`FromShell::Closing`].
    Close,
}

/// What the shell says to its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromShell {
    /// What a worker would say.
    Page(ToPage),
    /// How it stands with the device.
    Device {
        /// The number of the `AskDevice`.
        number: u32,
        /// How, or why that cannot be told.
        device: Result<ShellDevice, Failure>,
    },
    /// What became of a file.
    Saved {
        /// The number of the `Save`.
        number: u32,
        /// `true` once it is on the disk, `false` where the person wanted no file after all.
        saved: Result<bool, Failure>,
    },
    /// The person closes the window. The page makes what is being typed into records, and answers with
    /// [`ToShell::Close`]; after some seconds the window is closed without that.
    Closing,
    /// How it stands with the hubs of the hall: the answer to each command, and told with each change.
    Hall(HallView),
    /// A link to a hub nearby opened the app: its address.
    NearLink(String),
    /// A link opened the app, or was given to it: `https://hub/join#…`.
    Link(String),
    /// A file opened the app. Its content is beside the message.
    File {
        /// What it is called.
        name: String,
    },
    /// A file or link that opened the app cannot be taken.
    NotOpened {
        /// What it is called.
        name: String,
        /// Why.
        failure: Failure,
    },
}

/// What the shell knows of the device it runs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShellDevice {
    /// The folder that holds everything.
    pub folder: String,
    /// What Floorbook uses of the disk, in bytes.
    pub used: u64,
    /// What is free on that disk, in bytes.
    pub free: u64,
    /// Where the key of the databases is.
    pub key: KeyPlace,
}

/// Where the shell keeps the key of the databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyPlace {
    /// In the keychain of the system.
    Keychain,
    /// In a file that only this user of the system may read, since there is no keychain.
    File,
}
