//! What a shared hub says of itself to everybody on the network.
//!
//! Whoever is on a network hears it, so it names no notebook: only who is in one can tell by the tags that the hub
//! keeps it. A tag is a hash over the notebook's id and a salt that is drawn for each sharing, so nobody can follow a
//! team from one network to the next.

use std::collections::BTreeSet;

use floorbook_domain::NotebookId;

/// The most tags that are said: a text in the announcement has at most 255 bytes.
const MOST: usize = 12;
/// Bytes of a tag, of a salt, and of the number of a sharing.
const TAG: usize = 8;
/// Letters of a computer's name.
const LETTERS: usize = 40;

/// A hub that is announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announced {
    /// A number drawn for this sharing. Of several hubs for one notebook the lowest is taken, by all alike.
    pub(super) number: String,
    pub(super) computer: String,
    salt: String,
    tags: BTreeSet<String>,
}

impl Announced {
    /// That of a new sharing.
    pub(super) fn new(computer: &str, keeps: &[NotebookId], number: [u8; TAG], salt: [u8; TAG]) -> Announced {
        let (number, salt) = (hex(&number), hex(&salt));
        let tags = keeps.iter().take(MOST).map(|notebook| tag(*notebook, &salt)).collect();
        Announced { number, computer: name(computer), salt, tags }
    }

    /// The same, for other notebooks.
    pub(super) fn keeps_now(&mut self, keeps: &[NotebookId]) {
        self.tags = keeps.iter().take(MOST).map(|notebook| tag(*notebook, &self.salt)).collect();
    }

    /// What an announcement says; `None` if it says something else. It comes from anybody.
    pub(super) fn read(get: impl Fn(&str) -> Option<String>) -> Option<Announced> {
        let hexes = |text: &String| text.len() == 2 * TAG && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = get("n").filter(hexes)?;
        let salt = get("s").filter(hexes)?;
        let tags = get("w")?;
        let tags = tags.as_bytes().chunks(2 * TAG).filter_map(|tag| str::from_utf8(tag).ok()).map(str::to_owned);
        Some(Announced { number, computer: name(&get("c").unwrap_or_default()), salt, tags: tags.take(MOST).collect() })
    }

    /// What is said.
    pub(super) fn says(&self) -> [(&'static str, String); 4] {
        let tags = self.tags.iter().map(String::as_str).collect();
        [("n", self.number.clone()), ("s", self.salt.clone()), ("w", tags), ("c", self.computer.clone())]
    }

    /// Whether it keeps a notebook.
    pub(super) fn keeps(&self, notebook: NotebookId) -> bool {
        self.tags.contains(&tag(notebook, &self.salt))
    }
}

fn tag(notebook: NotebookId, salt: &str) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("floorbook hall v1 tag of a notebook");
    hasher.update(&notebook.to_bytes()).update(salt.as_bytes());
    hex(&hasher.finalize().as_bytes()[..TAG])
}

/// A name that somebody else may have chosen, as it is shown.
fn name(computer: &str) -> String {
    computer.chars().filter(|letter| !letter.is_control()).take(LETTERS).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team() -> NotebookId {
        NotebookId::from_bytes([1; 16])
    }

    fn told(says: &[(&'static str, String)]) -> Option<Announced> {
        Announced::read(|name| says.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()))
    }

    #[test]
    fn only_members_know_what_it_keeps() {
        let announced = Announced::new("Ada's laptop", &[team()], [7; 8], [9; 8]);
        let heard = told(&announced.says()).unwrap();
        assert_eq!(heard, announced);
        assert!(heard.keeps(team()));
        assert!(!heard.keeps(NotebookId::from_bytes([2; 16])));
        let elsewhere = Announced::new("Ada's laptop", &[team()], [7; 8], [8; 8]);
        assert!(elsewhere.tags.is_disjoint(&announced.tags), "another sharing says something else");
        let said: usize = announced.says().iter().map(|(_, value)| value.len()).max().unwrap();
        assert!(said < 250);
    }

    #[test]
    fn what_is_no_announcement_is_passed_over() {
        let right = Announced::new("one", &[team()], [7; 8], [9; 8]).says();
        for (at, wrong) in [(0, ""), (0, "zz"), (1, "0707070707070707é"), (1, "no")] {
            let mut says = right.clone();
            says[at].1 = wrong.to_owned();
            assert_eq!(told(&says), None, "{says:?}");
        }
        let mut says = right;
        says[3].1 = format!("\n{}", "x".repeat(300));
        assert_eq!(told(&says).unwrap().computer.len(), LETTERS);
    }
}
