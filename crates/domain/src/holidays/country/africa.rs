//! Egypt, Morocco, Tunisia, Ethiopia, South Africa, Madagascar.

use chrono::Weekday::Sun;

use super::{
    super::{rule::Rule, substitute},
    Country, FRIDAY_SATURDAY, PLAIN,
};

/// Decisions of the prime minister for each year; see [`substitute::egypt`] for those that move to a Thursday.
/// Days that were not decided when they were entered are doubtful.
pub(super) const EGYPT: Country = Country {
    rest: FRIDAY_SATURDAY,
    rules: &[
        Rule::on(1, 7, "Coptic Christmas Day"),
        Rule::on(1, 25, "Revolution and Police Day").moves(),
        Rule::sighted(10, 1, "0410x2 0330x2 0320x2", 0, "Eid al-Fitr").days(2).travelling(),
        Rule::orthodox(1, "Sham el-Nessim (Spring Festival)"),
        Rule::on(4, 25, "Sinai Liberation Day").moves(),
        Rule::table("0505 - - - - - - - - - - -", "Labour Day (observed)").announced(2024),
        Rule::on(5, 1, "Labour Day").since(2025).moves(),
        Rule::sighted(12, 9, "0615 0605", 0, "Day of Arafah"),
        Rule::sighted(12, 10, "0616x3 0606x3", 0, "Eid al-Adha").days(3).travelling(),
        Rule::on(6, 30, "30 June Revolution Day").moves(),
        Rule::sighted(1, 1, "0711 0626", 0, "Islamic New Year").moves(),
        Rule::table("0725 - - - - - - - - - - -", "23 July Revolution Day (observed)").announced(2024),
        Rule::on(7, 23, "23 July Revolution Day").since(2025).moves(),
        Rule::sighted(3, 12, "0915 0904", 0, "Birthday of the Prophet"),
        Rule::on(10, 6, "Armed Forces Day").moves(),
    ],
    law: substitute::egypt,
    ..PLAIN
};

/// Decree 2-04-426 with the Amazigh new year since 2024 and Unity Day since 2026. The moon is looked for in the
/// country, and the months often begin a day after those of Umm al-Qura.
pub(super) const MOROCCO: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::on(1, 11, "Proclamation of Independence Day"),
        Rule::on(1, 14, "Amazigh New Year"),
        Rule::sighted(10, 1, "0410x2 0331x2", 0, "Eid al-Fitr").days(2).travelling(),
        Rule::on(5, 1, "Labour Day"),
        Rule::sighted(12, 10, "0617x2 0607x2", 0, "Eid al-Adha").days(2).travelling(),
        Rule::sighted(1, 1, "0708 0627", 0, "Islamic New Year"),
        Rule::on(7, 30, "Throne Day"),
        Rule::on(8, 14, "Oued Ed-Dahab Day"),
        Rule::on(8, 20, "Revolution of the King and the People"),
        Rule::on(8, 21, "Youth Day"),
        Rule::sighted(3, 12, "0916x2 0905x2", 0, "Birthday of the Prophet").days(2),
        Rule::on(10, 31, "Unity Day").since(2026),
        Rule::on(11, 6, "Green March"),
        Rule::on(11, 18, "Independence Day"),
    ],
    ..PLAIN
};

/// Presidential decree 2021-223: the Revolution is kept on 17 December since 2021, no longer on 14 January;
/// each Eid has two days.
pub(super) const TUNISIA: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::on(3, 20, "Independence Day"),
        Rule::on(4, 9, "Martyrs' Day"),
        Rule::sighted(10, 1, "", 0, "Eid al-Fitr").days(2).travelling(),
        Rule::on(5, 1, "Labour Day"),
        Rule::sighted(12, 10, "", 0, "Eid al-Adha").days(2).travelling(),
        Rule::sighted(1, 1, "", 0, "Islamic New Year"),
        Rule::on(7, 25, "Republic Day"),
        Rule::on(8, 13, "Women's Day"),
        Rule::sighted(3, 12, "", 0, "Birthday of the Prophet"),
        Rule::on(10, 15, "Evacuation Day"),
        Rule::on(12, 17, "Revolution Day"),
    ],
    ..PLAIN
};

/// Proclamation 16/1975, and 1334/2024 with which the Downfall of the Derg went. The Ethiopian calendar sets the days of
/// the church and the new year.
pub(super) const ETHIOPIA: Country = Country {
    rules: &[
        Rule::on(1, 7, "Christmas Day (Genna)"),
        Rule::ethiopian(5, 11, "Epiphany (Timket)"),
        Rule::on(3, 2, "Adwa Victory Day"),
        Rule::sighted(10, 1, "0410 0330", 0, "Eid al-Fitr"),
        Rule::orthodox(-2, "Good Friday"),
        Rule::orthodox(0, "Easter Sunday (Fasika)"),
        Rule::on(5, 1, "International Workers' Day"),
        Rule::on(5, 5, "Patriots' Victory Day"),
        Rule::on(5, 28, "Downfall of the Derg").until(2024),
        Rule::sighted(12, 10, "0616 0606", 0, "Eid al-Adha"),
        Rule::sighted(3, 12, "0915 0905", 0, "Birthday of the Prophet"),
        Rule::ethiopian(1, 1, "Ethiopian New Year (Enkutatash)"),
        Rule::ethiopian(1, 17, "Finding of the True Cross (Meskel)"),
    ],
    ..PLAIN
};

/// Public Holidays Act 36 of 1994; elections by proclamation.
pub(super) const SOUTH_AFRICA: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day").moves(),
        Rule::on(3, 21, "Human Rights Day").moves(),
        Rule::easter(-2, "Good Friday"),
        Rule::easter(1, "Family Day"),
        Rule::on(4, 27, "Freedom Day").moves(),
        Rule::on(5, 1, "Workers' Day").moves(),
        Rule::on(6, 16, "Youth Day").moves(),
        Rule::on(8, 9, "National Women's Day").moves(),
        Rule::on(9, 24, "Heritage Day").moves(),
        Rule::on(12, 16, "Day of Reconciliation").moves(),
        Rule::on(12, 25, "Christmas Day").moves(),
        Rule::on(12, 26, "Day of Goodwill").moves(),
    ],
    law: substitute::sunday_to_monday,
    once: "2024-05-29 National and provincial elections
        2026-11-04 Local government elections",
    ..PLAIN
};

/// Decrees of the government on days off, with the Eids since 2019, by a decree of each year. Mother's and
/// Father's Day are Sundays. 8 March is off for women; 11 December is marked, and no list of the years looked
/// at made it a day off.
pub(super) const MADAGASCAR: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::on(3, 8, "Women's Day").slow(),
        Rule::on(3, 29, "Martyrs' Day"),
        Rule::sighted(10, 1, "", 0, "Eid al-Fitr").slow(),
        Rule::easter(0, "Easter Sunday"),
        Rule::easter(1, "Easter Monday"),
        Rule::sighted(12, 10, "", 0, "Eid al-Adha").slow(),
        Rule::on(5, 1, "Labour Day"),
        Rule::easter(39, "Ascension Day"),
        Rule::easter(49, "Pentecost"),
        Rule::easter(50, "Whit Monday"),
        // Last Sunday of May; the week after where that is Pentecost.
        Rule::table("0526 0525 0531 0530 0528 0527 0526 0525 0530 0529 0604 0527", "Mother's Day"),
        Rule::nth(6, 3, Sun, "Father's Day"),
        Rule::on(6, 26, "Independence Day"),
        Rule::on(8, 15, "Assumption Day"),
        Rule::on(11, 1, "All Saints' Day"),
        Rule::on(12, 11, "Republic Day").doubtful().slow(),
        Rule::on(12, 25, "Christmas Day"),
    ],
    ..PLAIN
};
