//! The shell, where Floorbook is an app of its own and not a page in a browser.
//!
//! What the page says goes out in its order: while one call is under way, what is said meanwhile waits and goes
//! together with the next. A call that fails is made again, since everything that is said can be said twice.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use floorbook_port::{ErrorCode, Failure, FromShell, HallView, ShellDevice, ToShell, parcel};
use futures_channel::oneshot;
use js_sys::{Array, ArrayBuffer, Function, JSON, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
// Not leptos': it is told what spawns only when something is mounted.
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::page;

/// How long until a call that failed is made again, in milliseconds.
const AGAIN: u64 = 500;

/// A message of the shell with its buffers.
pub type Told = (FromShell, Vec<ArrayBuffer>);

type Listener = Rc<dyn Fn(Told)>;

#[derive(Default)]
struct Line {
    /// What was said and is not sent yet.
    waiting: RefCell<Vec<u8>>,
    sending: Cell<bool>,
    listens: Cell<bool>,
    /// Messages that came before those they follow, by their place.
    ahead: RefCell<BTreeMap<u32, JsValue>>,
    next: Cell<u32>,
    last: Cell<u32>,
    asked: RefCell<HashMap<u32, oneshot::Sender<FromShell>>>,
    /// Who hears what the engine says.
    engine: OnceCell<Listener>,
    /// Who hears of what opens the app, and what was not heard yet.
    frame: OnceCell<Listener>,
    unheard: RefCell<Vec<Told>>,
    /// Who shows how it stands with the hall.
    hall: RefCell<Option<Rc<dyn Fn(HallView)>>>,
}

thread_local! {
    static HERE: OnceCell<bool> = const { OnceCell::new() };
    static LINE: Rc<Line> = Rc::default();
}

/// Whether this page is in the shell.
pub fn is_here() -> bool {
    HERE.with(|here| *here.get_or_init(|| page::global("isTauri").is_some_and(|is| is.is_truthy())))
}

/// Hears what the engine says, from now on.
pub fn on_engine(hear: impl Fn(Told) + 'static) {
    LINE.with(|line| drop(line.engine.set(Rc::new(hear))));
}

/// Hears of links and files that open the app, and that the window is being closed; also what came before.
pub fn on_given(hear: impl Fn(Told) + 'static) {
    let line = LINE.with(Rc::clone);
    let hear: Listener = Rc::new(hear);
    if line.frame.set(hear.clone()).is_ok() {
        line.unheard.take().into_iter().for_each(|told| hear(told));
    }
}

/// Hears how it stands with the hall, in place of who heard before.
pub fn on_hall(hear: impl Fn(HallView) + 'static) {
    LINE.with(|line| drop(line.hall.replace(Some(Rc::new(hear)))));
}

/// Says something.
pub fn tell(message: &ToShell, parts: &[ArrayBuffer]) {
    LINE.with(|line| line.tell(message, parts));
}

/// How it stands with the device.
///
/// # Errors
/// It cannot be told.
pub async fn device() -> Result<ShellDevice, Failure> {
    match ask(|number| ToShell::AskDevice { number }, &[]).await? {
        FromShell::Device { device, .. } => device,
        _ => Err(out_of_place()),
    }
}

/// Has the person say where a file is to lie, and writes it there; `false` where they wanted none after all.
///
/// # Errors
/// It could not be written.
pub async fn save(name: &str, content: &ArrayBuffer) -> Result<bool, Failure> {
    let name = name.to_owned();
    match ask(|number| ToShell::Save { number, name }, std::slice::from_ref(content)).await? {
        FromShell::Saved { saved, .. } => saved,
        _ => Err(out_of_place()),
    }
}

/// All that is kept beside the notebook: JSON by its name.
pub async fn kept() -> BTreeMap<String, String> {
    loop {
        match invoke("kept", &JsValue::UNDEFINED).await {
            Ok(kept) => {
                let json = JSON::stringify(&kept).ok().map(String::from).unwrap_or_default();
                return serde_json::from_str(&json).unwrap_or_default();
            }
            Err(error) => leptos::logging::error!("the shell does not tell what is kept: {error:?}"),
        }
        page::sleep(AGAIN).await;
    }
}

async fn ask(message: impl FnOnce(u32) -> ToShell, parts: &[ArrayBuffer]) -> Result<FromShell, Failure> {
    let line = LINE.with(Rc::clone);
    let number = line.last.get().wrapping_add(1);
    line.last.set(number);
    let (sender, answer) = oneshot::channel();
    line.asked.borrow_mut().insert(number, sender);
    line.tell(&message(number), parts);
    answer.await.map_err(|_| out_of_place())
}

fn out_of_place() -> Failure {
    Failure::new(ErrorCode::Malformed, "the shell answered something else")
}

impl Line {
    fn tell(self: &Rc<Self>, message: &ToShell, parts: &[ArrayBuffer]) {
        // Our own types with string keys always become JSON.
        let body = zeroize::Zeroizing::new(serde_json::to_string(message).unwrap_or_default());
        let parts: Vec<_> = parts.iter().map(|part| Uint8Array::new(part).to_vec()).collect();
        if let Err(error) = parcel::pack(&body, &parts, &mut self.waiting.borrow_mut()) {
            return leptos::logging::error!("the shell takes no such message: {error}");
        }
        if !self.sending.replace(true) {
            let line = Rc::clone(self);
            spawn_local(async move { line.send().await });
        }
    }

    async fn send(self: Rc<Self>) {
        while !self.waiting.borrow().is_empty() {
            if !self.listens.get() {
                match self.listen().await {
                    Ok(()) => self.listens.set(true),
                    Err(error) => {
                        leptos::logging::error!("the shell does not listen: {error:?}");
                        page::sleep(AGAIN).await;
                    }
                }
                continue;
            }
            let said = self.waiting.take();
            if let Err(error) = invoke("tell", &Uint8Array::from(said.as_slice())).await {
                leptos::logging::error!("the shell did not hear: {error:?}");
                // What was said since stands behind it.
                let since = self.waiting.replace(said);
                self.waiting.borrow_mut().extend(since);
                page::sleep(AGAIN).await;
            }
        }
        self.sending.set(false);
    }

    /// Gives the shell a channel to speak through.
    async fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let line = Rc::clone(self);
        let hear = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| line.hear(&message));
        let number = internals("transformCallback")?.call1(&JsValue::UNDEFINED, hear.as_ref())?;
        hear.forget(); // As long as the page.
        let number = number.as_f64().ok_or("a callback has a number")?;
        let arguments = Object::new();
        Reflect::set(&arguments, &"channel".into(), &format!("__CHANNEL__:{number}").into())?;
        invoke("listen", &arguments).await?;
        Ok(())
    }

    /// Takes a message of the channel, each in its turn: large ones may come later than small ones.
    fn hear(&self, message: &JsValue) {
        let get = |name: &str| Reflect::get(message, &name.into()).unwrap_or_default();
        let (Some(index), bytes) = (get("index").as_f64(), get("message")) else { return };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the shell counts from 0")]
        let index = index as u32;
        self.ahead.borrow_mut().insert(index, bytes);
        loop {
            let next = self.ahead.borrow_mut().remove(&self.next.get());
            let Some(bytes) = next else { return };
            self.next.set(self.next.get().wrapping_add(1));
            self.take(&bytes);
        }
    }

    fn take(&self, bytes: &JsValue) {
        let Some(buffer) = bytes.dyn_ref::<ArrayBuffer>() else { return };
        let bytes = Uint8Array::new(buffer).to_vec();
        let mut left = bytes.as_slice();
        let parcel = match parcel::unpack(&mut left) {
            Ok(Some(parcel)) => parcel,
            Ok(None) => return,
            Err(error) => return leptos::logging::error!("the shell said something unreadable: {error}"),
        };
        let message = match serde_json::from_str(parcel.body) {
            Ok(message) => message,
            Err(error) => {
                return leptos::logging::error!("the shell said what this build does not understand: {error}");
            }
        };
        let parts = parcel.parts.iter().map(|part| Uint8Array::from(*part).buffer()).collect();
        match message {
            FromShell::Page(_) => {
                if let Some(engine) = self.engine.get() {
                    engine((message, parts));
                }
            }
            FromShell::Device { number, .. } | FromShell::Saved { number, .. } => {
                if let Some(asked) = self.asked.borrow_mut().remove(&number) {
                    let _ = asked.send(message); // Nobody waits any more: fine.
                }
            }
            FromShell::Hall(view) => {
                let hear = self.hall.borrow().clone();
                // Nobody looks: fine.
                if let Some(hear) = hear {
                    hear(view);
                }
            }
            FromShell::Closing
            | FromShell::Link(_)
            | FromShell::NearLink(_)
            | FromShell::File { .. }
            | FromShell::NotOpened { .. } => match self.frame.get() {
                Some(frame) => frame((message, parts)),
                None => self.unheard.borrow_mut().push((message, parts)),
            },
        }
    }
}

/// Calls a command of the shell.
async fn invoke(command: &str, arguments: &JsValue) -> Result<JsValue, JsValue> {
    let called = internals("invoke")?.apply(&JsValue::UNDEFINED, &Array::of2(&command.into(), arguments))?;
    JsFuture::from(called.dyn_into::<Promise>()?).await
}

/// A function that the shell gives to every page.
fn internals(name: &str) -> Result<Function, JsValue> {
    let internals = page::global("__TAURI_INTERNALS__").ok_or("the shell gives nothing to this page")?;
    Reflect::get(&internals, &name.into())?.dyn_into()
}
