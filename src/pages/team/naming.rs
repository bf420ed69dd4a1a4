//! Who only reads cannot write down their own name: an owner does.

use floorbook_domain::{MemberField, MemberId};
use floorbook_port::{Command, Write};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Field, Look, Sheet},
    engine,
    frame::notices::use_notices,
    t,
};

/// Who is being named, and what is typed.
pub(super) type Naming = RwSignal<Option<(MemberId, String)>>;

/// The sheet in which a member is named. It stands apart from the list, which is drawn anew when something arrives.
#[component]
pub(super) fn NameMember(naming: Naming) -> impl IntoView {
    let notices = use_notices();
    let typed = Signal::derive(move || naming.get().map(|(_, typed)| typed).unwrap_or_default());
    let name = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some((member, typed)) = naming.get_untracked() else { return };
        if typed.trim().is_empty() {
            return;
        }
        naming.set(None);
        // There is no record of theirs yet, or one that somebody else is making: then both names stand side by side.
        let write = Write::edit(member, 0, vec![MemberField::Name(typed.trim().to_owned()).into()]);
        spawn_local(async move {
            let id = engine::command_id();
            let done = engine::call_as(id, Command::Write(vec![write]), Vec::new()).await;
            notices.done_or_trouble(id, t!("member-named"), done);
        });
    };
    view! {
        <Sheet
            title=t!("member-name")
            open=Signal::derive(move || naming.with(Option::is_some))
            on_close=move || naming.set(None)
        >
            <form class="flex flex-col gap-4 pb-2" novalidate on:submit=name>
                <Field
                    label=t!("name")
                    value=typed
                    hint=t!("member-name-hint")
                    on_input=move |typed| naming.update(|naming| {
                        if let Some((_, before)) = naming {
                            *before = typed;
                        }
                    })
                />
                <div>
                    <button type="submit" class=Look::Primary.class()>{t!("done")}</button>
                </div>
            </form>
        </Sheet>
    }
}
