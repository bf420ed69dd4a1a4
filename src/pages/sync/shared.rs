//! The hub that this computer shares: where it is, and who is near.

use floorbook_port::{HallCommand, NearDevice, Sharing};
use leptos::prelude::*;

use super::hall::Names;
use crate::{
    components::{Button, For, Icon, Look, Qr, Show, Time},
    host::hall,
    reactive::{drawn, memo},
    t,
};

/// Address, code, who is near, and a way to stop.
#[component]
pub(super) fn Shared(sharing: Memo<Option<Sharing>>, names: Memo<Names>) -> impl IntoView {
    let addresses = memo(move || sharing.with(|one| one.as_ref().map(|one| one.addresses.clone()).unwrap_or_default()));
    // Only those of the notebook that is open: its devices have names here.
    let devices = memo(move || {
        let all = sharing.with(|one| one.as_ref().map(|one| one.devices.clone()).unwrap_or_default());
        names.with(|names| {
            let named = all.into_iter().filter_map(|device| Some((device, names.get(&device.device)?.clone())));
            named.collect::<Vec<(NearDevice, String)>>()
        })
    });
    let code = drawn(move || {
        let link = addresses.with(|all| format!("floorbook://near/{}", all.first().map_or("", String::as_str)));
        view! { <Qr text=link /> }
    });
    let row = |(device, name): (NearDevice, String)| {
        let colour = if device.here { "text-success" } else { "text-muted" };
        let name = if name.is_empty() { t!("hall-unnamed") } else { name };
        let state = match device.here {
            true => t!("hall-here").into_any(),
            false => view! { {t!("hall-last")} " " <Time at=Signal::stored(device.at) with_home=false /> }.into_any(),
        };
        view! {
            <li class="flex items-center gap-3 py-2">
                <span class=colour><Icon shape=icondata_lu::LuLaptop /></span>
                <div class="min-w-0 flex-1">
                    <p class="font-medium wrap-anywhere">{name}</p>
                    <p class="text-sm text-muted">{state}</p>
                </div>
            </li>
        }
    };
    view! {
        <div class="flex flex-col gap-4 rounded-box border border-base-300 p-4">
            <div class="flex gap-3" role="status">
                <span class="text-success"><Icon shape=icondata_lu::LuRadioTower class="mt-0.5 size-6 shrink-0" /></span>
                <div class="min-w-0 flex-1">
                    <p class="font-semibold">{t!("hall-shared")}</p>
                    <p>{t!("hall-shared-text")}</p>
                </div>
            </div>
            <div>
                <p class="text-sm text-muted">{t!("hall-address")}</p>
                <ul>
                    <For each=move || addresses.get() key=|one| one.clone() let:address>
                        <li class="text-lg font-semibold break-all tabular-nums select-all">{address}</li>
                    </For>
                </ul>
            </div>
            {code}
            <h3 class="font-semibold">{t!("hall-near")}</h3>
            <Show
                when=move || devices.with(|all| !all.is_empty())
                fallback=|| view! { <p class="text-muted">{t!("hall-nobody")}</p> }
            >
                <ul class="divide-y divide-base-300" role="status">
                    <For each=move || devices.get() key=|one| format!("{one:?}") children=row />
                </ul>
            </Show>
            <div>
                <Button label=t!("hall-stop") look=Look::Quiet on_press=|_| hall::tell(HallCommand::Stop) />
            </div>
        </div>
    }
}
