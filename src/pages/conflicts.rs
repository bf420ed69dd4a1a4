//! Fields that were written on two devices side by side: both values, one tap to choose.

use floorbook_domain::RecordRef;
use floorbook_port::{Command, FieldValues, Write};
use leptos::{prelude::*, task::spawn_local};

use super::{
    field_words::{field_label, field_reference, field_value},
    record_names::record_names,
};
use crate::{
    components::{ConflictBadge, For},
    engine,
    frame::{notices::use_notices, writers::Fields},
    t,
};

/// The fields of a record that have more than one value.
#[component]
pub fn Conflicts(
    /// The record.
    record: RecordRef,
    /// The revision that is shown.
    #[prop(into)]
    seen: Signal<u64>,
    /// Its fields with more than one value.
    #[prop(into)]
    conflicts: Signal<Vec<FieldValues>>,
) -> impl IntoView {
    let notices = use_notices();
    let mentioned = Signal::derive(move || {
        conflicts
            .with(|all| all.iter().flat_map(|one| &one.sides).filter_map(|side| field_reference(&side.field)).collect())
    });
    let names = record_names(mentioned);
    let badge = move |values: FieldValues| {
        let values = StoredValue::new(values);
        let choose = move |place: usize| {
            let Some(field) = values.with_value(|values| values.sides.get(place).map(|side| side.field.clone())) else {
                return;
            };
            let write = Write::edit(record, seen.get_untracked(), vec![field]);
            spawn_local(async move {
                let id = engine::command_id();
                let done = engine::call_as(id, Command::Write(vec![write]), Vec::new()).await;
                notices.done_or_trouble(id, t!("conflict-chosen"), done);
            });
        };
        move || {
            let (label, sides) = values.with_value(|values| {
                let value = |field| match field_reference(field) {
                    Some(record) => names.with(|names| names.get(&record).cloned().unwrap_or_default()),
                    None => field_value(field),
                };
                let shown = |text: String| if text.trim().is_empty() { t!("value-empty") } else { text };
                let sides = values.sides.iter().map(|side| (shown(value(&side.field)), side.author.clone(), side.at));
                let label = values.sides.first().map(|side| field_label(&side.field)).unwrap_or_default();
                (label, sides.collect::<Vec<_>>())
            });
            view! {
                <Fields>
                    <ConflictBadge label sides on_choose=choose />
                </Fields>
            }
        }
    };
    view! {
        <div class="flex flex-col gap-2 empty:hidden">
            <For
                each=move || conflicts.get()
                key=|values| format!("{} {:?}", values.number, values.sides)
                children=badge
            />
        </div>
    }
}
