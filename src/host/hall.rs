//! The hubs of the hall, which the shell shares and finds; in a browser there are none.

use floorbook_port::{HallCommand, HallView, ToShell};
use leptos::prelude::*;

use super::shell;

/// How it stands, from now on as long as whoever asked is shown.
pub fn watch() -> ReadSignal<HallView> {
    let view = RwSignal::new(HallView::default());
    shell::on_hall(move |now| drop(view.try_set(now)));
    tell(HallCommand::Look);
    view.read_only()
}

/// Wants something of the hall.
pub fn tell(command: HallCommand) {
    shell::tell(&ToShell::Hall(command), &[]);
}
