//! Partners and people that may stand here twice, as after two notebooks came together: one press makes them one.

use floorbook_domain::{Kind, RecordRef};
use floorbook_port::{Double, Named, Query};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use super::{make_one, path};
use crate::{
    components::{Banner, Button, EmptyState, For, Icon, Look, PageHeader, Show},
    engine::{Live, live, live_if},
    frame::{notices::use_notices, writers::Fields},
    host::settings,
    pages::answered::Answered,
    reactive::memo,
    t,
};

/// Those of `doubles` that nobody said are two.
fn still_asked(doubles: &[Double], apart: &[String]) -> Vec<Double> {
    doubles.iter().filter(|double| !apart.contains(&key(double))).cloned().collect()
}

/// Names a pair, in whatever order its two are.
fn key(double: &Double) -> String {
    let mut ids = [double.one.record.id, double.other.record.id];
    ids.sort_unstable();
    format!("{}+{}", ids[0], ids[1])
}

/// The page.
#[component]
pub fn DoublesPage() -> impl IntoView {
    let doubles: Live<Vec<Double>> = live(|| Query::Doubles);
    let apart = RwSignal::new(settings::told_apart());
    let asked = memo(move || doubles.with(|all| apart.with(|apart| still_asked(all, apart))).unwrap_or_default());
    let none = || {
        view! {
            <EmptyState icon=icondata_lu::LuCheck title=t!("doubles-none") text=t!("doubles-none-text")>
                <A href="/" attr:class="btn touch">{t!("today")}</A>
            </EmptyState>
        }
    };
    view! {
        <PageHeader title=t!("doubles") back="/settings" />
        <div class="flex max-w-2xl flex-col gap-4 pb-8">
            <Answered live=doubles>
                <Show when=move || asked.with(|asked| !asked.is_empty()) fallback=none>
                    <p>{t!("doubles-text")}</p>
                    <ul class="flex flex-col gap-4">
                        <For each=move || asked.get() key=key let:double>
                            <Pair double apart />
                        </For>
                    </ul>
                </Show>
            </Answered>
        </div>
    }
}

#[component]
fn Pair(double: Double, apart: RwSignal<Vec<String>>) -> impl IntoView {
    let notices = use_notices();
    let pair = key(&double);
    let Double { one, other } = double;
    let merge = move |from: RecordRef, into: RecordRef| {
        spawn_local(async move {
            make_one(from, into, notices).await;
        });
    };
    let tell_apart = move |_| {
        settings::tell_apart(&pair);
        apart.set(settings::told_apart());
    };
    let (first, second) = (one.record, other.record);
    let keep = |named: &Named| t!("keep-named", "name" => shown(named));
    let (keep_one, keep_other) = (keep(&one), keep(&other));
    // Both may be called the same: then only where they belong tells them apart, or nothing does.
    let labels = if keep_one == keep_other { (t!("keep-first"), t!("keep-second")) } else { (keep_one, keep_other) };
    view! {
        <li class="flex flex-col gap-3 rounded-box border border-base-300 p-4">
            <div class="flex flex-col gap-1">
                <Line named=one />
                <Line named=other />
            </div>
            <Fields class="flex flex-wrap gap-2">
                <Button label=labels.0 on_press=move |_| merge(second, first) />
                <Button label=labels.1 on_press=move |_| merge(first, second) />
                <Button label=t!("are-two") look=Look::Plain on_press=tell_apart />
            </Fields>
        </li>
    }
}

fn shown(named: &Named) -> String {
    if named.name.trim().is_empty() { t!("unnamed") } else { named.name.clone() }
}

#[component]
fn Line(named: Named) -> impl IntoView {
    let shape = if named.record.kind == Kind::Partner { icondata_lu::LuFactory } else { icondata_lu::LuUser };
    let name = shown(&named);
    view! {
        <p class="flex items-center gap-2">
            <Icon shape class="size-5 shrink-0 text-muted" />
            <A href=path(named.record) attr:class="link touch inline-flex items-center font-medium wrap-anywhere">{name}</A>
            <span class="text-sm text-muted wrap-anywhere">{named.belongs_to}</span>
        </p>
    }
}

/// After one's notes were brought into a team: says that some may stand there twice, until one has looked.
#[component]
pub fn DoublesBanner() -> impl IntoView {
    let looks = RwSignal::new(settings::looks_for_doubles());
    let doubles: Live<Vec<Double>> = live_if(move || looks.get().then_some(Query::Doubles));
    let apart = settings::told_apart();
    let count = memo(move || doubles.with(|all| still_asked(all, &apart).len()).unwrap_or_default());
    let seen = move || {
        settings::look_for_doubles(false);
        looks.set(false);
    };
    view! {
        <Show when=move || looks.get() && count.get() != 0>
            <Banner
                icon=icondata_lu::LuMerge
                title=Signal::derive(move || t!("doubles-some", "count" => count.get()))
                text=t!("doubles-some-text")
                on_dismiss=Callback::new(move |()| seen())
            >
                <A href="/same" attr:class=Look::Quiet.class()>{t!("doubles-look")}</A>
            </Banner>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use floorbook_domain::PartnerId;

    use super::*;

    #[test]
    fn a_pair_that_is_two_is_asked_no_more_in_either_order() {
        let named =
            |n: u8| Named { record: PartnerId::new(1, [n; 10]).into(), name: String::new(), belongs_to: String::new() };
        let double = |one, other| Double { one: named(one), other: named(other) };
        let all = [double(1, 2), double(1, 3)];
        assert_eq!(still_asked(&all, &[]), all);
        assert_eq!(still_asked(&all, &[key(&double(2, 1))]), [double(1, 3)]);
    }
}
