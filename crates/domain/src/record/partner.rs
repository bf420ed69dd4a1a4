//! A company that is bought from.

use super::{Record, name_problems, strs, zone_problem};
use crate::{Instant, PartnerId, Problem, RecordRef, code, field::record};

record! {
    /// A company that is bought from: who they are and how one works with them.
    Partner, PartnerField:
    /// Its name, as we write it.
    1 one name Name: String;
    /// Its name in the script of the place.
    2 one local_name LocalName: String;
    /// ISO 3166-1 alpha-2, such as `VN`; empty if not known.
    3 one country Country: String;
    /// The city or province.
    4 one city City: String;
    /// IANA zone, such as `Asia/Ho_Chi_Minh`; empty if not known.
    5 one zone Zone: String;
    /// Languages spoken there, as people name them.
    6 set languages Languages: String;
    /// The language in which check-ins are held.
    7 one check_in_language CheckInLanguage: String;
    /// Who interprets, if anybody.
    8 one interpreter Interpreter: String;
    /// ISO 4217, such as `USD`; empty if not known.
    9 one currency Currency: String;
    /// What is bought from them.
    10 set products Products: String;
    /// Free words to group by.
    11 set tags Tags: String;
    /// Who on our side owns the relationship.
    12 one owner Owner: String;
    /// Whatever else is worth keeping.
    13 text notes Notes: String;
    /// The partner that this one turned out to be.
    14 one merged_into MergedInto: Option<PartnerId>;
}

impl Record for Partner {
    fn parent(&self) -> Option<RecordRef> {
        None
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.name, &self.local_name]
    }

    fn prose(&self) -> Vec<&str> {
        let lines = [&self.city, &self.interpreter, &self.owner, &self.notes].map(String::as_str);
        lines.into_iter().chain(strs(&self.products)).chain(strs(&self.tags)).collect()
    }

    fn moment(&self) -> Option<Instant> {
        None
    }

    fn links(&self) -> Vec<(u16, RecordRef)> {
        self.merged_into.map(|id| (14, id.into())).into_iter().collect()
    }

    fn merged_into(&self) -> Option<RecordRef> {
        self.merged_into.map(RecordRef::from)
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = name_problems(&self.name);
        if !self.country.is_empty() && !code::is_country(&self.country) {
            problems.push(Problem::CountryUnknown);
        }
        if !self.currency.is_empty() && !code::is_currency(&self.currency) {
            problems.push(Problem::CurrencyUnknown);
        }
        problems.extend(zone_problem(&self.zone));
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_to_put_right_is_named() {
        let partner = Partner {
            country: "Vietnam".into(),
            currency: "dong".into(),
            zone: "Hanoi time".into(),
            ..Partner::default()
        };
        assert_eq!(
            partner.problems(),
            [Problem::NameMissing, Problem::CountryUnknown, Problem::CurrencyUnknown, Problem::ZoneUnknown]
        );
        let good = Partner {
            name: "Sông Hồng Knit".into(),
            country: "VN".into(),
            currency: "VND".into(),
            zone: "Asia/Ho_Chi_Minh".into(),
            ..Partner::default()
        };
        assert!(good.problems().is_empty());
    }
}
