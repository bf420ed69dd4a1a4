//! Pages: where one starts, how long it is, where the next one starts.

use std::str::FromStr;

use floorbook_port::{Cursor, ErrorCode, Page, PageRequest};

use crate::fail::{Result, fail};

/// Rows on a page at most.
const LONGEST: u32 = 500;

/// A place in a list by time: the moment, and the number of the row for those of the same moment.
pub(super) type Moment = (i64, i64);
/// A place in a list by name.
pub(super) type Name = (String, i64);

/// Something that a row is put in order by, and that a cursor can name.
pub(super) trait Key: Clone {
    /// As a cursor.
    fn cursor(&self) -> Cursor;
    /// From a cursor.
    fn parse(text: &str) -> Option<Self>;
}

impl Key for Moment {
    fn cursor(&self) -> Cursor {
        Cursor(format!("{}.{}", self.0, self.1))
    }

    fn parse(text: &str) -> Option<Self> {
        let (at, number) = text.split_once('.')?;
        Some((number_of(at)?, number_of(number)?))
    }
}

impl Key for Name {
    fn cursor(&self) -> Cursor {
        Cursor(format!("{}.{}", self.1, self.0))
    }

    fn parse(text: &str) -> Option<Self> {
        let (number, name) = text.split_once('.')?;
        Some((name.to_owned(), number_of(number)?))
    }
}

/// A number in a cursor.
pub(super) fn number_of<N: FromStr>(text: &str) -> Option<N> {
    text.parse().ok()
}

/// How many rows a page has at most.
pub(super) fn limit(page: &PageRequest) -> usize {
    page.limit.clamp(1, LONGEST) as usize
}

/// How many keys to read for a page: one more than it shows tells whether there is a next one.
pub(super) fn reach(page: &PageRequest) -> i64 {
    i64::from(page.limit.clamp(1, LONGEST)) + 1
}

/// The key after which a page starts.
pub(super) fn after<K: Key>(page: &PageRequest) -> Result<Option<K>> {
    match &page.after {
        None => Ok(None),
        Some(cursor) => match K::parse(&cursor.0) {
            Some(key) => Ok(Some(key)),
            None => fail(ErrorCode::Malformed, "this is no place in this list"),
        },
    }
}

/// The page made of `keys`, which are in order and reach one beyond it if there is a next one.
/// A row that `read` finds gone is left out.
pub(super) fn read<K: Key, T>(
    mut keys: Vec<K>,
    page: &PageRequest,
    mut read: impl FnMut(&K) -> Result<Option<T>>,
) -> Result<Page<T>> {
    let more = keys.len() > limit(page);
    keys.truncate(limit(page));
    let next = if more { keys.last().map(Key::cursor) } else { None };
    let mut rows = Vec::with_capacity(keys.len());
    for key in &keys {
        rows.extend(read(key)?);
    }
    Ok(Page { rows, next })
}

/// Keys gathered from several places, put in order and cut to what lies after `after`: for lists
/// that are short by nature, such as the visits of one site.
pub(super) fn sorted<K: Key>(
    mut keys: Vec<K>,
    page: &PageRequest,
    order: impl Fn(&K, &K) -> std::cmp::Ordering,
) -> Result<Vec<K>> {
    if let Some(after) = after::<K>(page)? {
        keys.retain(|key| order(key, &after).is_gt());
    }
    keys.sort_unstable_by(&order);
    keys.dedup_by(|a, b| order(a, b).is_eq());
    keys.truncate(limit(page) + 1);
    Ok(keys)
}

/// Newest first; of the same moment, the last written first.
pub(super) fn newest(a: &Moment, b: &Moment) -> std::cmp::Ordering {
    b.cmp(a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_says_where_the_next_page_starts_even_in_odd_names() {
        for key in [(String::new(), 1), ("a.b 1.2".to_owned(), 7), ("越南".to_owned(), 3)] {
            assert_eq!(Name::parse(&key.cursor().0), Some(key));
        }
        assert_eq!(Moment::parse(&(-5_i64, 9_i64).cursor().0), Some((-5, 9)));
        assert_eq!(Moment::parse("yesterday"), None);
    }

    #[test]
    fn a_page_has_a_row_at_least_and_five_hundred_at_most() {
        assert_eq!(limit(&PageRequest::first(0)), 1);
        assert_eq!(limit(&PageRequest::first(9_999)), 500);
    }

    #[test]
    fn the_last_page_names_no_next_one() {
        let page = PageRequest::first(2);
        let full = read(vec![(3_i64, 1_i64), (2, 1), (1, 1)], &page, |key| Ok(Some(key.0))).unwrap();
        assert_eq!((full.rows, full.next), (vec![3, 2], Some((2_i64, 1_i64).cursor())));
        let last = read(vec![(3_i64, 1_i64), (2, 1)], &page, |key| Ok(Some(key.0))).unwrap();
        assert_eq!(last.next, None);
    }
}
