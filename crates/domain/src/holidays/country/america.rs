//! Mexico, Brazil.

use chrono::Weekday::Mon;

use super::{super::rule::Rule, Country, PLAIN};

/// Ley Federal del Trabajo, article 74. A change of the federal executive is a day off every six years. What many
/// factories close for besides (Maundy Thursday, Good Friday, 2 November, 12 December) is theirs to say.
pub(super) const MEXICO: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::nth(2, 1, Mon, "Constitution Day"),
        Rule::nth(3, 3, Mon, "Benito Juárez's Birthday"),
        Rule::on(5, 1, "Labour Day"),
        Rule::on(9, 16, "Independence Day"),
        Rule::table("1001 - - - - - 1001 - - - - -", "Change of the Federal Executive"),
        Rule::nth(11, 3, Mon, "Revolution Day"),
        Rule::on(12, 25, "Christmas Day"),
    ],
    ..PLAIN
};

/// Laws 662/1949, 6,802/1980, 9,093/1995, 10,607/2002 and 14,759/2023. Carnival and Corpus Christi are no national
/// holidays; Carnival counts as a shutdown.
pub(super) const BRAZIL: Country = Country {
    rules: &[
        Rule::on(1, 1, "New Year's Day"),
        Rule::easter(-2, "Good Friday"),
        Rule::on(4, 21, "Tiradentes Day"),
        Rule::on(5, 1, "Labour Day"),
        Rule::on(9, 7, "Independence Day"),
        Rule::on(10, 12, "Our Lady of Aparecida"),
        Rule::on(11, 2, "All Souls' Day"),
        Rule::on(11, 15, "Proclamation of the Republic"),
        Rule::on(11, 20, "Zumbi and Black Awareness Day"),
        Rule::on(12, 25, "Christmas Day"),
    ],
    ..PLAIN
};
