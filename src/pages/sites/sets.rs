//! The shifts and the certificates of a site, to fill in.

use floorbook_domain::{Certificate, Day, Problem, Shift, Site};
use leptos::prelude::*;

use crate::{
    components::Field,
    draft::Form,
    lens,
    pages::form::{Row, RowKind, RowList, problem},
    t,
};

/// When people work there.
#[component]
pub fn Shifts(
    /// The form.
    form: Form<Site>,
) -> impl IntoView {
    let kind = RowKind { blank: || Shift { name: String::new(), starts: 8 * 60, ends: 17 * 60 }, is_blank: |_| false };
    let problem = problem(form, &[Problem::ShiftOutOfRange]);
    view! {
        <RowList
            form
            field=lens!(Site, shifts)
            kind
            legend=t!("shifts")
            add=t!("add-shift")
            remove=t!("remove-shift")
            row=shift_row
        />
        <p class="text-sm text-error empty:hidden">{move || problem.get()}</p>
    }
}

fn shift_row(row: Row<Site, Shift>) -> AnyView {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    view! {
        <div class="grid grid-cols-2 gap-2 rail:grid-cols-3">
            <div class="col-span-2 rail:col-span-1">
                <Field
                    label=t!("shift-name")
                    value=row.read(|shift| shift.name.clone())
                    on_input=move |name| row.edit(|shift| shift.name = name)
                />
            </div>
            <Field
                label=t!("starts")
                kind="time"
                value=row.read(move |shift| clock(shift.starts))
                on_input=move |text| if let Some(at) = minutes(&text) { row.edit(|shift| shift.starts = at) }
            />
            <Field
                label=t!("ends")
                kind="time"
                value=row.read(move |shift| clock(shift.ends))
                on_input=move |text| if let Some(at) = minutes(&text) { row.edit(|shift| shift.ends = at) }
            />
        </div>
    }
    .into_any()
}

/// Minutes since midnight of `08:30`; `None` while a time is half typed.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// What it is certified for.
#[component]
pub fn Certificates(
    /// The form.
    form: Form<Site>,
) -> impl IntoView {
    let kind = RowKind {
        blank: || Certificate { name: String::new(), number: String::new(), expires: None },
        is_blank: |certificate: &Certificate| {
            certificate.name.trim().is_empty() && certificate.number.trim().is_empty() && certificate.expires.is_none()
        },
    };
    view! {
        <RowList
            form
            field=lens!(Site, certificates)
            kind
            legend=t!("certificates")
            add=t!("add-certificate")
            remove=t!("remove-certificate")
            row=certificate_row
        />
    }
}

fn certificate_row(row: Row<Site, Certificate>) -> AnyView {
    let day = |certificate: &Certificate| certificate.expires.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <div class="grid grid-cols-2 gap-2 rail:grid-cols-3">
            <div class="col-span-2 rail:col-span-1">
                <Field
                    label=t!("certificate-name")
                    value=row.read(|certificate| certificate.name.clone())
                    on_input=move |name| row.edit(|certificate| certificate.name = name)
                />
            </div>
            <Field
                label=t!("certificate-number")
                value=row.read(|certificate| certificate.number.clone())
                on_input=move |number| row.edit(|certificate| certificate.number = number)
            />
            <Field
                label=t!("expires")
                kind="date"
                value=row.read(day)
                on_input=move |text| row.edit(|certificate| certificate.expires = Day::parse(&text))
            />
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn a_time_is_read_when_it_is_whole() {
        assert_eq!(minutes("08:30"), Some(510));
        assert_eq!(minutes("23:59:00"), Some(1_439));
        assert_eq!(minutes(""), None);
        assert_eq!(minutes("24:00"), None);
    }
}
