//! Vietnam, Thailand, Cambodia, Indonesia, Malaysia, the Philippines, Myanmar.
//!
//! The Buddhist days are tables: of Thailand after the calendar of the Department of Religious Affairs, of
//! Cambodia and Myanmar after the reckonings of the Khmer and the Burmese calendar, of Indonesia and Malaysia
//! after their gazettes; all compared with those that the Python package `holidays` 0.109 (MIT) compiles. Days
//! that were not gazetted when they were entered are marked as such by [`Rule::known`].

use chrono::Weekday::{Mon, Sat};

use super::{
    super::{rule::Rule, substitute},
    Country, PLAIN,
};

/// Labour Code 2019, articles 112 and 111; Vietnam Cultural Day since 2026 (Politburo resolution 80-NQ/TW). The
/// exchanged days and those of Tết are the notices of the Ministry of Labour (now of Home Affairs) for 2024 to 2026.
pub(super) const VIETNAM: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day").moves(),
        Rule::vietnamese(1, 1, "Tết (Lunar New Year)").plus(-1).days(4).travelling(),
        Rule::table("0208x7 0127x6 0216x5", "Tết (Lunar New Year)").announced(2026).travelling(),
        Rule::vietnamese(1, 1, "Tết (Lunar New Year)").since(2027).doubtful().moves_apart().travelling(),
        Rule::vietnamese(3, 10, "Hung Kings' Commemoration Day").moves(),
        Rule::on(4, 30, "Reunification Day").moves(),
        Rule::on(5, 1, "Labour Day").moves(),
        Rule::table("0902x2 0901x2 0901x2", "National Day").announced(2026),
        Rule::on(9, 2, "National Day").since(2027),
        Rule::on(9, 2, "National Day").since(2027).doubtful().moves_apart(),
        Rule::on(11, 24, "Vietnam Cultural Day").since(2026).moves(),
    ],
    law: substitute::vietnam,
    once: "2024-04-29 Reunification Day (exchanged for 4 May)
        2025-05-02 Labour Day (exchanged for 26 April)
        2026-08-31 National Day (exchanged for 22 August)",
    worked: "2024-05-04 2025-04-26 2026-08-22",
    ..PLAIN
};

/// Announcements of the Office of the Prime Minister; a day in lieu is given by the cabinet.
pub(super) const THAILAND: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day").moves(),
        Rule::nth(1, 2, Sat, "National Children's Day").slow(),
        Rule::table("0224 0212 0303 0221 0210 0227 0217 0307 0225 0214 0304 0222", "Makha Bucha")
            .announced(2026)
            .moves(),
        Rule::on(4, 6, "Chakri Memorial Day").moves(),
        Rule::on(4, 13, "Songkran").days(3).moves().travelling(),
        Rule::on(5, 1, "Labour Day").moves(),
        Rule::on(5, 4, "Coronation Day").moves(),
        Rule::table("0522 0511 0531 0520 0508 0527 0516 0604 0523 0513 0601 0521", "Visakha Bucha")
            .announced(2026)
            .moves(),
        Rule::on(6, 3, "Queen Suthida's Birthday").moves(),
        Rule::table("0720 0710 0729 0718 0706 0725 0714 0802 0722 0711 0730 0720", "Asarnha Bucha")
            .announced(2026)
            .moves(),
        Rule::table("0721 0711 0730 0719 0707 0726 0715 0803 0723 0712 0731 0721", "Buddhist Lent Day")
            .announced(2026)
            .moves(),
        Rule::on(7, 28, "The King's Birthday").moves(),
        Rule::on(8, 12, "Queen Sirikit's Birthday and Mother's Day").moves(),
        Rule::on(10, 13, "King Bhumibol Memorial Day").moves(),
        Rule::on(10, 23, "King Chulalongkorn Memorial Day").moves(),
        Rule::on(12, 5, "King Bhumibol's Birthday and National Day").moves(),
        Rule::on(12, 10, "Constitution Day").moves(),
        Rule::on(12, 31, "New Year's Eve").moves(),
    ],
    law: substitute::one_after_weekend,
    once: "2024-04-12 Bridge holiday
        2024-12-30 Bridge holiday
        2025-06-02 Bridge holiday
        2025-08-11 Bridge holiday
        2026-01-02 Bridge holiday",
    // The day in lieu of the last Sunday of 2023 was given before it.
    cancelled: "2024-01-02",
    ..PLAIN
};

/// Sub-decrees on public holidays of each year; nothing stands in for a day on a weekend. The new year begins
/// with the sun's entry into Aries (13 or 14 April).
pub(super) const CAMBODIA: Country = Country {
    rules: &[
        Rule::on(1, 1, "International New Year's Day"),
        Rule::on(1, 7, "Victory over Genocide Day"),
        Rule::on(3, 8, "International Women's Day"),
        Rule::table("0413x4 0414 0414 0414 0413 0414 0414 0414 0413 0413 0413 0413", "Khmer New Year")
            .days(3)
            .announced(2026)
            .travelling(),
        Rule::on(5, 1, "International Labour Day"),
        Rule::on(5, 14, "King Norodom Sihamoni's Birthday"),
        Rule::table("0522 0511 0501 0520 0508 0427 0516 0505 0523 0513 0502 0521", "Visak Bochea").announced(2026),
        Rule::table("0526 0515 0505 0524 0512 0501 0520 0509 0527 0517 0506 0525", "Royal Ploughing Ceremony")
            .announced(2026),
        Rule::on(6, 18, "Queen Mother's Birthday"),
        Rule::on(9, 24, "Constitution Day"),
        Rule::table("1001 0921 1010 0929 0917 1006 0925 1014 1003 0922 1011 1001", "Pchum Ben")
            .days(3)
            .announced(2026)
            .travelling(),
        Rule::on(10, 15, "Commemoration of King Norodom Sihanouk"),
        Rule::on(10, 29, "King Norodom Sihamoni's Coronation Day"),
        Rule::on(11, 9, "Independence Day"),
        Rule::table("1114 1104 1123 1112 1031 1119 1108 1127 1116 1105 1124 1114", "Water Festival")
            .days(3)
            .announced(2026),
        Rule::on(12, 29, "Peace Day"),
    ],
    ..PLAIN
};

/// Joint decrees of the three ministers (SKB 3 Menteri) for 2024 to 2026; joint leave (cuti bersama) is not
/// counted, since employers choose it. The later Islamic days are those of the shared calendar of the Ministry
/// of Religious Affairs (MABIMS).
pub(super) const INDONESIA: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::table("0208 0127 0116 0105+1226 1214 1204 1123 1113 1101 1021 1010 0930", "Ascension of the Prophet")
            .known(2026),
        Rule::chinese(1, 1, "Lunar New Year"),
        Rule::table("0311 0329 0319 0308 0326 0315 0305 0324 0312 0331 0320 0310", "Nyepi (Day of Silence)")
            .announced(2026),
        Rule::easter(-2, "Good Friday"),
        Rule::easter(0, "Easter Sunday"),
        Rule::table("0410 0331 0321 0310 0227 0215 0204 0125 0114 0103+1223 1212 1201", "Eid al-Fitr")
            .days(2)
            .known(2026)
            .travelling(),
        Rule::on(5, 1, "Labour Day"),
        Rule::easter(39, "Ascension Day"),
        Rule::table("0523 0512 0531 0520 0509 0527 0516 0604 0523 0513 0601 0522", "Vesak").known(2026),
        Rule::on(6, 1, "Pancasila Day"),
        Rule::table("0617 0606 0527 0517 0505 0425 0414 0403 0322 0312 0301 0219", "Eid al-Adha").known(2026),
        Rule::table("0707 0627 0616 0606 0526 0515 0504 0423 0412 0401 0322 0311", "Islamic New Year").known(2026),
        Rule::on(8, 17, "Independence Day"),
        Rule::table("0916 0905 0825 0815 0804 0724 0713 0702 0621 0610 0530 0520", "Birthday of the Prophet")
            .known(2026),
        Rule::on(12, 25, "Christmas Day"),
    ],
    once: "2024-02-14 General election
        2024-11-27 Local elections",
    ..PLAIN
};

/// Holidays Act 1951 and the federal list of the Cabinet, Constitution and Government Relations Division. New
/// Year's Day, Thaipusam and other days of states are not counted; Deepavali is federal everywhere but in
/// Sarawak.
pub(super) const MALAYSIA: Country = Country {
    rules: &[
        Rule::chinese(1, 1, "Chinese New Year").days(2).moves().travelling(),
        Rule::table("0410 0331 0321 0310 0227 0215 0204 0125 0114 0103+1223 1212 1201", "Hari Raya Aidilfitri")
            .days(2)
            .known(2026)
            .moves()
            .travelling(),
        Rule::on(5, 1, "Labour Day").moves(),
        Rule::table("0522 0512 0531 0520 0509 0527 0516 0506 0523 0513 0503 0522", "Wesak Day").known(2026).moves(),
        Rule::nth(6, 1, Mon, "Birthday of the Yang di-Pertuan Agong").moves(),
        Rule::table("0617 0607 0527 0517 0505 0425 0414 0403 0322 0312 0301 0219", "Hari Raya Haji")
            .known(2026)
            .moves(),
        Rule::table("0707 0627 0617 0606 0526 0515 0504 0423 0412 0401 0322 0311", "Awal Muharram").known(2026),
        Rule::on(8, 31, "National Day").moves(),
        Rule::table("0916 0905 0825 0815 0804 0724 0713 0702 0621 0610 0530 0520", "Birthday of the Prophet")
            .known(2026)
            .moves(),
        Rule::on(9, 16, "Malaysia Day").moves(),
        Rule::table("1031 1020 1108 1029 1017 1105 1026 1114 1102 1022 1110 1030", "Deepavali (except Sarawak)")
            .known(2026)
            .moves(),
        Rule::on(12, 25, "Christmas Day").moves(),
    ],
    law: substitute::sunday_to_next,
    once: "2025-09-15 Additional holiday
        2026-03-20 Hari Raya Aidilfitri (additional holiday)",
    ..PLAIN
};

/// Republic Act 9492 and the proclamations of each year: regular holidays and special non-working days.
/// Elections are on the second Monday of May every three years. A day that the law gives on a Sunday moves only
/// if it is proclaimed.
pub(super) const PHILIPPINES: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::chinese(1, 1, "Chinese New Year").slow(),
        Rule::sighted(10, 1, "0410 0401 0320", 0, "Eid'l Fitr"),
        Rule::on(4, 9, "Day of Valor"),
        Rule::easter(-3, "Maundy Thursday"),
        Rule::easter(-2, "Good Friday").travelling(),
        Rule::easter(-1, "Black Saturday").travelling(),
        Rule::on(5, 1, "Labor Day"),
        Rule::table("- 0512 - - 0508 - - 0512 - - 0508 -", "Election Day").known(2025),
        Rule::sighted(12, 10, "0617 0606 0527", 0, "Eid'l Adha"),
        Rule::on(6, 12, "Independence Day"),
        Rule::table("0823 - - - - - - - - - - -", "Ninoy Aquino Day").announced(2024),
        Rule::on(8, 21, "Ninoy Aquino Day").since(2025),
        Rule::nth(8, -1, Mon, "National Heroes Day"),
        Rule::on(11, 1, "All Saints' Day"),
        Rule::on(11, 30, "Bonifacio Day"),
        Rule::on(12, 8, "Immaculate Conception"),
        Rule::on(12, 25, "Christmas Day"),
        Rule::on(12, 30, "Rizal Day"),
        Rule::on(12, 31, "Last Day of the Year"),
    ],
    once: "2024-02-09 Special non-working day
        2024-11-02 All Souls' Day
        2024-12-24 Christmas Eve
        2025-07-27 Iglesia ni Cristo Anniversary
        2025-10-31 All Saints' Day Eve
        2025-12-24 Christmas Eve
        2026-11-02 All Souls' Day
        2026-12-24 Christmas Eve
        2027-11-02 All Souls' Day
        2027-12-24 Christmas Eve",
    ..PLAIN
};

/// Notices of the government for 2024 to 2026, later after the Burmese calendar. The new year's days off are
/// those given since 2024.
pub(super) const MYANMAR: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day").since(2025),
        Rule::on(1, 4, "Independence Day"),
        Rule::table("0111+1230 1219 - 0108+1228 1216 - 0104+1224 - 0113 0101+1221 - 0109+1229", "Karen New Year")
            .known(2026),
        Rule::chinese(1, 1, "Chinese New Year").since(2025),
        Rule::on(2, 12, "Union Day"),
        Rule::on(3, 2, "Peasants' Day"),
        Rule::table("0324 0313 0302 0322 0310 0227 0318 0307 0326 0315 0304 0323", "Full Moon of Tabaung").known(2026),
        Rule::on(3, 27, "Armed Forces Day"),
        Rule::on(4, 13, "Thingyan and Myanmar New Year").days(9).travelling(),
        Rule::on(5, 1, "May Day"),
        Rule::table("0522 0511 0430 0520 0508 0427 0516 0505 0524 0513 0502 0521", "Full Moon of Kason").known(2026),
        Rule::sighted(12, 10, "0617 0607 0528", 1, "Eid al-Adha"),
        Rule::on(7, 19, "Martyrs' Day"),
        Rule::table("0720 0709 0729 0718 0706 0725 0714 0803 0722 0711 0730 0719", "Full Moon of Waso").known(2026),
        Rule::table("1016 1005 1025 1014 1002 1021 1010 1030 1018 1007 1026 1015", "Thadingyut").days(3).known(2026),
        Rule::table("1101 1021 1110 1030 1018 1106 1026 1115 1103 1023 1111 1031", "Deepavali").known(2026),
        Rule::table("1115 1104 1124 1113 1101 1120 1109 1129 1117 1106 1125 1114", "Full Moon of Tazaungmon")
            .known(2026),
        Rule::table("1125 1114 1204 1123 1111 1130 1119 1209 1127 1116 1205 1124", "National Day").known(2026),
        Rule::on(12, 25, "Christmas Day"),
    ],
    once: "2024-12-31 Day off (exchanged for 11 January 2025)
        2025-03-12 Day off (exchanged for 22 March)
        2025-03-14 Day off (exchanged for 29 March)
        2025-11-03 Day off (exchanged for 8 November)
        2025-12-26 Day off (exchanged for 3 January 2026)",
    worked: "2025-01-11 2025-03-22 2025-03-29 2025-11-08 2026-01-03",
    ..PLAIN
};
