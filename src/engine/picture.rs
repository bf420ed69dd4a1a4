//! A picture by its hash, shown through an object URL that is revoked when it is no longer needed.

use std::{cell::RefCell, collections::HashMap};

use floorbook_domain::{Hash, Kind};
use floorbook_port::Event;
use leptos::{prelude::*, task::spawn_local};
use web_sys::{Blob, BlobPropertyBag, Url};

use super::{ask_bytes, door};

use crate::reactive::effect;

/// How many URLs that nobody shows are kept, so that scrolling back asks for nothing.
const IDLE: usize = 160;

/// The URLs made so far.
#[derive(Default)]
struct Urls {
    made: HashMap<Hash, Made>,
    clock: u64,
}

struct Made {
    url: String,
    users: u32,
    last_used: u64,
}

thread_local! {
    static URLS: RefCell<Urls> = RefCell::default();
}

impl Urls {
    /// The URL of `hash`, if it was made; the caller shows it until [`Urls::release`].
    fn take(&mut self, hash: Hash) -> Option<String> {
        let made = self.made.get_mut(&hash)?;
        made.users += 1;
        Some(made.url.clone())
    }

    fn keep(&mut self, hash: Hash, url: String) -> String {
        if let Some(other) = self.take(hash) {
            // Two asked at once; the first answer stands.
            let _ = Url::revoke_object_url(&url);
            return other;
        }
        self.made.insert(hash, Made { url: url.clone(), users: 1, last_used: self.clock });
        url
    }

    fn release(&mut self, hash: Hash) {
        self.clock += 1;
        if let Some(made) = self.made.get_mut(&hash) {
            made.users = made.users.saturating_sub(1);
            made.last_used = self.clock;
        }
        let idle = self.made.values().filter(|made| made.users == 0).count();
        if idle > IDLE {
            let oldest = self.made.iter().filter(|(_, made)| made.users == 0).min_by_key(|(_, made)| made.last_used);
            let oldest = oldest.map(|(hash, _)| *hash);
            if let Some(made) = oldest.and_then(|hash| self.made.remove(&hash)) {
                let _ = Url::revoke_object_url(&made.url);
            }
        }
    }
}

/// The URL of the content `hash`, made from the engine's bytes if it is not there yet.
async fn url_of(hash: Hash) -> Option<String> {
    if let Some(url) = URLS.with_borrow_mut(|urls| urls.take(hash)) {
        return Some(url);
    }
    let (mime, bytes) = ask_bytes(hash).await.ok()?;
    let kind = BlobPropertyBag::new();
    kind.set_type(&mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&js_sys::Array::of1(&bytes), &kind).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    Some(URLS.with_borrow_mut(|urls| urls.keep(hash, url)))
}

/// Moves when attachments changed: bytes may have arrived.
fn arrivals() -> ArcRwSignal<u32> {
    thread_local! {
        static ARRIVALS: ArcRwSignal<u32> = {
            let arrivals = ArcRwSignal::new(0_u32);
            let count = arrivals.clone();
            let listening = door::listen(move |event| {
                if let Event::Changed(records) = event
                    && records.iter().any(|record| record.kind == Kind::Attachment)
                {
                    count.update(|count| *count += 1);
                }
            });
            std::mem::forget(listening); // As long as the page.
            arrivals
        };
    }
    ARRIVALS.with(Clone::clone)
}

/// The URL of what `hash` names now; `None` until its bytes are there. For `<audio>` and full-size
/// photos; lists use [`Picture`]. Revoked when the owner under which this is called is gone.
pub fn object_url(hash: Signal<Option<Hash>>) -> ReadSignal<Option<String>> {
    let url = RwSignal::new(None::<String>);
    let held = StoredValue::new(None::<Hash>);
    // Whether it was asked for in vain: it may come from elsewhere later.
    let missing = RwSignal::new(false);
    let release = move || {
        if let Some(hash) = held.try_update_value(Option::take).flatten() {
            URLS.with_borrow_mut(|urls| urls.release(hash));
        }
    };
    effect(move || {
        let wanted = hash.get();
        if missing.get() {
            arrivals().track();
        }
        spawn_local(async move {
            let made = match wanted {
                Some(hash) => url_of(hash).await,
                None => None,
            };
            if hash.try_get_untracked() != Some(wanted) {
                // Another one is wanted by now, or nothing is shown any more.
                if let (Some(hash), Some(_)) = (wanted, made) {
                    URLS.with_borrow_mut(|urls| urls.release(hash));
                }
                return;
            }
            if wanted.is_some() && made.is_none() && missing.try_get_untracked() == Some(false) {
                missing.try_set(true);
            }
            release();
            held.try_update_value(|held| *held = made.as_ref().and(wanted));
            url.try_set(made);
        });
    });
    on_cleanup(release);
    url.read_only()
}

/// A picture by its hash. `class` gives it its size, so that nothing jumps when it arrives; until
/// then its place has the colour of paper.
#[component]
pub fn Picture(
    /// Which content.
    #[prop(into)]
    hash: Signal<Option<Hash>>,
    /// What it shows, in words; empty where the words stand beside it.
    #[prop(into)]
    alt: Signal<String>,
    /// Classes that give the size and the shape.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let url = object_url(hash);
    let class = StoredValue::new(class);
    view! {
        <Show
            when=move || url.with(Option::is_some)
            fallback=move || view! { <span class=format!("block bg-base-300 {}", class.get_value()) aria-hidden="true" /> }
        >
            <img
                src=move || url.get().unwrap_or_default()
                alt=move || alt.get()
                class=class.get_value()
                decoding="async"
                draggable="false"
            />
        </Show>
    }
}
