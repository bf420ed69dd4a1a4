//! The channel between the workers of all tabs.

use floorbook_port::TabId;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::js;
use super::parcel::Parcel;
use crate::word::{Letter, VERSION, Word};

/// One tab's end of the channel.
pub(crate) struct Channel {
    tab: TabId,
    channel: BroadcastChannel,
    _listen: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens it. `hear` is called with who says what, and what is beside the word.
    ///
    /// # Errors
    /// The browser's error.
    pub(crate) fn open(tab: TabId, hear: impl Fn(TabId, Word, Option<Parcel>) + 'static) -> Result<Channel, JsValue> {
        let channel = BroadcastChannel::new("floorbook")?;
        let listen = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            let letter = js::get(&data, "letter").as_string();
            if let Some(Letter { from, word, .. }) = letter.and_then(|json| Letter::read(&json, tab)) {
                hear(from, word, Parcel::read(&data).ok());
            }
        });
        channel.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        Ok(Channel { tab, channel, _listen: listen })
    }

    /// Says something to one tab or to all. The buffers are copied, so that they can be sent again.
    pub(crate) fn say(&self, to: Option<TabId>, word: Word, beside: Option<&Parcel>) {
        let letter = Letter { version: VERSION, from: self.tab, to, word }.json();
        let (body, parts) = match beside {
            Some(parcel) => (parcel.body.as_str().into(), parcel.parts.clone()),
            None => (JsValue::UNDEFINED, Array::new()),
        };
        let message = js::object(&[("letter", letter.into()), ("body", body), ("parts", parts.into())]);
        if let Err(error) = self.channel.post_message(&message) {
            js::warn(&js::words(&error));
        }
    }
}
