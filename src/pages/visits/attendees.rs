//! Who takes part in a visit: people who are known, or bare names.

use floorbook_domain::Visit;
use leptos::prelude::*;

use crate::{
    draft::Form,
    lens,
    pages::form::{Several, myself, people_of},
    t,
};

/// Those who receive us, and those who come along.
#[component]
pub(super) fn Attendees(
    /// The visit.
    form: Form<Visit>,
) -> impl IntoView {
    let partner = form.read(|visit| visit.partner);
    let (known, myself) = (people_of(move || partner.get()), myself());
    // Of everybody in the notebook only those who fit are offered while one types.
    let offered = Signal::derive(move || if partner.get().is_some() { known.get() } else { Vec::new() });
    view! {
        <Several form field=lens!(Visit, theirs) known offered legend=t!("visit-theirs") another=t!("visit-another-name") />
        <Several form field=lens!(Visit, ours) known=myself offered=myself legend=t!("visit-ours") another=t!("visit-another-name") />
    }
}
