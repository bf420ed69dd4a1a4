//! Where a site is: taken from the device, or typed.

use floorbook_domain::{Position, Problem, Site};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, Field},
    draft::Form,
    frame::notices::use_notices,
    host::position,
    pages::form::problem,
    reactive::memo,
    t,
};

/// Degrees as they are typed, with a comma or a point; `None` for what is no number.
fn degrees(text: &str) -> Option<i32> {
    let degrees: f64 = text.trim().replace(',', ".").replace('−', "-").parse().ok()?;
    // Kept within the type: what lies off the earth is named beside the field.
    (degrees.abs() < 2_000.0).then(|| (degrees * 1e6).round() as i32)
}

fn shown(millionths: i32) -> String {
    format!("{}", f64::from(millionths) / 1e6)
}

/// The position of a site. Half a position is no position: it is kept when both numbers are there.
#[component]
pub fn PositionFields(
    /// The form.
    form: Form<Site>,
) -> impl IntoView {
    let notices = use_notices();
    let is_looking = RwSignal::new(false);
    // What is being typed and is no number yet; nothing else knows it.
    let half = RwSignal::new(None::<(String, String)>);
    let stored = form.read(|site| site.position);
    let texts = memo(move || {
        let stored = stored.get().map(|position| (shown(position.latitude), shown(position.longitude)));
        half.get().or(stored).unwrap_or_default()
    });
    let typed = move |texts: (String, String)| {
        let position = match (degrees(&texts.0), degrees(&texts.1)) {
            (Some(latitude), Some(longitude)) => Some(Position { latitude, longitude, accuracy: None }),
            _ => None,
        };
        let is_empty = texts.0.trim().is_empty() && texts.1.trim().is_empty();
        half.set(Some(texts));
        if position.is_some() || is_empty {
            form.edit(|site| site.position = position);
        }
    };
    let use_here = move |_| {
        is_looking.set(true);
        spawn_local(async move {
            let here = position::ask().await;
            is_looking.try_set(false);
            match here {
                Ok(position) => {
                    half.try_set(None);
                    form.edit(|site| site.position = Some(position));
                }
                Err(_) => notices.say(t!("position-not-found")),
            }
        });
    };
    let here_words =
        Signal::derive(move || if is_looking.get() { t!("looking-for-position") } else { t!("use-this-place") });
    let exact = move || {
        let accuracy = stored.get().and_then(|position| position.accuracy);
        accuracy.map(|metres| t!("position-accuracy", "metres" => metres))
    };
    view! {
        <div class="flex flex-col gap-2">
            <div class="grid grid-cols-2 gap-3">
                <Field
                    label=t!("latitude")
                    value=Signal::derive(move || texts.get().0)
                    on_input=move |text| typed((text, texts.get_untracked().1))
                    problem=problem(form, &[Problem::PositionOutOfRange])
                />
                <Field
                    label=t!("longitude")
                    value=Signal::derive(move || texts.get().1)
                    on_input=move |text| typed((texts.get_untracked().0, text))
                />
            </div>
            <p class="text-sm text-muted empty:hidden">{move || exact()}</p>
            <Button label=here_words icon=icondata_lu::LuLocateFixed disabled=is_looking on_press=use_here class="self-start" />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::degrees;

    #[test]
    fn degrees_are_read_as_people_type_them() {
        assert_eq!(degrees("10.8231"), Some(10_823_100));
        assert_eq!(degrees(" −33,5 "), Some(-33_500_000));
        assert_eq!(degrees("north"), None);
        assert_eq!(degrees("9999"), None);
    }
}
