//! Floorbook as an app of its own: the same UI in a web view, the same engine on native SQLite, the key in the
//! system's keychain.
//!
//! ```text
//! lib        starts everything, and ends it
//! window     the one window; what the page in it may do
//! assets     the UI, as it lies in this program
//! ipc        what the page may call                      (on the thread of the windows)
//!   clerk    opens what it sends, and hands it on        (a thread)
//!   out      what it is told
//! desk       the engine: requests, turns of syncing      (a thread)
//!   store    the notebook's files
//!   vault    their key and their names
//!   courier  goes between the engine and the network
//!   net      carries requests, and keeps connections
//! hall       a hub that is shared nearby, and those of others   (a thread)
//! kept       words beside the notebook                   (a thread)
//! darkroom   develops pictures                           (a thread each, a few at a time)
//! room, save, opened, closing   how much room there is; files out; what opens the app; the way out
//! folder     the one folder that all of it lies in
//! ```
//!
//! - The thread of the windows only hands on: it touches no disk, no database and no network.
//! - What the engine answers is on the disk before the page hears of it.
//! - The page may call three commands and nothing else; it loads nothing from elsewhere.

mod assets;
mod clerk;
mod clock;
mod closing;
mod courier;
mod darkroom;
mod desk;
mod entropy;
mod folder;
mod hall;
mod ipc;
mod journal;
mod kept;
mod net;
mod opened;
mod out;
mod refused;
mod room;
mod save;
mod store;
mod vault;
mod window;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};

use floorbook_port::Refusal;
use tauri::{App, Manager, RunEvent, Wry};

use crate::assets::Ui;
use crate::clerk::Clerk;
use crate::closing::Closing;
use crate::courier::Courier;
use crate::darkroom::Darkroom;
use crate::desk::{Desk, Work};
use crate::folder::{Folder, NoFolder};
use crate::hall::Hall;
use crate::ipc::Ipc;
use crate::kept::KeptWords;
use crate::net::Net;
use crate::opened::Opened;
use crate::out::Out;
use crate::refused::Refused;
use crate::room::Room;
use crate::save::Saver;
use crate::store::Store;

/// Under which the page keeps its theme.
const THEME: &str = "floorbook.theme";

/// Starts the app on a desktop, and returns when it ends.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    if arguments.iter().any(|argument| argument == "--version") {
        // Where nobody reads it there is nobody to be told.
        let _ = writeln!(std::io::stdout(), "floorbook {}", env!("CARGO_PKG_VERSION"));
        return ExitCode::SUCCESS;
    }
    if !Ui::is_there() {
        journal::note("this program was built without its UI; build it with `cargo xtask desktop`");
        return ExitCode::FAILURE;
    }
    match start(arguments) {
        Ok(code) => ExitCode::from(u8::try_from(code).unwrap_or(u8::MAX)),
        Err(error) => {
            journal::note(&format!("it could not be started: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Starts the app on a phone.
#[cfg(mobile)]
#[tauri::mobile_entry_point]
fn start_on_a_phone() {
    if let Err(error) = start(Vec::new()) {
        journal::note(&format!("it could not be started: {error}"));
    }
}

fn start(arguments: Vec<String>) -> tauri::Result<i32> {
    // Whoever speaks TLS here does so by these ciphers. Nobody said otherwise before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let asked = folder::asked(&arguments);
    let out = Out::default();
    let opened = Opened::new(out.clone());
    opened.arguments(&arguments, &std::env::current_dir().unwrap_or_default());

    let mut context = tauri::generate_context!();
    context.set_assets(Box::new(Ui));
    let calls = Arc::new(OnceLock::<Ipc>::new());
    let called = Arc::clone(&calls);
    let mut builder = tauri::Builder::<Wry>::new();
    #[cfg(desktop)]
    {
        builder = builder.plugin(single_instance(asked.as_ref(), &context.config().identifier, &opened));
        builder = builder.plugin(window_state(asked.as_ref()));
    }
    let given = opened.clone();
    let app = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_deep_link::init())
        .invoke_handler(move |invoke| match called.get() {
            Some(ipc) => ipc.take(invoke),
            // The window is opened once everything is there.
            None => false,
        })
        .setup(move |app| {
            #[cfg(any(target_os = "macos", mobile))]
            {
                use tauri_plugin_deep_link::DeepLinkExt;
                let given = given.clone();
                app.deep_link().on_open_url(move |event| given.urls(&event.urls()));
            }
            let ipc = set_up(app, asked, out, given)?;
            if calls.set(ipc).is_err() {
                return Err("it is set up twice".into());
            }
            Ok(())
        })
        .build(context)?;
    let on_event = move |app: &tauri::AppHandle, event: RunEvent| match event {
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => opened.urls(&urls),
        RunEvent::WindowEvent { event: tauri::WindowEvent::CloseRequested { api, .. }, .. } => {
            api.prevent_close();
            app.state::<Closing>().ask();
        }
        RunEvent::Exit => app.state::<Closing>().end(),
        _ => {}
    };
    #[cfg(desktop)]
    return Ok(app.run_return(on_event));
    #[cfg(mobile)]
    {
        // A phone's system ends the app, not we.
        app.run(on_event);
        Ok(0)
    }
}

/// Starts the threads, and opens the window.
fn set_up(app: &mut App, asked: Option<PathBuf>, out: Out, opened: Opened) -> Result<Ipc, Box<dyn std::error::Error>> {
    let handle = app.handle().clone();
    let path = asked.map_or_else(|| app.path().app_local_data_dir(), Ok)?;
    let folder = Folder::take(&path).map_err(|error| {
        let reason = match &error {
            NoFolder::Held(_) => Refusal::InUse,
            NoFolder::Unusable(..) => Refusal::StorageDenied,
        };
        Refused::new(reason, error.to_string())
    });
    let (desk, work) = channel::<Work>();
    let (clerk, parcels) = channel();
    let (hall, words) = channel();
    let kept = match &folder {
        Ok(folder) => KeptWords::of(folder)?,
        // The app says why, and keeps nothing.
        Err(_) => KeptWords::nowhere(),
    };
    let closing = Closing::new(handle.clone(), out.clone(), desk.clone(), hall.clone(), kept.clone());
    app.manage(closing.clone());
    let room = folder.as_ref().ok().map(Room::of);
    let web = folder.as_ref().ok().map(|folder| folder.join("webview"));
    let net = Net::new()?;
    let courier = Courier::new(net.clone(), desk.clone());
    let files = folder.as_ref().ok().map(|folder| folder.join("hall"));
    let place = Hall::new(files, net, desk.clone(), out.clone(), hall.clone());
    std::thread::Builder::new().name("floorbook-hall".into()).spawn(move || place.run(&words))?;
    let (told, nearby) = (out.clone(), hall.clone());
    std::thread::Builder::new().name("floorbook-desk".into()).spawn(move || {
        // The folder is held for as long as the desk.
        let store = folder.as_ref().map(Store::of).map_err(Clone::clone);
        Desk::run(store, told, courier, nearby, &work);
    })?;
    let (saver, darkroom) = (Saver(handle.clone()), Darkroom::default());
    let office = Clerk { kept: kept.clone(), desk, hall, out: out.clone(), darkroom, room, saver, opened, closing };
    std::thread::Builder::new().name("floorbook-clerk".into()).spawn(move || office.run(&parcels))?;
    let theme = kept.get(THEME);
    let ipc = Ipc { out, kept, clerk };
    window::open(&handle, web.as_deref(), theme.as_deref())?;
    Ok(ipc)
}

/// One Floorbook for each folder: a second start brings the first one to the front, and gives it what it was given.
#[cfg(desktop)]
fn single_instance(asked: Option<&PathBuf>, identifier: &str, opened: &Opened) -> tauri::plugin::TauriPlugin<Wry> {
    let name = match asked {
        None => identifier.to_owned(),
        Some(path) => {
            let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            format!("{identifier}.d{}", &blake3::hash(whole.as_os_str().as_encoded_bytes()).to_hex()[..16])
        }
    };
    let opened = opened.clone();
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(name)
        .callback(move |app, arguments, from| {
            opened.arguments(&arguments, from.as_ref());
            window::bring_to_front(app);
        })
        .build()
}

#[cfg(desktop)]
fn window_state(asked: Option<&PathBuf>) -> tauri::plugin::TauriPlugin<Wry> {
    let mut builder = tauri_plugin_window_state::Builder::new();
    if let Some(path) = asked.and_then(|path| std::path::absolute(path).ok()) {
        // A path that stands for itself takes the place of the system's folder for configuration.
        builder = builder.with_filename(path.join("window.json").to_string_lossy());
    }
    builder.build()
}
