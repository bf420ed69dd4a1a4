//! A set of things with several parts each (shifts, certificates, numbers): a row for each, and a
//! button that adds one.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::Lens;
use crate::{
    components::{For, Icon, IconButton},
    draft::{Form, Formed},
};

/// How rows of a `T` work.
pub struct RowKind<T: 'static> {
    /// A new one.
    pub blank: fn() -> T,
    /// Whether nothing was entered: such a row is not kept.
    pub is_blank: fn(&T) -> bool,
}

impl<T> Clone for RowKind<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RowKind<T> {}

/// One row: reads and writes its place in the set.
pub struct Row<R: Formed, T: 'static> {
    form: Form<R>,
    field: Lens<R, Vec<T>>,
    kind: RowKind<T>,
    place: usize,
    is_adding: RwSignal<bool>,
}

impl<R: Formed, T> Clone for Row<R, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Formed, T> Copy for Row<R, T> {}

impl<R: Formed, T: Clone + PartialEq + Send + Sync + 'static> Row<R, T> {
    /// What `read` makes of it.
    pub fn read<P: PartialEq + Send + Sync + 'static>(self, read: impl Fn(&T) -> P + Send + Sync + 'static) -> Memo<P> {
        let Row { field, kind, place, .. } = self;
        self.form.read(move |record| match (field.get)(record).get(place) {
            Some(value) => read(value),
            None => read(&(kind.blank)()),
        })
    }

    /// Something was typed in it.
    pub fn edit(self, change: impl FnOnce(&mut T)) {
        let Row { field, kind, place, .. } = self;
        self.form.edit(move |record| {
            let all = (field.reach)(record);
            match all.get_mut(place) {
                Some(value) => change(value),
                None => {
                    let mut value = (kind.blank)();
                    change(&mut value);
                    all.push(value);
                }
            }
        });
        self.is_adding.set(false);
    }

    fn remove(self) {
        let Row { field, place, .. } = self;
        self.form.edit(move |record| {
            let all = (field.reach)(record);
            if place < all.len() {
                all.remove(place);
            }
        });
        self.is_adding.set(false);
    }
}

/// The rows of a set.
#[component]
pub fn RowList<R: Formed, T>(
    /// The form.
    form: Form<R>,
    /// The field.
    field: Lens<R, Vec<T>>,
    /// How its rows work.
    kind: RowKind<T>,
    /// What they are: the name of the group.
    #[prop(into)]
    legend: String,
    /// The words on the button that adds one.
    #[prop(into)]
    add: String,
    /// The name of the button that takes one away.
    #[prop(into)]
    remove: String,
    /// Draws the fields of a row.
    row: fn(Row<R, T>) -> AnyView,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let is_adding = RwSignal::new(false);
    let group = NodeRef::<html::Fieldset>::new();
    let count = form.read(move |record| (field.get)(record).len());
    // Only when all of them are left: the parts of a row are filled in one after the other.
    let drop_blank = move |event: web_sys::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
        if !group.get_untracked().is_some_and(|group| group.contains(next.as_ref())) {
            form.edit(move |record| (field.reach)(record).retain(|value| !(kind.is_blank)(value)));
            is_adding.set(false);
        }
    };
    let add_row = move |_| {
        let blank = (kind.blank)();
        if (kind.is_blank)(&blank) {
            is_adding.set(true);
        } else {
            form.edit(move |record| (field.reach)(record).push(blank));
        }
        request_animation_frame(move || focus_last(group));
    };
    let remove = StoredValue::new(remove);
    let one = move |place: usize| {
        let handle = Row { form, field, kind, place, is_adding };
        view! {
            <li class="flex items-end gap-2">
                <div class="min-w-0 flex-1">{row(handle)}</div>
                <IconButton label=remove.get_value() icon=icondata_lu::LuTrash2 on_press=move |_| handle.remove() />
            </li>
        }
    };
    view! {
        <fieldset node_ref=group class="min-w-0" on:focusout=drop_blank>
            <legend class="mb-1 text-sm text-muted">{legend}</legend>
            <ul class="flex flex-col gap-2">
                <For each=move || 0..count.get() + usize::from(is_adding.get()) key=|place| *place children=one />
            </ul>
            <button type="button" class="btn touch mt-2" on:click=add_row>
                <Icon shape=icondata_lu::LuPlus />
                {add}
            </button>
        </fieldset>
    }
}

/// Puts the cursor into the first field of the last row.
fn focus_last(group: NodeRef<html::Fieldset>) {
    let found =
        group.get_untracked().and_then(|group| group.query_selector("li:last-child :is(input, select)").ok()?);
    if let Some(field) = found.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}
