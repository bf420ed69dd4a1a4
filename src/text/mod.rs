//! The message catalogue: every word that a person reads stands in `en/*.ftl` (Fluent), one file
//! for each area of the app, and is fetched by [`t!`](crate::t).
//!
//! A test reads the sources: each key that is used exists, each key that exists is used, and no
//! view holds words of its own. To add a text, put `key = Words` into the area's file, and write
//! `t!("key")`, or `t!("key", "count" => 3)` for `key = { $count -> [one] … *[other] … }`.

mod label;

#[cfg(test)]
mod check;

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue;
pub use label::{Label, about_trouble, problems_text, what_to_do};

/// The files of the catalogue, by area.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("errors.ftl", include_str!("en/errors.ftl")),
    ("frame.ftl", include_str!("en/frame.ftl")),
    ("host.ftl", include_str!("en/host.ftl")),
    ("labels.ftl", include_str!("en/labels.ftl")),
    ("people.ftl", include_str!("en/people.ftl")),
    ("search.ftl", include_str!("en/search.ftl")),
    ("settings.ftl", include_str!("en/settings.ftl")),
    ("shared.ftl", include_str!("en/shared.ftl")),
    ("sync.ftl", include_str!("en/sync.ftl")),
    ("team.ftl", include_str!("en/team.ftl")),
    ("today.ftl", include_str!("en/today.ftl")),
    ("visit.ftl", include_str!("en/visit.ftl")),
];

thread_local! {
    static CATALOGUE: FluentBundle<FluentResource> = catalogue();
}

fn catalogue() -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new("en-GB".parse::<LanguageIdentifier>().into_iter().collect());
    // Marks around values would become part of accessible names.
    bundle.set_use_isolating(false);
    for (file, source) in FILES {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
            report(&format!("{file}: {errors:?}"));
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            report(&format!("{file}: {errors:?}"));
        }
    }
    bundle
}

/// The words under `key`. Called through [`t!`](crate::t).
pub fn words(key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
    let args: FluentArgs<'_> = values.iter().map(|(name, value)| (Cow::from(*name), value.clone())).collect();
    CATALOGUE.with(|bundle| {
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            report(&format!("there is no text {key}"));
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            report(&format!("{key}: {errors:?}"));
        }
        text
    })
}

/// A slip in the catalogue stops a test; in the app it is logged, and the key is shown.
fn report(what: &str) {
    if cfg!(test) {
        panic!("{what}");
    }
    leptos::logging::error!("{what}");
}

/// The words under a key of the catalogue, as a `String`: `t!("key")`, `t!("key", "name" => value)`.
#[macro_export]
macro_rules! t {
    ($key:literal) => {
        $crate::text::words($key, &[])
    };
    ($key:literal, $($name:literal => $value:expr),+ $(,)?) => {
        $crate::text::words($key, &[$(($name, $crate::text::FluentValue::from($value))),+])
    };
}
