//! The records that stepped back for one: their names, what they held, and a way to part them.

use floorbook_domain::{Field, RecordRef};
use floorbook_port::{Command, Write};
use leptos::{prelude::*, task::spawn_local};

use super::{look, merged_into};
use crate::{
    components::{Button, Facts, For, Show},
    engine,
    frame::{
        notices::{Notices, use_notices},
        writers::Fields,
    },
    pages::field_words::{field_label, field_value},
    t,
};

/// The records that were merged into one.
#[component]
pub fn MergedParts(
    /// Those that stepped back, with their names.
    #[prop(into)]
    merged: Signal<Vec<(RecordRef, String)>>,
) -> impl IntoView {
    view! {
        <Show when=move || merged.with(|merged| !merged.is_empty())>
            <section class="mt-4 flex flex-col gap-3">
                <h2 class="text-lg font-semibold">{t!("also-written-down-as")}</h2>
                <For each=move || merged.get() key=|part| part.clone() let:part>
                    <Part part=part.0 name=part.1 />
                </For>
            </section>
        </Show>
    }
}

#[component]
fn Part(part: RecordRef, name: String) -> impl IntoView {
    let notices = use_notices();
    let held = RwSignal::new(Vec::new());
    spawn_local(async move {
        if let Some((_, fields)) = look(part).await {
            held.try_set(facts(&fields));
        }
    });
    let name = if name.trim().is_empty() { t!("unnamed") } else { name };
    view! {
        <div class="rounded-box border border-base-300 p-4">
            <div class="flex flex-wrap items-center gap-2">
                <h3 class="flex-1 font-semibold">{name}</h3>
                <Fields>
                    <Button label=t!("part-again") on_press=move |_| spawn_local(part_again(part, notices)) />
                </Fields>
            </div>
            <Facts facts=held />
        </div>
    }
}

/// What a record holds, besides that it is merged; the elements of a set in one line.
fn facts(fields: &[Field]) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    for field in fields {
        let (label, value) = (field_label(field), field_value(field));
        match facts.iter_mut().find(|(known, _)| *known == label) {
            Some((_, values)) if !value.is_empty() => {
                values.push_str(", ");
                values.push_str(&value);
            }
            Some(_) => {}
            None => facts.push((label, value)),
        }
    }
    facts
}

async fn part_again(part: RecordRef, notices: Notices) {
    // It may have been merged into one that was merged in turn: either way it is this field of its own.
    let Some((seen, _)) = look(part).await else { return };
    let write = Write::edit(part, seen, merged_into(part, None).into_iter().collect());
    let id = engine::command_id();
    let done = engine::call_as(id, Command::Write(vec![write]), Vec::new()).await;
    notices.done_or_trouble(id, t!("parted"), done);
}
