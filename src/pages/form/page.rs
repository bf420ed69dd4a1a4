//! The page around a form: its fields, what is true about saving, and **Done**.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    components::{Button, Look, PageHeader, SavedState},
    draft::{Form, Formed},
    frame::writers::Fields,
    t,
};

/// A form as a page. **Done** and back both keep what was entered.
#[component]
pub fn FormPage<R: Formed>(
    /// The form.
    form: Form<R>,
    /// The page's name.
    #[prop(into)]
    title: Signal<String>,
    /// What the document is called: never by what somebody wrote.
    #[prop(into)]
    document: String,
    /// Where back leads: what the form was opened from.
    #[prop(into)]
    back: String,
    /// Where **Done** leads: the record's page.
    #[prop(into)]
    done: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let leave = back.clone();
    let finish = move || {
        let (navigate, done, back) = (navigate.clone(), done.clone(), leave.clone());
        spawn_local(async move {
            // What failed stands beside the button, and what was typed stays here.
            if form.finish().await.is_ok() {
                // The way back from the record's page does not lead through its form.
                let path = if form.is_record() { done } else { back };
                navigate(&path, NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
        });
    };
    let submit = {
        let finish = finish.clone();
        move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            finish();
        }
    };
    view! {
        <PageHeader title document back />
        <form class="flex flex-col gap-5 pb-4" novalidate=true on:submit=submit>
            <Fields class="flex flex-col gap-5">{children()}</Fields>
        </form>
        // Notices rise above it as above the capture bar, or they would lie on Done.
        <div data-capture-bar="" class="sticky bottom-16 z-20 -mx-4 flex items-center gap-3 border-t border-base-300 bg-base-100 px-4 py-2 rail:bottom-0 rail:-mx-8 rail:px-8">
            <div class="min-w-0 flex-1">
                <SavedState state=form.state() />
            </div>
            <Button label=t!("done") look=Look::Primary on_press=move |_| finish() />
        </div>
    }
}

/// Fields that belong together, under a heading.
#[component]
pub fn Section(
    /// What they are about.
    #[prop(into)]
    heading: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="flex flex-col gap-4 border-t border-base-300 pt-4">
            <h2 class="text-lg font-semibold">{heading}</h2>
            {children()}
        </section>
    }
}
