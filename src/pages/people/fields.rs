//! Parts of the form of a person: where they work, and how to reach them.

use floorbook_domain::{Channel, Contact, Messenger, MessengerService, Problem};
use floorbook_port::{Page, PageRequest, PartnerView, Query, Scope, SiteView};
use leptos::prelude::*;

use crate::{
    components::{Field, Select, Show},
    draft::Form,
    engine::{Live, live, live_if},
    lens,
    pages::form::{Choice, Row, RowKind, RowList, problem},
    reactive::memo,
    t,
    text::Label,
};

/// The partner and the site where they work.
#[component]
pub fn Place(
    /// The form.
    form: Form<Contact>,
) -> impl IntoView {
    let partner = form.read(|contact| contact.partner);
    let partners: Live<Page<PartnerView>> = live(|| Query::Partners(PageRequest::first(500)));
    let sites: Live<Page<SiteView>> =
        live_if(move || partner.get().map(|id| Query::Sites(Scope::Partner(id), PageRequest::first(500))));
    let partner_choices = memo(move || {
        let named = |view: &PartnerView| (view.found.id.to_string(), view.found.record.name.clone());
        with_none(t!("no-partner"), partners.with(|page| page.rows.iter().map(named).collect()))
    });
    let site_choices = memo(move || {
        let named = |view: &SiteView| (view.found.id.to_string(), view.found.record.name.clone());
        with_none(t!("no-site"), sites.with(|page| page.rows.iter().map(named).collect()))
    });
    let choose_partner = move |id: String| {
        form.edit(move |contact| {
            contact.partner = id.parse().ok();
            // A site of another partner is none of theirs.
            contact.site = None;
        });
    };
    let choose_site = move |id: String| form.edit(move |contact| contact.site = id.parse().ok());
    view! {
        <div class="grid gap-4 rail:grid-cols-2">
            <Select
                label=t!("partner")
                choices=partner_choices
                chosen=form.read(|contact| contact.partner.map(|id| id.to_string()).unwrap_or_default())
                on_choose=choose_partner
            />
            <Show when=move || site_choices.with(|choices| choices.len() > 1)>
                <Select
                    label=t!("site")
                    choices=site_choices
                    chosen=form.read(|contact| contact.site.map(|id| id.to_string()).unwrap_or_default())
                    on_choose=choose_site
                />
            </Show>
        </div>
    }
}

fn with_none(none: String, named: Option<Vec<(String, String)>>) -> Vec<(String, String)> {
    std::iter::once((String::new(), none)).chain(named.unwrap_or_default()).collect()
}

/// Phones, e-mails, messengers, and what they like best.
#[component]
pub fn Ways(
    /// The form.
    form: Form<Contact>,
) -> impl IntoView {
    let text = RowKind { blank: String::new, is_blank: |text: &String| text.trim().is_empty() };
    let messenger = RowKind {
        blank: || Messenger { service: MessengerService::WeChat, handle: String::new() },
        is_blank: |messenger: &Messenger| messenger.handle.trim().is_empty(),
    };
    let email_problem = problem(form, &[Problem::EmailMalformed]);
    view! {
        <RowList
            form
            field=lens!(Contact, phones)
            kind=text
            legend=t!("phones")
            add=t!("add-phone")
            remove=t!("remove-phone")
            row=phone_row
        />
        <div>
            <RowList
                form
                field=lens!(Contact, emails)
                kind=text
                legend=t!("emails")
                add=t!("add-email")
                remove=t!("remove-email")
                row=email_row
            />
            <p class="mt-1 text-sm text-error empty:hidden">{move || email_problem.get()}</p>
        </div>
        <RowList
            form
            field=lens!(Contact, messengers)
            kind=messenger
            legend=t!("messengers")
            add=t!("add-messenger")
            remove=t!("remove-messenger")
            row=messenger_row
        />
        <Choice form field=lens!(Contact, preferred_channel) legend=t!("preferred-channel") all=Channel::ALL />
    }
}

fn phone_row(row: Row<Contact, String>) -> AnyView {
    let on_input = move |text| row.edit(|phone| *phone = text);
    view! { <Field label=t!("phone") kind="tel" value=row.read(String::clone) on_input /> }.into_any()
}

fn email_row(row: Row<Contact, String>) -> AnyView {
    let on_input = move |text| row.edit(|email| *email = text);
    view! { <Field label=t!("email") kind="email" value=row.read(String::clone) on_input /> }.into_any()
}

fn messenger_row(row: Row<Contact, Messenger>) -> AnyView {
    // What is offered first is what is asked for most; "Other" comes last.
    let services = MessengerService::ALL.iter().skip(1).chain(&MessengerService::ALL[..1]);
    let choices: Vec<_> = services.map(|service| (service.label(), service.label())).collect();
    let choose = move |words: String| {
        if let Some(service) = MessengerService::ALL.iter().find(|service| service.label() == words) {
            row.edit(|messenger| messenger.service = *service);
        }
    };
    view! {
        <div class="grid grid-cols-2 gap-2">
            <Select
                label=t!("messenger")
                choices=Signal::stored(choices)
                chosen=row.read(|messenger| messenger.service.label())
                on_choose=choose
            />
            <Field
                label=t!("messenger-handle")
                value=row.read(|messenger| messenger.handle.clone())
                on_input=move |handle| row.edit(|messenger| messenger.handle = handle)
            />
        </div>
    }
    .into_any()
}
