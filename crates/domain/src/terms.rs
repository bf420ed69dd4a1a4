//! Terms of payment: from "30 % deposit, 70 % before shipping" to a schedule of parts.
//!
//! Amounts are minor units of one currency (cents, fen, đồng). The parts of a schedule always add up to
//! the amount: each is rounded so that what is due so far is never half a unit or more off its share.

use chrono::{Datelike, Days, Months, NaiveDate};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Day, field::words};

/// The whole of an amount, in hundredths of a percent.
pub const WHOLE: u16 = 10_000;

words! {
    /// What a part falls due after.
    Milestone:
    /// The order is placed.
    #[default] 0 Order,
    /// The goods are ready and inspected; paid before they leave.
    1 Shipping,
    /// The goods have left: the date of the bill of lading.
    2 Shipped,
    /// The invoice is dated.
    3 Invoice,
    /// The goods have arrived.
    4 Arrival,
}

/// One part of the terms: how much, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct TermsPart {
    /// Its share in hundredths of a percent, 1 to 10,000.
    #[n(0)]
    pub share: u16,
    /// What it falls due after.
    #[n(1)]
    pub after: Milestone,
    /// How many days after that; 0 for on the day.
    #[n(2)]
    pub days: u16,
    /// Whether it then waits for the last day of that month ("30 days end of month").
    #[n(3)]
    pub end_of_month: bool,
}

/// How a partner is paid: parts, in the order in which they fall due.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[cbor(map)]
pub struct Terms {
    /// The parts; their shares add up to [`WHOLE`].
    #[n(0)]
    pub parts: Vec<TermsPart>,
}

/// The days on which the milestones of an order fall; `None` for what is not known yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Milestones {
    /// When it was placed.
    pub order: Option<Day>,
    /// When the goods are to leave.
    pub shipping: Option<Day>,
    /// When they left.
    pub shipped: Option<Day>,
    /// The date of the invoice.
    pub invoice: Option<Day>,
    /// When they arrived.
    pub arrival: Option<Day>,
}

/// One part of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ScheduledPart {
    /// How much, in minor units.
    pub amount: i64,
    /// When; `None` until its milestone has a day.
    pub due: Option<Day>,
    /// The part of the terms that it comes from.
    pub terms: TermsPart,
}

/// Why terms make no schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
pub enum TermsError {
    /// There is no part, or one has no share.
    #[error("Each part of the terms needs a share.")]
    ShareMissing,
    /// The shares do not add up to the whole; they add up to so many hundredths of a percent.
    #[error("The parts of the terms do not add up to 100 %.")]
    NotWhole(u32),
}

impl Terms {
    /// All of it `days` days after `after`: "30 days net" is `Terms::net(30, Milestone::Invoice)`.
    pub fn net(days: u16, after: Milestone) -> Terms {
        Terms { parts: vec![TermsPart { share: WHOLE, after, days, end_of_month: false }] }
    }

    /// A deposit with the order, the rest before the goods leave. `percent` is 1 to 99; others are brought
    /// into that range.
    pub fn deposit(percent: u8) -> Terms {
        let share = u16::from(percent.clamp(1, 99)) * 100;
        let part = |share, after| TermsPart { share, after, days: 0, end_of_month: false };
        Terms { parts: vec![part(share, Milestone::Order), part(WHOLE - share, Milestone::Shipping)] }
    }

    /// The schedule of `total` minor units; a credit note is negative.
    ///
    /// The parts add up to `total` exactly.
    ///
    /// # Errors
    /// [`TermsError`] where the shares are not those of a whole.
    pub fn schedule(&self, total: i64, milestones: &Milestones) -> Result<Vec<ScheduledPart>, TermsError> {
        if self.parts.is_empty() || self.parts.iter().any(|part| part.share == 0) {
            return Err(TermsError::ShareMissing);
        }
        let sum: u32 = self.parts.iter().map(|part| u32::from(part.share)).sum();
        if sum != u32::from(WHOLE) {
            return Err(TermsError::NotWhole(sum));
        }
        let (mut share, mut so_far) = (0, 0);
        let part = |terms: &TermsPart| {
            share += terms.share;
            let until = portion(total, share);
            let amount = until - so_far;
            so_far = until;
            ScheduledPart { amount, due: terms.due(milestones), terms: *terms }
        };
        Ok(self.parts.iter().map(part).collect())
    }
}

impl TermsPart {
    /// The day on which it falls due; `None` until its milestone has one.
    pub fn due(&self, milestones: &Milestones) -> Option<Day> {
        let day = milestones.day(self.after)?.0.checked_add_days(Days::new(self.days.into()))?;
        if self.end_of_month { last_of_month(day).map(Day) } else { Some(Day(day)) }
    }
}

impl Milestones {
    fn day(&self, milestone: Milestone) -> Option<Day> {
        match milestone {
            Milestone::Order => self.order,
            // What has left needed to be paid then at the latest.
            Milestone::Shipping => self.shipping.or(self.shipped),
            Milestone::Shipped => self.shipped,
            Milestone::Invoice => self.invoice,
            Milestone::Arrival => self.arrival,
        }
    }
}

/// `share` hundredths of a percent of `total`, rounded to the nearest unit, halves away from zero.
fn portion(total: i64, share: u16) -> i64 {
    let whole = i128::from(WHOLE);
    let exact = i128::from(total) * i128::from(share);
    let rounded = (exact.abs() + whole / 2) / whole * exact.signum();
    // No larger than `total`, since the share is no larger than the whole.
    i64::try_from(rounded).unwrap_or(total)
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Option<Day> {
        Some(Day::parse(text).unwrap())
    }

    fn part(share: u16, after: Milestone, days: u16) -> TermsPart {
        TermsPart { share, after, days, end_of_month: false }
    }

    fn amounts(terms: &Terms, total: i64) -> Vec<i64> {
        terms.schedule(total, &Milestones::default()).unwrap().iter().map(|part| part.amount).collect()
    }

    #[test]
    fn terms_as_people_write_them() {
        let known = Milestones {
            order: day("2026-01-12"),
            shipping: day("2026-03-20"),
            shipped: day("2026-03-24"),
            invoice: day("2026-01-31"),
            arrival: None,
        };
        let end_of_month = TermsPart { end_of_month: true, ..part(WHOLE, Milestone::Invoice, 30) };
        for (said, terms, schedule) in [
            (
                "30 % deposit, 70 % before shipping",
                Terms::deposit(30),
                vec![(30_000, "2026-01-12"), (70_001, "2026-03-20")],
            ),
            ("30 days net", Terms::net(30, Milestone::Invoice), vec![(100_001, "2026-03-02")]),
            ("60 days after bill of lading", Terms::net(60, Milestone::Shipped), vec![(100_001, "2026-05-23")]),
            ("30 days end of month", Terms { parts: vec![end_of_month] }, vec![(100_001, "2026-03-31")]),
            (
                "a third each",
                Terms {
                    parts: vec![
                        part(3_333, Milestone::Order, 0),
                        part(3_333, Milestone::Shipping, 0),
                        part(3_334, Milestone::Arrival, 14),
                    ],
                },
                vec![(33_330, "2026-01-12"), (33_331, "2026-03-20"), (33_340, "")],
            ),
        ] {
            let made = terms.schedule(100_001, &known).unwrap();
            let made: Vec<_> =
                made.iter().map(|p| (p.amount, p.due.map(|day| day.to_string()).unwrap_or_default())).collect();
            let schedule: Vec<_> = schedule.into_iter().map(|(amount, due)| (amount, due.to_owned())).collect();
            assert_eq!(made, schedule, "{said}");
        }
    }

    #[test]
    fn one_cent_is_paid_once() {
        assert_eq!(amounts(&Terms::deposit(30), 1), [0, 1]);
        assert_eq!(amounts(&Terms::deposit(50), 1), [1, 0]);
        assert_eq!(amounts(&Terms::deposit(50), -1), [-1, 0]);
        assert_eq!(amounts(&Terms::deposit(30), 0), [0, 0]);
    }

    #[test]
    fn what_is_not_a_whole_makes_no_schedule() {
        let none = Milestones::default();
        assert_eq!(Terms::default().schedule(100, &none), Err(TermsError::ShareMissing));
        let terms = |shares: &[u16]| Terms { parts: shares.iter().map(|s| part(*s, Milestone::Order, 0)).collect() };
        assert_eq!(terms(&[0, WHOLE]).schedule(100, &none), Err(TermsError::ShareMissing));
        assert_eq!(terms(&[3_000, 6_000]).schedule(100, &none), Err(TermsError::NotWhole(9_000)));
        assert_eq!(terms(&[u16::MAX, u16::MAX]).schedule(100, &none), Err(TermsError::NotWhole(131_070)));
    }

    #[test]
    fn goods_that_left_without_a_plan_were_to_be_paid_by_then() {
        let left = Milestones { shipped: day("2026-03-24"), ..Milestones::default() };
        assert_eq!(Terms::deposit(30).schedule(100, &left).unwrap()[1].due, day("2026-03-24"));
    }

    /// Shares of a whole, one to eight of them.
    fn shares() -> impl Strategy<Value = Vec<u16>> {
        proptest::collection::btree_set(1..WHOLE, 0..8).prop_map(|cuts| {
            let mut shares = Vec::new();
            let mut from = 0;
            for cut in cuts.into_iter().chain([WHOLE]) {
                shares.push(cut - from);
                from = cut;
            }
            shares
        })
    }

    proptest! {
        #[test]
        fn no_unit_is_lost_and_none_is_made(total in any::<i64>(), shares in shares()) {
            let parts = shares.iter().map(|share| part(*share, Milestone::Order, 0)).collect();
            let amounts = amounts(&Terms { parts }, total);
            prop_assert_eq!(amounts.iter().map(|amount| i128::from(*amount)).sum::<i128>(), i128::from(total));
            for (amount, share) in amounts.iter().zip(&shares) {
                // Nobody pays a whole unit more or less than their share, and never the other way round.
                let off = i128::from(*amount) * 10_000 - i128::from(total) * i128::from(*share);
                prop_assert!(off.abs() <= 10_000, "{} for {} of {}", amount, share, total);
                prop_assert!(*amount == 0 || (*amount > 0) == (total > 0));
            }
        }

        #[test]
        fn a_larger_amount_never_makes_an_early_part_smaller(total in 0..i64::MAX - 1, percent in 1u8..100) {
            let terms = Terms::deposit(percent);
            prop_assert!(amounts(&terms, total)[0] <= amounts(&terms, total + 1)[0]);
        }
    }
}
