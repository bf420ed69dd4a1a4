//! Which compressed copy of a file a client takes.

/// How a file travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Brotli, the smallest.
    Brotli,
    /// Gzip, for clients without brotli.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// The ending of copies in the served folder.
    pub(crate) const COPIES: [(Encoding, &str); 2] = [(Encoding::Brotli, ".br"), (Encoding::Gzip, ".gz")];

    /// The value of `Content-Encoding`; none for a file as it is.
    pub(crate) fn header(self) -> Option<&'static str> {
        match self {
            Encoding::Brotli => Some("br"),
            Encoding::Gzip => Some("gzip"),
            Encoding::Identity => None,
        }
    }

    /// Whether a client that sent this `Accept-Encoding` takes it. A coding with `q=0` is refused;
    /// beyond that the smaller copy wins, whatever the weights say.
    pub(crate) fn is_accepted(self, header: &str) -> bool {
        let Some(name) = self.header() else { return true };
        let weight = |wanted: &str| {
            header.split(',').find_map(|part| {
                let mut words = part.split(';').map(str::trim);
                let coding = words.next()?;
                let weight = words.find_map(|word| word.strip_prefix("q=")).unwrap_or("1");
                coding.eq_ignore_ascii_case(wanted).then(|| weight.parse().unwrap_or(0.0_f32))
            })
        };
        weight(name).or_else(|| weight("*")).is_some_and(|weight| weight > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_is_taken_when_it_is_named_or_covered_by_the_star() {
        assert!(Encoding::Brotli.is_accepted("gzip, deflate, br, zstd"));
        assert!(Encoding::Gzip.is_accepted("*;q=0.5"));
        assert!(Encoding::Identity.is_accepted(""));
    }

    #[test]
    fn a_coding_is_refused_when_it_is_not_named_or_weighs_nothing() {
        assert!(!Encoding::Brotli.is_accepted("gzip"));
        assert!(!Encoding::Brotli.is_accepted("br;q=0, *"));
        assert!(!Encoding::Gzip.is_accepted(""));
        assert!(!Encoding::Gzip.is_accepted("gzip;q=nonsense"));
    }
}
