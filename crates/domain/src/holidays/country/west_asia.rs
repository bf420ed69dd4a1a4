//! Turkey, Jordan.

use super::{super::rule::Rule, Country, FRIDAY_SATURDAY, PLAIN};

/// Law 2429 on national and general holidays. The feasts are reckoned in advance by the Presidency of Religious Affairs
/// (Diyanet), whose calendar is published until 2032; half days before the feasts and on 28 October are not counted.
pub(super) const TURKEY: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::table(
            "0410 0330 0320 0309 0226 0214 0204 0124 0114 0102+1223 1212 1201",
            "Eid al-Fitr (Ramazan Bayramı)",
        )
        .days(3)
        .known(2032)
        .travelling(),
        Rule::on(4, 23, "National Sovereignty and Children's Day"),
        Rule::on(5, 1, "Labour and Solidarity Day"),
        Rule::on(5, 19, "Commemoration of Atatürk Youth and Sports Day"),
        Rule::table("0616 0606 0527 0516 0505 0424 0413 0402 0322 0311 0301 0218", "Eid al-Adha (Kurban Bayramı)")
            .days(4)
            .known(2032)
            .travelling(),
        Rule::on(7, 15, "Democracy and National Unity Day"),
        Rule::on(8, 30, "Victory Day"),
        Rule::on(10, 29, "Republic Day"),
    ],
    ..PLAIN
};

/// Circulars of the Prime Ministry. Isra and Mi'raj is kept without a day off.
pub(super) const JORDAN: Country = Country {
    rest: FRIDAY_SATURDAY,
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::sighted(10, 1, "", 0, "Eid al-Fitr").days(3).travelling(),
        Rule::on(5, 1, "Labour Day"),
        Rule::on(5, 25, "Independence Day"),
        Rule::sighted(12, 9, "", 0, "Day of Arafah"),
        Rule::sighted(12, 10, "", 0, "Eid al-Adha").days(3).travelling(),
        Rule::sighted(1, 1, "", 0, "Islamic New Year"),
        Rule::sighted(3, 12, "", 0, "Birthday of the Prophet"),
        Rule::on(12, 25, "Christmas Day"),
    ],
    ..PLAIN
};
