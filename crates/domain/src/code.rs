//! Codes of the world: countries and currencies.

/// The 249 countries of ISO 3166-1 (alpha-2), in one string of pairs.
const COUNTRIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// Whether `code` is a country of ISO 3166-1 (alpha-2, capitals).
pub fn is_country(code: &str) -> bool {
    code.len() == 2 && COUNTRIES.as_bytes().chunks(2).any(|pair| pair == code.as_bytes())
}

/// All countries of ISO 3166-1, by their two letters.
pub fn countries() -> impl Iterator<Item = &'static str> {
    (0..COUNTRIES.len()).step_by(2).filter_map(|at| COUNTRIES.get(at..at + 2))
}

/// Whether `code` has the form of an ISO 4217 currency: three capitals.
pub fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_of_countries_is_whole() {
        let all: Vec<_> = super::countries().collect();
        assert_eq!(all.len(), 249);
        assert!(all.is_sorted(), "pairs are in order, so none is cut in two");
        assert!(super::is_country("VN") && !super::is_country("XX") && !super::is_country("vn"));
    }
}
