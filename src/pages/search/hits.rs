//! What was found, grouped by what it is.

use floorbook_domain::Kind;
use floorbook_port::SearchHit;
use icondata_core::Icon as Shape;
use leptos::prelude::*;
use leptos_router::components::A;

use super::marked::Marked;
use crate::{
    components::{For, Icon, Show, Time},
    pages::paths,
    reactive::memo,
    t,
};

/// The groups, in the order in which they stand.
const GROUPS: [Kind; 9] = [
    Kind::Partner,
    Kind::Contact,
    Kind::Site,
    Kind::Visit,
    Kind::Issue,
    Kind::Commitment,
    Kind::Observation,
    Kind::Attachment,
    Kind::Member,
];

fn heading(kind: Kind) -> String {
    match kind {
        Kind::Partner => t!("partners"),
        Kind::Contact => t!("people"),
        Kind::Site => t!("sites"),
        Kind::Visit => t!("visits"),
        Kind::Observation => t!("notes"),
        Kind::Attachment => t!("photos-and-files"),
        Kind::Member => t!("colleagues"),
        Kind::Issue => t!("issues"),
        Kind::Commitment => t!("promises"),
        Kind::SignOff => t!("sign-offs"),
    }
}

fn icon(kind: Kind) -> Shape {
    match kind {
        Kind::Partner => icondata_lu::LuFactory,
        Kind::Contact | Kind::Member => icondata_lu::LuUser,
        Kind::Site => icondata_lu::LuMapPin,
        Kind::Visit => icondata_lu::LuClipboardList,
        Kind::Observation => icondata_lu::LuNotebookPen,
        Kind::Attachment => icondata_lu::LuPaperclip,
        Kind::Issue => icondata_lu::LuTriangleAlert,
        Kind::Commitment => icondata_lu::LuHandshake,
        Kind::SignOff => icondata_lu::LuSignature,
    }
}

/// What was found. Up and down go from one to the next, Enter opens it.
#[component]
pub fn Hits(
    /// All that was found so far.
    #[prop(into)]
    hits: Signal<Vec<SearchHit>>,
    /// One of them is opened.
    on_open: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let group = move |kind: Kind| {
        let of_kind = memo(move || {
            hits.with(|hits| hits.iter().filter(|hit| hit.record.kind == kind).cloned().collect::<Vec<_>>())
        });
        view! {
            <Show when=move || of_kind.with(|hits| !hits.is_empty())>
                <section class="pt-3">
                    <h2 class="text-sm text-muted">{heading(kind)}</h2>
                    <ul class="-mx-3">
                        <For each=move || of_kind.get() key=key let:hit>
                            <Hit hit on_open />
                        </For>
                    </ul>
                </section>
            </Show>
        }
    };
    GROUPS.map(group).collect_view()
}

/// What tells a hit from others, and from itself with other marks.
fn key(hit: &SearchHit) -> String {
    format!(
        "{} {} {:?} {} {:?} {}",
        hit.record.id, hit.title, hit.title_marks, hit.excerpt, hit.excerpt_marks, hit.belongs_to
    )
}

#[component]
fn Hit(hit: SearchHit, on_open: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let (kind, at) = (hit.record.kind, hit.at);
    let is_timed = !matches!(kind, Kind::Partner | Kind::Contact | Kind::Site | Kind::Member);
    let has_excerpt = !hit.excerpt.trim().is_empty() && hit.excerpt != hit.title;
    let (title, title_marks) =
        if hit.title.trim().is_empty() { (t!("unnamed"), Vec::new()) } else { (hit.title, hit.title_marks) };
    let belongs_to = hit.belongs_to;
    view! {
        <li>
            <A
                href=paths::record(hit.record)
                attr:data-hit="true"
                attr:class="touch flex items-start gap-3 rounded-field px-3 py-2 hover:bg-base-200"
                on:click=move |_| on_open()
            >
                <Icon shape=icon(kind) class="mt-0.5 size-5 shrink-0 text-muted" />
                <span class="min-w-0 flex-1">
                    <span class="block truncate font-medium">
                        <Marked text=title marks=title_marks />
                    </span>
                    {has_excerpt.then(|| view! {
                        <span class="line-clamp-2 wrap-break-word">
                            <Marked text=hit.excerpt marks=hit.excerpt_marks />
                        </span>
                    })}
                    <span class="flex flex-wrap gap-x-2 text-sm text-muted empty:hidden">
                        {(!belongs_to.is_empty()).then(|| view! { <span>{belongs_to}</span> })}
                        {is_timed.then(|| view! { <Time at=Signal::stored(at) with_home=false /> })}
                    </span>
                </span>
            </A>
        </li>
    }
}
