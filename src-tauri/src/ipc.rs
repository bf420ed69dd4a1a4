//! What the page may call: `listen` (it is there, and hears what is told through this channel), `kept` (what is kept
//! beside the notebook) and `tell` (parcels of [`ToShell`], as bytes).
//!
//! A call is answered as soon as it was taken in, so that the page can send what came meanwhile, in its order. What
//! it leads to is told through the channel. This runs on the thread of the windows, and so only hands on.

use std::str::FromStr;
use std::sync::mpsc::Sender;

use tauri::Wry;
use tauri::ipc::{Invoke, InvokeBody, InvokeResponseBody, JavaScriptChannelId, Response};

use crate::kept::KeptWords;
use crate::out::Out;

/// What the page's calls reach.
#[derive(Clone)]
pub(crate) struct Ipc {
    /// The way to the page.
    pub(crate) out: Out,
    /// What is kept beside the notebook.
    pub(crate) kept: KeptWords,
    /// Where parcels go.
    pub(crate) clerk: Sender<Vec<u8>>,
}

impl Ipc {
    /// Takes a call; `false` for one that there is not.
    pub(crate) fn take(&self, invoke: Invoke<Wry>) -> bool {
        let Invoke { message, resolver, .. } = invoke;
        match (message.command(), message.payload()) {
            ("listen", InvokeBody::Json(arguments)) => {
                let channel = arguments["channel"].as_str().map(JavaScriptChannelId::from_str);
                match channel {
                    Some(Ok(channel)) => {
                        self.out.listen(channel.channel_on(message.webview()));
                        resolver.resolve(());
                    }
                    Some(Err(_)) | None => resolver.reject("there is no channel beside the call"),
                }
            }
            ("kept", _) => resolver.resolve(Response::new(InvokeResponseBody::Json(self.kept.all()))),
            ("tell", InvokeBody::Raw(parcels)) => match self.clerk.send(parcels.clone()) {
                Ok(()) => resolver.resolve(()),
                Err(_) => resolver.reject("the app is being closed"),
            },
            ("listen" | "tell", _) => resolver.reject("the call is not what it should be"),
            _ => return false,
        }
        true
    }
}
