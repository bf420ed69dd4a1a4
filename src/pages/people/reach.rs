//! Ways to reach somebody, as links where the device can follow them, else to copy.

use floorbook_domain::{Channel, Contact, ContactId, Messenger, MessengerService};
use icondata_core::Icon as Shape;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use crate::{
    components::{Button, For, Icon, Show},
    frame::{notices::use_notices, writers::Writers},
    host::clipboard,
    reactive::memo,
    t,
    text::Label,
};

/// One way: what it is, what to show, and where it leads.
#[derive(Clone, PartialEq, Eq)]
struct Way {
    what: String,
    shown: String,
    href: Option<String>,
    channel: Channel,
}

fn ways(contact: &Contact) -> Vec<Way> {
    let given = |text: &&String| !text.trim().is_empty();
    let phones = contact.phones.iter().filter(given).map(|number| Way {
        what: t!("call"),
        shown: number.clone(),
        href: Some(format!("tel:{}", dialled(number))),
        channel: Channel::Phone,
    });
    let emails = contact.emails.iter().filter(given).map(|address| Way {
        what: t!("write-email"),
        shown: address.clone(),
        href: Some(format!("mailto:{}", address.trim())),
        channel: Channel::Email,
    });
    let messengers = contact.messengers.iter().map(|messenger| Way {
        what: messenger.service.label(),
        shown: messenger.handle.clone(),
        href: messenger_href(messenger),
        channel: Channel::Messenger,
    });
    phones.chain(emails).chain(messengers).collect()
}

/// The digits of a number, and the plus before them.
fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// The address at which WhatsApp opens a conversation; other messengers have none that works without them.
fn messenger_href(messenger: &Messenger) -> Option<String> {
    let digits: String = messenger.handle.chars().filter(char::is_ascii_digit).collect();
    (messenger.service == MessengerService::WhatsApp && digits.len() > 6).then(|| format!("https://wa.me/{digits}"))
}

/// Ways to reach somebody; without any, the first step.
#[component]
pub fn Reach(
    /// Whom.
    id: ContactId,
    /// The person.
    contact: Memo<Contact>,
) -> impl IntoView {
    let all = memo(move || contact.with(ways));
    let preferred = memo(move || contact.with(|contact| contact.preferred_channel));
    let none = move || {
        view! {
            <p class="py-1 text-muted">
                {t!("no-way-to-reach")} " "
                <Writers>
                    <A href=format!("/people/{id}/edit") attr:class="link">
                        {t!("add-way")}
                    </A>
                </Writers>
            </p>
        }
    };
    view! {
        <section class="mt-2">
            <h2 class="text-lg font-semibold">{t!("reach")}</h2>
            <Show when=move || preferred.get() != Channel::Unknown>
                <p class="text-sm text-muted">{move || t!("prefers", "channel" => preferred.get().label())}</p>
            </Show>
            <Show when=move || all.with(|all| !all.is_empty()) fallback=none>
                <ul class="-mx-3">
                    <For each=move || all.get() key=|way| (way.what.clone(), way.shown.clone()) let:way>
                        <WayRow way />
                    </For>
                </ul>
            </Show>
        </section>
    }
}

fn icon(channel: Channel) -> Shape {
    match channel {
        Channel::Phone => icondata_lu::LuPhone,
        Channel::Email => icondata_lu::LuMail,
        _ => icondata_lu::LuMessageCircle,
    }
}

#[component]
fn WayRow(way: Way) -> impl IntoView {
    let notices = use_notices();
    let Way { what, shown, href, channel } = way;
    let text = shown.clone();
    let copy = move |_| {
        let text = text.clone();
        spawn_local(async move {
            let said = if clipboard::copy(&text).await { t!("copied") } else { t!("not-copied") };
            notices.say(said);
        });
    };
    let words = view! {
        <Icon shape=icon(channel) class="size-5 shrink-0 text-muted" />
        <span class="min-w-0 flex-1">
            <span class="block text-sm text-muted">{what.clone()}</span>
            <span class="block wrap-break-word">{shown.clone()}</span>
        </span>
    };
    match href {
        Some(href) => view! {
            <li class="flex items-center">
                <a
                    href=href
                    rel="noreferrer"
                    target=(channel == Channel::Messenger).then_some("_blank")
                    class="touch flex min-w-0 flex-1 items-center gap-3 rounded-field px-3 py-2 text-primary hover:bg-base-200"
                >
                    {words}
                </a>
            </li>
        }
        .into_any(),
        None => view! {
            <li class="flex items-center gap-3 px-3 py-1">
                {words}
                <Button label=t!("copy") icon=icondata_lu::LuCopy on_press=copy />
            </li>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_hold_what_a_device_can_follow() {
        assert_eq!(dialled("+84 (0)90 123-45-67"), "+840901234567");
        let handle = |service, handle: &str| Messenger { service, handle: handle.into() };
        let whats_app = messenger_href(&handle(MessengerService::WhatsApp, "+84 90 123 45 67"));
        assert_eq!(whats_app.as_deref(), Some("https://wa.me/84901234567"));
        assert_eq!(messenger_href(&handle(MessengerService::WhatsApp, "lan")), None, "no number, no link");
        assert_eq!(messenger_href(&handle(MessengerService::WeChat, "13901234567")), None);
    }
}
