//! What sort of note it is and how much it matters: a colour, and always a shape and a word.

use floorbook_domain::{ObservationKind, Severity};
use icondata_core::Icon as Shape;
use leptos::prelude::*;

use crate::{components::Icon, text::Label};

/// Kind and severity; nothing for a plain fact.
#[component]
pub fn Marks(
    /// What sort of note.
    kind: ObservationKind,
    /// How much it matters.
    severity: Severity,
) -> impl IntoView {
    let kind = kind_shape(kind).map(|shape| {
        view! {
            <span class="inline-flex items-center gap-1 rounded-selector bg-base-200 px-2 py-0.5 text-sm">
                <Icon shape class="size-4" />
                {kind.label()}
            </span>
        }
    });
    let severity = severity_look(severity).map(|(shape, colours)| {
        view! {
            <span class=format!("inline-flex items-center gap-1 rounded-selector px-2 py-0.5 text-sm font-semibold {colours}")>
                <Icon shape class="size-4" />
                {severity.label()}
            </span>
        }
    });
    view! {
        {severity}
        {kind}
    }
}

fn kind_shape(kind: ObservationKind) -> Option<Shape> {
    match kind {
        ObservationKind::Fact => None,
        ObservationKind::GoodPractice => Some(icondata_lu::LuThumbsUp),
        ObservationKind::Concern => Some(icondata_lu::LuFlag),
        ObservationKind::Idea => Some(icondata_lu::LuLightbulb),
        ObservationKind::Question => Some(icondata_lu::LuCircleHelp),
        ObservationKind::Quote => Some(icondata_lu::LuQuote),
    }
}

fn severity_look(severity: Severity) -> Option<(Shape, &'static str)> {
    match severity {
        Severity::None => None,
        Severity::Minor => Some((icondata_lu::LuCircleAlert, "bg-minor text-minor-content")),
        Severity::Major => Some((icondata_lu::LuTriangleAlert, "bg-major text-major-content")),
        Severity::Critical => Some((icondata_lu::LuOctagonAlert, "bg-critical text-critical-content")),
    }
}

/// The line at the side of a note that matters.
pub(super) fn side_colour(severity: Severity) -> &'static str {
    match severity {
        Severity::None => "border-transparent",
        Severity::Minor => "border-minor",
        Severity::Major => "border-major",
        Severity::Critical => "border-critical",
    }
}
