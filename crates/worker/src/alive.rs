//! Which tabs live: each holds a lock of its own for as long as it is open.

use floorbook_port::TabId;
use uuid::Uuid;

/// The lock of the notebook's owner.
pub const OWNER: &str = "floorbook-owner";

const TAB: &str = "floorbook-tab-";

/// The name of the lock that a tab holds while it lives.
pub fn lock_of(tab: TabId) -> String {
    format!("{TAB}{}", tab.0)
}

/// The tab that holds the lock of this name, if it is a tab's.
pub fn tab_of(lock: &str) -> Option<TabId> {
    lock.strip_prefix(TAB).and_then(|id| Uuid::try_parse(id).ok()).map(TabId)
}

/// Adds tabs that live to those known.
pub fn merge(known: &mut Vec<TabId>, found: impl IntoIterator<Item = TabId>) {
    for tab in found {
        if !known.contains(&tab) {
            known.push(tab);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_found_by_its_lock() {
        let tab = TabId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0001));
        assert_eq!(tab_of(&lock_of(tab)), Some(tab));
        assert_eq!(tab_of(OWNER), None);
        assert_eq!(tab_of("floorbook-tab-x"), None);
    }

    #[test]
    fn a_tab_is_named_once() {
        let tabs = [1, 2, 2, 3].map(|n| TabId(Uuid::from_u128(n)));
        let mut known = vec![tabs[0]];
        merge(&mut known, tabs);
        assert_eq!(known, [tabs[0], tabs[1], tabs[3]]);
    }
}
