//! China, Hong Kong, Taiwan, South Korea, Japan.

use chrono::Weekday::Mon;

use super::{
    super::{rule::Rule, substitute},
    Country, PLAIN,
};

/// Qingming in millionths of a day of April 1980.
const QINGMING: u32 = 4_966_000;

/// Regulation on Public Holidays for National Annual Festivals and Memorial Days, State Council, as of 2014 and
/// of 10 November 2024. The exchanged days are the notices of the State Council's General Office for 2024
/// (Guobanfa mingdian 2023 no. 7), 2025 (2024 no. 12) and 2026 (2025 no. 7).
pub(super) const CHINA: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day").moves(),
        Rule::chinese(1, 1, "Spring Festival Eve").plus(-1).since(2025).moves().travelling(),
        Rule::chinese(1, 1, "Spring Festival").days(3).moves().travelling(),
        Rule::sun(4, QINGMING, "Tomb-Sweeping Day").moves(),
        Rule::on(5, 1, "Labour Day").until(2024).moves(),
        Rule::on(5, 1, "Labour Day").days(2).since(2025).moves(),
        Rule::chinese(5, 5, "Dragon Boat Festival").moves(),
        Rule::chinese(8, 15, "Mid-Autumn Festival").moves(),
        Rule::on(10, 1, "National Day").days(3).moves().travelling(),
    ],
    law: substitute::weekend_to_next,
    once: "2024-02-15 Spring Festival (exchanged for 4 February)
        2024-02-16 Spring Festival (exchanged for 18 February)
        2024-04-05 Tomb-Sweeping Day (exchanged for 7 April)
        2024-05-02 Labour Day (exchanged for 28 April)
        2024-05-03 Labour Day (exchanged for 11 May)
        2024-09-16 Mid-Autumn Festival (exchanged for 14 September)
        2024-10-04 National Day (exchanged for 29 September)
        2024-10-07 National Day (exchanged for 12 October)
        2025-02-03 Spring Festival (exchanged for 26 January)
        2025-02-04 Spring Festival (exchanged for 8 February)
        2025-05-05 Labour Day (exchanged for 27 April)
        2025-10-07 National Day (exchanged for 28 September)
        2025-10-08 National Day (exchanged for 11 October)
        2026-01-02 New Year's Day (exchanged for 4 January)
        2026-02-20 Spring Festival (exchanged for 14 February)
        2026-02-23 Spring Festival (exchanged for 28 February)
        2026-05-05 Labour Day (exchanged for 9 May)
        2026-10-06 National Day (exchanged for 20 September)
        2026-10-07 National Day (exchanged for 10 October)",
    worked: "2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12
        2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
        2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10",
    ..PLAIN
};

/// General Holidays Ordinance (chapter 149), schedule: general holidays other than Sundays.
pub(super) const HONG_KONG: Country = Country {
    rules: &[
        Rule::on(1, 1, "The first day of January").moves(),
        Rule::chinese(1, 1, "Lunar New Year").days(3).moves_apart().travelling(),
        Rule::sun(4, QINGMING, "Ching Ming Festival").moves(),
        Rule::easter(-2, "Good Friday").moves(),
        Rule::easter(-1, "The day following Good Friday").moves(),
        Rule::easter(1, "Easter Monday").moves(),
        Rule::on(5, 1, "Labour Day").moves(),
        Rule::chinese(4, 8, "The Birthday of the Buddha").moves(),
        Rule::chinese(5, 5, "Tuen Ng Festival").moves(),
        Rule::on(7, 1, "Hong Kong Special Administrative Region Establishment Day").moves(),
        Rule::chinese(8, 15, "The day following the Chinese Mid-Autumn Festival").plus(1).moves(),
        Rule::on(10, 1, "National Day").moves(),
        Rule::chinese(9, 9, "Chung Yeung Festival").moves(),
        Rule::on(12, 25, "Christmas Day").moves(),
        Rule::on(12, 26, "The first weekday after Christmas Day").moves_apart(),
    ],
    law: substitute::hong_kong,
    ..PLAIN
};

/// Implementation Act for Memorial Days and Holidays of 28 May 2025, and the regulation before it; the
/// exchanged days are the calendars of the Directorate-General of Personnel Administration. Since 2026 Labour
/// Day is everybody's.
pub(super) const TAIWAN: Country = Country {
    rules: &[
        Rule::on(1, 1, "Founding Day of the Republic of China").moves(),
        Rule::chinese(1, 1, "The day before Lunar New Year's Eve").plus(-2).since(2026).moves_apart().travelling(),
        Rule::chinese(1, 1, "Lunar New Year's Eve").plus(-1).moves_apart().travelling(),
        Rule::chinese(1, 1, "Lunar New Year").days(3).moves_apart().travelling(),
        Rule::on(2, 28, "Peace Memorial Day").moves(),
        Rule::on(4, 4, "Children's Day").moves(),
        Rule::sun(4, QINGMING, "Tomb-Sweeping Day").moves(),
        Rule::on(5, 1, "Labour Day").since(2026).moves(),
        Rule::chinese(5, 5, "Dragon Boat Festival").moves(),
        Rule::chinese(8, 15, "Mid-Autumn Festival").moves(),
        Rule::on(9, 28, "Teachers' Day").since(2025).moves(),
        Rule::on(10, 10, "National Day").moves(),
        Rule::on(10, 25, "Taiwan Restoration Day").since(2025).moves(),
        Rule::on(12, 25, "Constitution Day").since(2025).moves(),
    ],
    law: substitute::taiwan,
    once: "2024-02-08 Lunar New Year (exchanged for 17 February)
        2025-01-27 Lunar New Year (exchanged for 8 February)",
    worked: "2024-02-17 2025-02-08",
    ..PLAIN
};

/// Regulations on Holidays of Government Offices, which bind employers by the Labour Standards Act, article 55;
/// with Labour Day and Constitution Day since 2026. Elections are on the Wednesday that the Public Official
/// Election Act, articles 34 and 35, sets; one by one they may yet be moved.
pub(super) const SOUTH_KOREA: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::korean(1, 1, "The day before Seollal").plus(-1).moves_apart().travelling(),
        Rule::korean(1, 1, "Seollal").moves_apart().travelling(),
        Rule::korean(1, 2, "The day after Seollal").moves_apart().travelling(),
        Rule::on(3, 1, "Independence Movement Day").moves(),
        Rule::on(5, 1, "Labour Day").since(2026).moves(),
        Rule::on(5, 5, "Children's Day").moves(),
        Rule::korean(4, 8, "Buddha's Birthday").moves(),
        Rule::on(6, 6, "Memorial Day"),
        Rule::on(7, 17, "Constitution Day").since(2026).moves(),
        Rule::on(8, 15, "Liberation Day").moves(),
        Rule::korean(8, 15, "The day before Chuseok").plus(-1).moves_apart().travelling(),
        Rule::korean(8, 15, "Chuseok").moves_apart().travelling(),
        Rule::korean(8, 15, "The day after Chuseok").plus(1).moves_apart().travelling(),
        Rule::on(10, 3, "National Foundation Day").moves(),
        Rule::on(10, 9, "Hangul Day").moves(),
        Rule::on(12, 25, "Christmas Day").moves(),
        Rule::table("0410 - - - 0412 - - - 0414 - - -", "National Assembly Election Day").known(2024),
        Rule::table("- 0603 - - - - 0327 - - - - 0328", "Presidential Election Day").known(2025),
        Rule::table("- - 0603 - - - 0612 - - - 0531 -", "Local Election Day").known(2026),
    ],
    law: substitute::korea,
    once: "2024-10-01 Armed Forces Day (temporary holiday)
        2025-01-27 Temporary holiday",
    ..PLAIN
};

/// Act on National Holidays (1948, no. 178), articles 2 and 3. The equinoxes are those that the National Astronomical
/// Observatory names in February of the year before; reckoned here.
pub(super) const JAPAN: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day").moves(),
        Rule::nth(1, 2, Mon, "Coming of Age Day"),
        Rule::on(2, 11, "Foundation Day").moves(),
        Rule::on(2, 23, "Emperor's Birthday").moves(),
        Rule::sun(3, 20_843_100, "Vernal Equinox Day").moves(),
        Rule::on(4, 29, "Showa Day").moves(),
        Rule::on(5, 3, "Constitution Day").moves(),
        Rule::on(5, 4, "Greenery Day").moves(),
        Rule::on(5, 5, "Children's Day").moves(),
        Rule::nth(7, 3, Mon, "Marine Day"),
        Rule::on(8, 11, "Mountain Day").moves(),
        Rule::nth(9, 3, Mon, "Respect for the Aged Day"),
        Rule::sun(9, 23_248_800, "Autumnal Equinox Day").moves(),
        Rule::nth(10, 2, Mon, "Sports Day"),
        Rule::on(11, 3, "Culture Day").moves(),
        Rule::on(11, 23, "Labour Thanksgiving Day").moves(),
    ],
    law: substitute::japan,
    ..PLAIN
};
