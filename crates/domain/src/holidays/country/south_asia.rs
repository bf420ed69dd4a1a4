//! India, Bangladesh, Pakistan, Sri Lanka.
//!
//! The Hindu and Buddhist days are tables of what their calendars give, compared with the gazettes until 2026 and with
//! those that the Python package `holidays` 0.109 (MIT) compiles; a government may keep a day before or after.

use super::{super::rule::Rule, Country, FRIDAY_SATURDAY, PLAIN};

/// Days of Diwali (Lakshmi Puja), also kept in Sri Lanka and Malaysia.
const DIWALI: &str = "1031 1020 1108 1029 1017 1105 1026 1114 1102 1022 1110 1030";

/// The gazetted holidays of the Union (Department of Personnel and Training). Factories close by law on 26
/// January, 15 August and 2 October; the rest differs by state, hence slow.
pub(super) const INDIA: Country = Country {
    rules: &[
        Rule::on(1, 26, "Republic Day"),
        Rule::table("- 0226 - 0306 0223 0211 0302 0220 0310 0227 0217 0308", "Maha Shivaratri").known(2026).slow(),
        Rule::table("0325 0314 0304 0322 0311 0301 0320 0309 0327 0316 0305 0324", "Holi").known(2026),
        Rule::easter(-2, "Good Friday").slow(),
        Rule::sighted(10, 1, "0411 0331 0321", 1, "Eid al-Fitr").slow(),
        Rule::on(4, 14, "Dr B. R. Ambedkar's Birthday").slow(),
        Rule::table("0417 - 0326 0415 0403 - 0412 0401 0419 0407 0328 0416", "Ram Navami").known(2026).slow(),
        Rule::table("0421 0410 0331 0418 0407 0426 0416 0405 0423 0412 0401 0420", "Mahavir Jayanti")
            .known(2026)
            .slow(),
        Rule::table("0523 0512 0501 0520 0508 0527 0517 0507 0525 0514 0503 0522", "Buddha Purnima").known(2026).slow(),
        Rule::sighted(12, 10, "0617 0607 0527", 1, "Eid al-Adha").slow(),
        Rule::sighted(1, 10, "0717 0706 0626", 1, "Muharram (Ashura)").slow(),
        Rule::on(8, 15, "Independence Day"),
        Rule::table("0826 0816 0904 0825 0813 0901 0821 0810 0828 0817 0906 0826", "Janmashtami").known(2026).slow(),
        Rule::sighted(3, 12, "0916 0905 0826", 1, "Birthday of the Prophet").slow(),
        Rule::on(10, 2, "Gandhi Jayanti"),
        Rule::table("1012 1002 1020 1009 0927 1016 1006 1025 1014 1003 1022 1011", "Dussehra").known(2026),
        Rule::table(DIWALI, "Diwali").known(2026).travelling(),
        Rule::table("1115 1105 1124 1114 1102 1121 1110 1128 1117 1106 1125 1115", "Guru Nanak's Birthday")
            .known(2026)
            .slow(),
        Rule::on(12, 25, "Christmas Day").slow(),
    ],
    ..PLAIN
};

/// General holidays and holidays by executive order (Ministry of Public Administration, lists of 2024 to 2026).
/// Buddha Purnima, Janmashtami and Vijaya Dashami stand in those lists as well.
pub(super) const BANGLADESH: Country = Country {
    rest: FRIDAY_SATURDAY,
    rules: &[
        Rule::on(2, 21, "Martyrs' Day and International Mother Language Day"),
        Rule::sighted(8, 15, "0226 0215 0204", 1, "Shab-e-Barat"),
        Rule::on(3, 17, "Sheikh Mujibur Rahman's Birthday").until(2024),
        Rule::on(3, 26, "Independence Day"),
        Rule::table("0405 0328 0320 0305 0225 0209 0201 0117 0109+1231 1216 1208 1130", "Jumu'atul-Wida").known(2026),
        Rule::sighted(9, 27, "0407 0328 0317", 1, "Shab-e-Qadr"),
        Rule::sighted(10, 1, "0410x3 0331x3 0321x3", 1, "Eid al-Fitr").days(3).travelling(),
        Rule::on(4, 14, "Bengali New Year's Day"),
        Rule::on(5, 1, "May Day"),
        Rule::table("0522 0511 0501 0520 0508 0527 0517 0507 0525 0514 0503 0522", "Buddha Purnima").known(2025).slow(),
        Rule::sighted(12, 10, "0617x3 0607x3 0528x3", 1, "Eid al-Adha").days(3).travelling(),
        Rule::sighted(1, 10, "0717 0706 0626", 1, "Ashura"),
        Rule::on(8, 5, "July Mass Uprising Day").since(2025),
        Rule::on(8, 15, "National Mourning Day").until(2024),
        Rule::table("0826 0816 0904 0825 0813 0901 0821 0810 0828 0817 0906 0826", "Janmashtami").known(2026).slow(),
        Rule::sighted(3, 12, "0916 0906 0826", 1, "Birthday of the Prophet"),
        Rule::table("1013 1002 1021 1010 0928 1017 1006 1025 1014 1003 1022 1011", "Vijaya Dashami").known(2025).slow(),
        Rule::on(12, 16, "Victory Day"),
        Rule::on(12, 25, "Christmas Day"),
    ],
    once: "2024-01-07 Public holiday (general election)
        2024-08-05 Public holiday
        2024-08-06 Public holiday
        2024-08-07 Public holiday",
    ..PLAIN
};

/// Public holidays of the Cabinet Division, lists of 2024 to 2026; later by the moon of the Ruet-e-Hilal Committee.
pub(super) const PAKISTAN: Country = Country {
    rules: &[
        Rule::on(2, 5, "Kashmir Solidarity Day"),
        Rule::on(3, 23, "Pakistan Day"),
        Rule::sighted(10, 1, "0410x3 0331x3 0320x2", 1, "Eid al-Fitr").days(3).travelling(),
        Rule::on(5, 1, "Labour Day"),
        Rule::on(5, 28, "Youm-e-Takbeer"),
        Rule::sighted(12, 10, "0617x3 0606x4 0526x3", 1, "Eid al-Adha").days(3).travelling(),
        Rule::sighted(1, 9, "0716x2 0705x2 0625x2", 1, "Ashura").days(2),
        Rule::on(8, 14, "Independence Day"),
        Rule::sighted(3, 12, "0917 0906 0826", 1, "Birthday of the Prophet"),
        Rule::on(11, 9, "Iqbal Day"),
        Rule::on(12, 25, "Quaid-e-Azam Day"),
    ],
    once: "2024-02-08 General election",
    ..PLAIN
};

/// Holidays Act 29 of 1971 and the gazettes for 2024 to 2026. Later Poya days are reckoned from the full moon, later
/// Thai Pongal and new year's days from the sun, and the gazette may differ by a day.
pub(super) const SRI_LANKA: Country = Country {
    rules: &[
        Rule::table("0115 0114 0115 0115 0115 0114 0115 0115 0115 0114 0115 0115", "Tamil Thai Pongal").known(2026),
        Rule::poya(1, "0125 0113 0103", "Duruthu Full Moon Poya"),
        Rule::on(2, 4, "Independence Day"),
        Rule::poya(2, "0223 0212 0201", "Navam Full Moon Poya"),
        Rule::table("0308 0226 0215 0306 0223 0211 0302 0220 0310 0227 0217 0308", "Maha Sivarathri").known(2026),
        Rule::poya(3, "0324 0313 0302", "Medin Full Moon Poya"),
        Rule::easter(-2, "Good Friday"),
        Rule::sighted(10, 1, "0411 0331 0321", 1, "Eid al-Fitr"),
        Rule::table(
            "0412x2 0413x2 0413x2 0413x2 0412x2 0413x2 0413x2 0413x2 0412x2 0413x2 0413x2 0413x2",
            "Sinhala and Tamil New Year",
        )
        .known(2026)
        .travelling(),
        Rule::poya(4, "0423 0412 0401", "Bak Full Moon Poya"),
        Rule::on(5, 1, "International Workers' Day"),
        Rule::poya(5, "0523x2 0512x2 0501x2", "Vesak Full Moon Poya").days(2),
        Rule::sighted(12, 10, "0617 0607 0528", 1, "Eid al-Adha"),
        Rule::poya(6, "0621 0610 0530+0629", "Poson Full Moon Poya"),
        Rule::poya(7, "0720 0710 0729", "Esala Full Moon Poya"),
        Rule::poya(8, "0819 0808 0827", "Nikini Full Moon Poya"),
        Rule::sighted(3, 12, "0916 0905 0826", 1, "Birthday of the Prophet"),
        Rule::poya(9, "0917 0907 0926", "Binara Full Moon Poya"),
        Rule::poya(10, "1017 1006 1025", "Vap Full Moon Poya"),
        Rule::table(DIWALI, "Deepavali").known(2026),
        Rule::poya(11, "1115 1105 1124", "Il Full Moon Poya"),
        Rule::poya(12, "1214 1204 1223", "Unduvap Full Moon Poya"),
        Rule::on(12, 25, "Christmas Day"),
    ],
    once: "2024-04-15 Special public holiday
        2024-09-29 Special public holiday",
    ..PLAIN
};
