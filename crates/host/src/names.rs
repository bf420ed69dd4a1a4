//! What the databases are called, and which of them were set aside.

use serde::{Deserialize, Serialize};

/// The names of a notebook's files. A host keeps them where it can replace them as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// The main database.
    pub main: String,
    /// The database of attachments.
    pub content: String,
    /// Whether the main database was ever open: from then on it must be there.
    pub begun: bool,
    /// A rescue writes into these; if they are still named here at a start, it did not end.
    #[serde(default)]
    pub unfinished: Vec<String>,
    /// Damaged databases that were set aside.
    #[serde(default)]
    pub damaged: Vec<String>,
}

impl Default for Names {
    fn default() -> Names {
        Names {
            main: "main.db".into(),
            content: "content.db".into(),
            begun: false,
            unfinished: Vec::new(),
            damaged: Vec::new(),
        }
    }
}

impl Names {
    /// A rescue is to begin, at this moment in milliseconds: names the databases that it writes into, and what it
    /// needs beside them as unfinished. To be kept before the first of them is made.
    pub fn begin_rescue(&mut self, now: i64, aside: impl Fn(&str) -> Vec<String>) -> (String, String) {
        let (main, content) = (format!("main-{now}.db"), format!("content-{now}.db"));
        self.unfinished.extend([main.clone(), content.clone()]);
        self.unfinished.extend([&main, &content].into_iter().flat_map(|name| aside(name)));
        (main, content)
    }

    /// A rescue is complete and on the disk: these are the databases from now on. Answers what the damaged main one
    /// is called.
    pub fn end_rescue(&mut self, main: String, content: String) -> String {
        let kept_as = std::mem::replace(&mut self.main, main);
        let kept_content = std::mem::replace(&mut self.content, content);
        self.damaged.extend([kept_as.clone(), kept_content]);
        kept_as
    }

    /// What a rescue left half done, to be removed; it is not named any more.
    pub fn take_unfinished(&mut self) -> Vec<String> {
        let left = std::mem::take(&mut self.unfinished);
        left.into_iter().filter(|name| *name != self.main && *name != self.content).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_the_first_builds_wrote_them() {
        let read: Names = serde_json::from_str(r#"{"main":"main.db","content":"content.db","begun":true}"#).unwrap();
        assert_eq!(read, Names { begun: true, ..Names::default() });
    }

    #[test]
    fn a_rescue_removes_what_it_needed_and_keeps_what_was_damaged() {
        let mut names = Names::default();
        let (main, content) = names.begin_rescue(7, |name| vec![format!("{name}-aside")]);
        assert_eq!(names.unfinished.len(), 4);
        assert_eq!(names.end_rescue(main, content), "main.db");
        assert_eq!(names.take_unfinished(), ["main-7.db-aside", "content-7.db-aside"]);
        assert_eq!((names.main.as_str(), names.damaged.len()), ("main-7.db", 2));
        assert!(names.unfinished.is_empty());
    }

    #[test]
    fn a_rescue_that_did_not_end_leaves_nothing_behind() {
        let mut names = Names::default();
        names.begin_rescue(7, |_| Vec::new());
        assert_eq!(names.take_unfinished(), ["main-7.db", "content-7.db"]);
        assert_eq!(names, Names::default());
    }
}
