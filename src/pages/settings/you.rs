//! One's own name.

use floorbook_domain::{Member, MemberField, MemberId};
use floorbook_port::{Found, Write};
use leptos::prelude::*;

use crate::{
    components::{Field, SavedState},
    draft::use_draft,
    frame::{start_view::use_start, writers::Fields},
    pages::history::HistoryLink,
    reactive::{drawn, memo},
    t,
};

/// The name that notes carry.
#[component]
pub(super) fn You() -> impl IntoView {
    let start = use_start();
    let who = memo(move || start.with(|start| start.me.as_ref().map(|me| me.id)).flatten());
    drawn(move || {
        who.get();
        let me = untrack(|| start.with(|start| start.me.clone()).flatten());
        me.map(|me| view! { <Name me /> })
    })
}

#[component]
fn Name(me: Found<MemberId, Member>) -> impl IntoView {
    let draft = use_draft(me.id, me.seen);
    let name = RwSignal::new(me.record.name);
    let problem =
        Signal::derive(
            move || {
                if name.with(|name| name.trim().is_empty()) { t!("first-name-missing") } else { String::new() }
            },
        );
    let typed = move |text: String| {
        name.set(text.clone());
        // A blank name is not kept: the one before stands.
        if !text.trim().is_empty() {
            let field = MemberField::Name(text.trim().to_owned());
            draft.typed(text, vec![Write::edit(me.id, me.seen, vec![field.into()])]);
        }
    };
    view! {
        <div>
            <Fields>
                <Field
                    label=t!("first-name")
                    value=name
                    on_input=typed
                    problem
                    hint=t!("first-name-hint")
                    autocomplete="name"
                />
            </Fields>
            <SavedState state=draft.state() />
        </div>
        <div class="flex"><HistoryLink record=me.id /></div>
    }
}
