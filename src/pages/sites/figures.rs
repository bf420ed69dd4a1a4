//! Numbers about a site: as they say, as we saw, and how far that is apart.

use floorbook_domain::{Day, Figure, Site, VisitId};
use leptos::prelude::*;

use crate::{
    components::{Field, For, Show},
    draft::Form,
    host::days,
    lens,
    pages::{
        field_words::{day_words, figure_words, grouped},
        form::Lens,
    },
    reactive::memo,
    t,
};

/// A number that is claimed and observed.
#[derive(Clone, Copy)]
struct Pair {
    what: fn() -> String,
    claimed: Lens<Site, Option<Figure>>,
    observed: Lens<Site, Option<Figure>>,
    has_unit: bool,
}

fn pairs() -> [Pair; 4] {
    [
        Pair {
            what: || t!("lines"),
            claimed: lens!(Site, lines_claimed),
            observed: lens!(Site, lines_observed),
            has_unit: false,
        },
        Pair {
            what: || t!("machines"),
            claimed: lens!(Site, machines_claimed),
            observed: lens!(Site, machines_observed),
            has_unit: false,
        },
        Pair {
            what: || t!("headcount"),
            claimed: lens!(Site, headcount_claimed),
            observed: lens!(Site, headcount_observed),
            has_unit: false,
        },
        Pair {
            what: || t!("capacity"),
            claimed: lens!(Site, capacity_claimed),
            observed: lens!(Site, capacity_observed),
            has_unit: true,
        },
    ]
}

/// How far what was seen is from what was said: `−12 (−20 %)`; empty where one is missing, or
/// where they are counted in different units.
fn difference(claimed: Option<&Figure>, observed: Option<&Figure>) -> String {
    let (Some(claimed), Some(observed)) = (claimed, observed) else { return String::new() };
    if claimed.unit != observed.unit {
        return String::new();
    }
    let apart = i64::from(observed.amount) - i64::from(claimed.amount);
    if apart == 0 {
        return t!("as-they-say");
    }
    let sign = if apart < 0 { "−" } else { "+" };
    let by = grouped(u32::try_from(apart.unsigned_abs()).unwrap_or(u32::MAX));
    match claimed.amount {
        0 => format!("{sign}{by}"),
        amount => {
            let percent = (apart.unsigned_abs() * 100 + u64::from(amount) / 2) / u64::from(amount);
            format!("{sign}{by} ({sign}{percent} %)")
        }
    }
}

/// The numbers of a site side by side. Nothing where none is known.
#[component]
pub fn FigureTable(
    /// The site.
    #[prop(into)]
    site: Signal<Site>,
) -> impl IntoView {
    let known = move || {
        let pairs = pairs().into_iter();
        site.with(|site| {
            let both =
                pairs.map(|pair| ((pair.what)(), (pair.claimed.get)(site).clone(), (pair.observed.get)(site).clone()));
            both.filter(|(_, claimed, observed)| claimed.is_some() || observed.is_some()).collect::<Vec<_>>()
        })
    };
    let figure = |figure: Option<&Figure>| {
        let day = figure.and_then(|figure| figure.day).map(day_words);
        view! {
            <td class="py-2 pr-4 align-top">
                <span class="block">{figure_words(figure)}</span>
                <span class="block text-sm text-muted empty:hidden">{day}</span>
            </td>
        }
    };
    let row = move |(what, claimed, observed): (String, Option<Figure>, Option<Figure>)| {
        view! {
            <tr class="border-t border-base-300">
                <th scope="row" class="py-2 pr-4 text-left align-top font-medium">{what}</th>
                {figure(claimed.as_ref())}
                {figure(observed.as_ref())}
                <td class="py-2 align-top">{difference(claimed.as_ref(), observed.as_ref())}</td>
            </tr>
        }
    };
    view! {
        <Show when=move || !known().is_empty()>
            <div class="overflow-x-auto">
                <table class="w-full text-left">
                    <thead class="text-sm text-muted">
                        <tr>
                            <td></td>
                            <th scope="col" class="py-1 pr-4 font-normal">{t!("claimed")}</th>
                            <th scope="col" class="py-1 pr-4 font-normal">{t!("observed")}</th>
                            <th scope="col" class="py-1 font-normal">{t!("difference")}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=known key=|row| row.clone() children=row />
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

/// The numbers of a site, to fill in. The day sets itself, and the visit when one runs there.
#[component]
pub fn FigureFields(
    /// The form.
    form: Form<Site>,
    /// The visit that is running at this site.
    #[prop(into)]
    visit: Signal<Option<VisitId>>,
) -> impl IntoView {
    let pair = |pair: Pair| {
        let apart =
            form.read(move |site| difference((pair.claimed.get)(site).as_ref(), (pair.observed.get)(site).as_ref()));
        view! {
            <fieldset class="min-w-0">
                <legend class="mb-1 font-medium">{(pair.what)()}</legend>
                <div class="grid grid-cols-2 gap-3">
                    <FigureField form field=pair.claimed label=t!("claimed") has_unit=pair.has_unit visit />
                    <FigureField form field=pair.observed label=t!("observed") has_unit=pair.has_unit visit />
                </div>
                <p class="mt-1 text-sm text-muted empty:hidden">
                    {move || apart.with(|apart| (!apart.is_empty()).then(|| format!("{}: {apart}", t!("difference"))))}
                </p>
            </fieldset>
        }
    };
    pairs().map(pair).collect_view()
}

#[component]
fn FigureField(
    form: Form<Site>,
    field: Lens<Site, Option<Figure>>,
    label: String,
    has_unit: bool,
    visit: Signal<Option<VisitId>>,
) -> impl IntoView {
    let figure = form.read(move |site| (field.get)(site).clone());
    let amount = memo(move || figure.with(|f| f.as_ref().map(|f| f.amount.to_string()).unwrap_or_default()));
    let unit = memo(move || figure.with(|f| f.as_ref().map(|f| f.unit.clone()).unwrap_or_default()));
    let day = memo(move || figure.with(|f| f.as_ref().and_then(|f| f.day).map(|d| d.to_string()).unwrap_or_default()));
    let unit_before = StoredValue::new(String::new());
    // A number that is typed was told or seen now; the day stands below it, for who copies old notes.
    let type_amount = move |typed: String| {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let (day, visit) = (days::today(""), visit.get_untracked());
        form.edit(move |site| {
            let place = (field.reach)(site);
            let unit = place.take().map_or_else(|| unit_before.get_value(), |figure| figure.unit);
            // Between two numbers the field is empty; what is counted stays.
            unit_before.set_value(unit.clone());
            *place = digits.parse().ok().map(|amount| Figure { amount, unit, day, visit });
        });
    };
    let change = move |change: &dyn Fn(&mut Figure)| {
        form.edit(|site| {
            if let Some(figure) = (field.reach)(site) {
                change(figure);
            }
        });
    };
    let unit_words = t!("unit");
    view! {
        <div class="flex min-w-0 flex-col gap-2">
            <Field label kind="number" value=amount on_input=type_amount />
            <Show when=move || figure.with(Option::is_some)>
                {has_unit.then(|| view! {
                    <Field label=unit_words.clone() value=unit on_input=move |unit| change(&|figure| figure.unit = unit.clone()) />
                })}
                <Field
                    label=t!("on-day")
                    kind="date"
                    value=day
                    on_input=move |day| change(&|figure| figure.day = Day::parse(&day))
                />
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(amount: u32) -> Figure {
        Figure { amount, unit: String::new(), day: None, visit: None }
    }

    #[test]
    fn what_was_seen_is_compared_with_what_was_said() {
        let apart = |said, saw| difference(Some(&figure(said)), Some(&figure(saw)));
        assert_eq!(apart(60, 48), "−12 (−20 %)");
        assert_eq!(apart(1_000, 2_500), "+1,500 (+150 %)");
        assert_eq!(apart(0, 3), "+3");
        assert_eq!(difference(Some(&figure(3)), None), "");
        let kilos = Figure { unit: "kg".into(), ..figure(3) };
        assert_eq!(difference(Some(&kilos), Some(&figure(3))), "", "pieces are not compared with kilos");
    }
}
