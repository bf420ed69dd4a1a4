//! Portugal, Italy, Poland, Romania, Czechia, Hungary, Ukraine.

use chrono::Weekday::Sun;

use super::{
    super::{rule::Rule, substitute},
    Country, PLAIN,
};

/// Código do Trabalho, article 234. Carnival is optional, and the days of towns are not national.
pub(super) const PORTUGAL: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::easter(-2, "Good Friday"),
        Rule::easter(0, "Easter Sunday"),
        Rule::on(4, 25, "Freedom Day"),
        Rule::on(5, 1, "Labour Day"),
        Rule::easter(60, "Corpus Christi"),
        Rule::on(6, 10, "Portugal Day"),
        Rule::on(8, 15, "Assumption Day"),
        Rule::on(10, 5, "Republic Day"),
        Rule::on(11, 1, "All Saints' Day"),
        Rule::on(12, 1, "Restoration of Independence Day"),
        Rule::on(12, 8, "Immaculate Conception"),
        Rule::on(12, 25, "Christmas Day"),
    ],
    ..PLAIN
};

/// Law 260/1949 with law 54/1977 (National Unity on the first Sunday of November) and law 151/2025 (Saint
/// Francis, since 2026).
pub(super) const ITALY: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::on(1, 6, "Epiphany"),
        Rule::easter(0, "Easter Sunday"),
        Rule::easter(1, "Easter Monday"),
        Rule::on(4, 25, "Liberation Day"),
        Rule::on(5, 1, "Labour Day"),
        Rule::on(6, 2, "Republic Day"),
        Rule::on(8, 15, "Assumption Day"),
        Rule::on(10, 4, "Saint Francis of Assisi").since(2026),
        Rule::on(11, 1, "All Saints' Day"),
        Rule::nth(11, 1, Sun, "National Unity Day"),
        Rule::on(12, 8, "Immaculate Conception"),
        Rule::on(12, 25, "Christmas Day"),
        Rule::on(12, 26, "Saint Stephen's Day"),
    ],
    ..PLAIN
};

/// Act of 18 January 1951 on days off; Christmas Eve since 2025. A holiday on a Saturday earns another day, of
/// the employer's choice.
pub(super) const POLAND: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::on(1, 6, "Epiphany"),
        Rule::easter(0, "Easter Sunday"),
        Rule::easter(1, "Easter Monday"),
        Rule::on(5, 1, "State Holiday"),
        Rule::on(5, 3, "Constitution Day"),
        Rule::easter(49, "Pentecost"),
        Rule::easter(60, "Corpus Christi"),
        Rule::on(8, 15, "Assumption Day"),
        Rule::on(11, 1, "All Saints' Day"),
        Rule::on(11, 11, "Independence Day"),
        Rule::on(12, 24, "Christmas Eve").since(2025),
        Rule::on(12, 25, "Christmas Day").days(2),
    ],
    ..PLAIN
};

/// Codul muncii, article 139; 6 and 7 January since 2024.
pub(super) const ROMANIA: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day").days(2),
        Rule::on(1, 6, "Epiphany"),
        Rule::on(1, 7, "Saint John the Baptist"),
        Rule::on(1, 24, "Unification of the Romanian Principalities"),
        Rule::orthodox(-2, "Good Friday"),
        Rule::orthodox(0, "Easter Sunday"),
        Rule::orthodox(1, "Easter Monday"),
        Rule::on(5, 1, "Labour Day"),
        Rule::on(6, 1, "Children's Day"),
        Rule::orthodox(49, "Pentecost"),
        Rule::orthodox(50, "Whit Monday"),
        Rule::on(8, 15, "Assumption Day"),
        Rule::on(11, 30, "Saint Andrew's Day"),
        Rule::on(12, 1, "National Day"),
        Rule::on(12, 25, "Christmas Day").days(2),
    ],
    ..PLAIN
};

/// Act 245/2000 on state holidays.
pub(super) const CZECHIA: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::easter(-2, "Good Friday"),
        Rule::easter(1, "Easter Monday"),
        Rule::on(5, 1, "Labour Day"),
        Rule::on(5, 8, "Victory Day"),
        Rule::on(7, 5, "Saints Cyril and Methodius Day"),
        Rule::on(7, 6, "Jan Hus Day"),
        Rule::on(9, 28, "Czech Statehood Day"),
        Rule::on(10, 28, "Independent Czechoslovak State Day"),
        Rule::on(11, 17, "Struggle for Freedom and Democracy Day"),
        Rule::on(12, 24, "Christmas Eve"),
        Rule::on(12, 25, "Christmas Day").days(2),
    ],
    ..PLAIN
};

/// Labour Code (act I of 2012), section 102, with Christmas Eve since 2026 (act LXXII of 2026). Days of rest are
/// exchanged by ministerial decree; that of 2026 for Christmas Eve fell away.
pub(super) const HUNGARY: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::on(3, 15, "National Day"),
        Rule::easter(-2, "Good Friday"),
        Rule::easter(0, "Easter Sunday"),
        Rule::easter(1, "Easter Monday"),
        Rule::on(5, 1, "Labour Day"),
        Rule::easter(49, "Pentecost"),
        Rule::easter(50, "Whit Monday"),
        Rule::on(8, 20, "State Foundation Day"),
        Rule::on(10, 23, "National Day"),
        Rule::on(11, 1, "All Saints' Day"),
        Rule::on(12, 24, "Christmas Eve").since(2026),
        Rule::on(12, 25, "Christmas Day").days(2),
    ],
    once: "2024-08-19 Day of rest (exchanged for 3 August)
        2024-12-24 Day of rest (exchanged for 7 December)
        2024-12-27 Day of rest (exchanged for 14 December)
        2025-05-02 Day of rest (exchanged for 17 May)
        2025-10-24 Day of rest (exchanged for 18 October)
        2025-12-24 Day of rest (exchanged for 13 December)
        2026-01-02 Day of rest (exchanged for 10 January)
        2026-08-21 Day of rest (exchanged for 8 August)",
    worked: "2024-08-03 2024-12-07 2024-12-14 2025-05-17 2025-10-18 2025-12-13 2026-01-10 2026-08-08",
    ..PLAIN
};

/// Labour Code, article 73. Law 2136-IX suspends it while martial law lasts, so from 2024 to 2026 none of these days is
/// off; that they are off later is a hope, hence doubtful.
pub(super) const UKRAINE: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day").since(2027).doubtful().moves(),
        Rule::on(3, 8, "International Women's Day").since(2027).doubtful().moves(),
        Rule::orthodox(0, "Easter Sunday").since(2027).doubtful().moves(),
        Rule::on(5, 1, "Labour Day").since(2027).doubtful().moves(),
        Rule::on(5, 8, "Day of Remembrance and Victory").since(2027).doubtful().moves(),
        Rule::orthodox(49, "Pentecost").since(2027).doubtful().moves(),
        Rule::on(6, 28, "Constitution Day").since(2027).doubtful().moves(),
        Rule::on(7, 15, "Statehood Day").since(2027).doubtful().moves(),
        Rule::on(8, 24, "Independence Day").since(2027).doubtful().moves(),
        Rule::on(10, 1, "Defenders' Day").since(2027).doubtful().moves(),
        Rule::on(12, 25, "Christmas Day").since(2027).doubtful().moves(),
    ],
    law: substitute::weekend_to_next,
    ..PLAIN
};
