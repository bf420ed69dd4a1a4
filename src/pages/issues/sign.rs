//! Signing on the glass, one after the other: both read the same words, each puts their name to them.

use floorbook_domain::{Attendee, IssueId, Party, Point, SignOff, SignOffField, SignOffId};
use floorbook_port::{Command, IssueView, Write};
use leptos::{prelude::*, task::spawn_local};

use super::statement::statement;
use crate::{
    components::{Button, ChipChoice, Field, Glass, Look, Sheet, Show, TextArea},
    engine,
    frame::{notices::use_notices, start_view::my_name},
    host::{clock, names},
    ids,
    pages::form::myself,
    t,
    text::Label,
};

/// The sheet for signing. It closes when both sides have signed; one side alone may.
#[component]
pub(super) fn SignSheet(
    /// The issue.
    id: IssueId,
    /// The issue as it is shown, and as it is signed.
    view: IssueView,
    /// The sheet was closed.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let text = statement(&view);
    let content = view.content;
    let (our_name, their_name) = (my_name(), view.summary.theirs.clone());
    let (theirs, zone) = (view.found.record.theirs.clone(), view.summary.zone.clone());
    let name_of = {
        let their_name = their_name.clone();
        move |party: Party| if party == Party::Us { our_name.get_untracked() } else { their_name.clone() }
    };
    let name_of = StoredValue::new(name_of);
    let party = RwSignal::new(Party::Us);
    let name = RwSignal::new(name_of.with_value(|of| of(Party::Us)));
    let strokes = RwSignal::new(Vec::<Vec<Point>>::new());
    let translation = RwSignal::new(String::new());
    let language = RwSignal::new(String::new());
    let signed = RwSignal::new(Vec::<Party>::new());
    let (me, notices) = (myself(), use_notices());
    let turn_to = move |side: Party| {
        party.set(side);
        name.set(name_of.with_value(|of| of(side)));
        strokes.set(Vec::new());
    };
    let has_no_name = Signal::derive(move || name.with(|name| name.trim().is_empty()));
    let shown = StoredValue::new(text);
    let sign = move || {
        let side = party.get_untracked();
        let typed = name.get_untracked().trim().to_owned();
        let known = match side {
            Party::Us => me.with_untracked(|me| me.iter().find(|(_, name)| *name == typed).map(|(who, _)| who.clone())),
            Party::Them => theirs.clone().filter(|_| typed == their_name),
        };
        let sign_off = SignOff {
            of: Some(id.into()),
            party: side,
            who: known.or_else(|| Some(Attendee::Name(typed.clone()))),
            name: typed,
            text: shown.get_value(),
            translation: translation.get_untracked(),
            language: language.get_untracked(),
            hash: None,
            content: Some(content),
            strokes: strokes.get_untracked(),
            when: clock::now(),
            zone: zone.clone(),
        };
        let record: SignOffId = ids::new();
        let fields = sign_off.fields().into_iter().map(SignOffField::into).collect();
        spawn_local(async move {
            let command = engine::command_id();
            let done = engine::call_as(command, Command::Write(vec![Write::new(record, fields)]), Vec::new()).await;
            if !notices.done_or_trouble(command, t!("signed-by", "name" => sign_off.name), done) {
                return;
            }
            signed.update(|all| all.push(side));
            let other = if side == Party::Us { Party::Them } else { Party::Us };
            if signed.with_untracked(|all| all.contains(&other)) { on_close() } else { turn_to(other) }
        });
    };
    let sign = StoredValue::new(sign);
    let foot = move || {
        view! {
            <div class="flex items-center gap-3 px-4 py-3">
                <p class="min-w-0 flex-1 text-sm text-muted" role="status">
                    {move || if signed.with(Vec::is_empty) { String::new() } else { t!("hand-it-over") }}
                </p>
                <Button label=t!("sign") look=Look::Primary disabled=has_no_name on_press=move |_| sign.with_value(|sign| sign()) />
            </div>
        }
    };
    view! {
        <Sheet title=t!("sign-together") open=Signal::stored(true) on_close foot>
            <div class="flex flex-col gap-4">
                <p class="wrap-break-word whitespace-pre-line rounded-box bg-base-200 p-3">{shown.get_value()}</p>
                // What somebody has signed does not change under their name.
                <Show
                    when=move || signed.with(Vec::is_empty)
                    fallback=move || view! { <p class="wrap-break-word whitespace-pre-line empty:hidden">{move || translation.get()}</p> }
                >
                    <TextArea
                        label=t!("translation-typed")
                        value=translation
                        on_input=move |typed| translation.set(typed)
                        class="min-h-16 text-base"
                    />
                    <Show when=move || translation.with(|text| !text.trim().is_empty())>
                        <Field label=t!("translation-language") value=language offers=Signal::stored(names::languages()) on_input=move |typed| language.set(typed) />
                    </Show>
                </Show>
                <ChipChoice
                    legend=t!("signs-for")
                    choices=Party::ALL.iter().map(|side| (*side, side.label())).collect()
                    chosen=party
                    on_choose=turn_to
                />
                <Field label=t!("name") value=name on_input=move |typed| name.set(typed) />
                <div>
                    <Glass label=t!("glass") strokes on_draw=move |all| strokes.set(all) />
                    <div class="mt-1 flex items-center gap-2">
                        <p class="flex-1 text-sm text-muted">{t!("glass-hint")}</p>
                        <Button
                            label=t!("wipe")
                            look=Look::Plain
                            disabled=Signal::derive(move || strokes.with(Vec::is_empty))
                            on_press=move |_| strokes.set(Vec::new())
                        />
                    </div>
                </div>
            </div>
        </Sheet>
    }
}
