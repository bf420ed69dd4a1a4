//! All that is known about a partner, and what can be done with the record itself.

use floorbook_domain::{Partner, PartnerId, RecordRef};
use floorbook_port::PartnerView;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    components::{Facts, Icon, Show},
    engine::Live,
    frame::writers::Writers,
    host::{names, zones},
    pages::{
        answered::part,
        history::HistoryLink,
        merge::{MergedParts, SameAs},
        removal::DeleteButton,
    },
    reactive::memo,
    t,
};

/// The last tab of a partner's page.
#[component]
pub fn PartnerDetails(
    /// Which.
    id: PartnerId,
    /// The partner.
    partner: Live<PartnerView>,
) -> impl IntoView {
    let facts = part(partner, |view| facts(&view.found.record));
    let is_bare = memo(move || facts.with(|facts| facts.iter().all(|(_, value)| value.is_empty())));
    let name = part(partner, |view| view.found.record.name.clone());
    let record = RecordRef::from(id);
    view! {
        <Show when=move || is_bare.get()>
            <p class="py-4 text-muted">
                {t!("no-details")} " "
                <Writers>
                    <A href=format!("/partners/{id}/edit") attr:class="link">
                        {t!("add-details")}
                    </A>
                </Writers>
            </p>
        </Show>
        <Facts facts />
        <MergedParts merged=part(partner, |view| view.found.merged.clone()) />
        <div class="mt-6 flex flex-wrap gap-2 border-t border-base-300 pt-4">
            <SameAs record name is_merged=part(partner, |view| view.found.same_as.is_some()) />
            <HistoryLink record />
            <DeleteButton record name back=Signal::stored("/partners".to_owned()) />
        </div>
        <p class="mt-3 flex items-center gap-1 text-sm text-muted">
            <Icon shape=icondata_lu::LuInfo class="size-4 shrink-0" />
            {t!("delete-partner-hint")}
        </p>
    }
}

fn facts(partner: &Partner) -> Vec<(String, String)> {
    let currencies = |code: &str| match names::currencies().into_iter().find(|(known, _)| known == code) {
        Some((code, name)) => format!("{name} ({code})"),
        None => code.to_owned(),
    };
    let zone = if partner.zone.is_empty() {
        String::new()
    } else {
        format!("{} ({})", zones::city(&partner.zone), partner.zone)
    };
    vec![
        (t!("products"), partner.products.join(", ")),
        (t!("languages"), partner.languages.join(", ")),
        (t!("check-in-language"), partner.check_in_language.clone()),
        (t!("interpreter"), partner.interpreter.clone()),
        (t!("currency"), currencies(&partner.currency)),
        (t!("zone"), zone),
        (t!("relationship-owner"), partner.owner.clone()),
        (t!("tags"), partner.tags.join(", ")),
        (t!("notes"), partner.notes.clone()),
    ]
}
