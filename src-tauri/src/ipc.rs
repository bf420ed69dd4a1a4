//! What the page may call: `listen` (it is there, and hears what is told through this channel), `kept` (what is kept
//! beside the notebook) and `tell` (parcels of [`ToShell`](floorbook_port::ToShell), as bytes).
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
            ("tell", body) => match bytes(body).map(|parcels| self.clerk.send(parcels)) {
                Some(Ok(())) => resolver.resolve(()),
                Some(Err(_)) => resolver.reject("the app is being closed"),
                None => resolver.reject("the call is not what it should be"),
            },
            ("listen", _) => resolver.reject("the call is not what it should be"),
            _ => return false,
        }
        true
    }
}

/// The bytes of a call. Where a web view takes none (Android's, or one whose last call was cut off) they come as a list
/// of numbers.
fn bytes(body: &InvokeBody) -> Option<Vec<u8>> {
    match body {
        InvokeBody::Raw(bytes) => Some(bytes.clone()),
        InvokeBody::Json(list) => serde_json::from_value(list.clone()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_in_either_form() {
        assert_eq!(bytes(&InvokeBody::Raw(vec![1, 255])), Some(vec![1, 255]));
        assert_eq!(bytes(&InvokeBody::Json(serde_json::json!([1, 255]))), Some(vec![1, 255]));
        assert_eq!(bytes(&InvokeBody::Json(serde_json::json!({ "body": 1 }))), None);
    }
}
