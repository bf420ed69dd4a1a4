//! The last words of a worker with a bug.

use floorbook_port::{Event, HostState, Refusal, ToPage};

use super::js;
use super::parcel::Parcel;

/// From now on a panic is told to the page, and ends the worker: nothing goes on in a state that
/// nobody foresaw, and the lock and the files pass to another tab. What was not committed is rolled
/// back by whoever opens the notebook next; what was not answered is sent again.
pub(crate) fn tell_page() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        // The message may hold words of the notebook; the page gets the place alone.
        let detail = panic.location().map_or_else(|| "panic".into(), |place| format!("panic at {place}"));
        let state = HostState::Refused { reason: Refusal::Other, detail };
        Parcel::new(&ToPage::Event(Event::Host(state)), &[]).post();
        js::scope().close();
    }));
}

/// From now on a panic is written down, and fails the worker; whoever started it is told by the browser.
pub(crate) fn end_worker() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}
