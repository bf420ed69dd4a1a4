//! Somebody was met: the sheet behind **Person** in the capture bar.

use floorbook_domain::{Attendee, Contact, ContactId, Role, VisitField, VisitId};
use floorbook_port::{Query, VisitView, Write};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, Look, SavedState, Sheet},
    draft::{Form, use_new_form},
    engine::{Live, live_if},
    ids, lens,
    pages::form::{Choice, Consents, Line, Prose},
    reactive::effect,
    t,
};

/// A sheet for writing somebody down. The cursor is in the name at once; everything below can wait.
/// Whichever way it is closed, what was entered is kept. During a visit the person belongs to its
/// partner and site, was met there, and stands among those who received us.
#[component]
pub fn QuickPerson(
    /// The visit that is running, if one is.
    #[prop(default = None)]
    visit: Option<VisitId>,
    /// The sheet was closed.
    on_close: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let id: ContactId = ids::new();
    let met = visit.map(|visit| Write::edit(visit, 0, vec![VisitField::Theirs(Attendee::Contact(id)).into()]));
    let start = Contact { met_at: visit, ..Contact::default() };
    let form = use_new_form(id, start, met.into_iter().collect());
    let where_met: Live<VisitView> = live_if(move || visit.map(Query::Visit));
    // The name can be typed before it is known where one is.
    effect(move || {
        let place = where_met.with(|view| (view.found.record.partner, view.found.record.site));
        if let Some((partner, site)) = place {
            form.fill_in(|contact| {
                contact.partner = contact.partner.or(partner);
                contact.site = contact.site.or(site);
            });
        }
    });
    let place = Signal::derive(move || {
        where_met.with(|view| view.summary.partner.clone()).filter(|partner| !partner.is_empty()).unwrap_or_default()
    });
    let done = {
        let on_close = on_close.clone();
        move || {
            let on_close = on_close.clone();
            spawn_local(async move {
                // A failure stays on the sheet, with what was typed; it is tried again.
                if form.finish().await.is_ok() {
                    on_close();
                }
            });
        }
    };
    let foot = move || {
        let done = done.clone();
        view! {
            <div class="flex items-center gap-3 px-4 py-3">
                <div class="min-w-0 flex-1">
                    <SavedState state=form.state() />
                </div>
                <Button label=t!("done") look=Look::Primary on_press=move |_| done() />
            </div>
        }
    };
    view! {
        <Sheet title=t!("person") open=Signal::stored(true) on_close foot>
            <p class="mb-3 text-sm text-muted empty:hidden">{move || place.get()}</p>
            <QuickFields form />
        </Sheet>
    }
}

/// The fields that matter while one stands in front of somebody.
#[component]
fn QuickFields(form: Form<Contact>) -> impl IntoView {
    view! {
        <div class="flex flex-col gap-4">
            <Line form field=lens!(Contact, name) label=t!("name") autofocus=true />
            <div class="grid grid-cols-2 gap-3">
                <Line form field=lens!(Contact, local_name) label=t!("local-name") />
                <Line form field=lens!(Contact, pronunciation) label=t!("pronunciation") />
            </div>
            <Choice form field=lens!(Contact, role) legend=t!("role") all=Role::ALL />
            <Prose form field=lens!(Contact, obstacles) label=t!("obstacles") />
            <Prose form field=lens!(Contact, concerns) label=t!("concerns") />
            <Prose form field=lens!(Contact, ideas) label=t!("ideas") />
            <Consents form />
        </div>
    }
}
