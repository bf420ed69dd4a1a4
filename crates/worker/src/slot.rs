//! The head of a file of the pool (`sqlite-wasm-vfs`, 0.3): its name, padded with zeros, and its kind.
//! The pool opens no file at all while one head is damaged; so a damaged head is told its name again
//! by what is missing.

/// How long a head is.
pub const HEAD: usize = NAME + 4;

/// Where the content starts. A file that is no longer holds nothing.
pub const CONTENT: f64 = 4096.0;

const NAME: usize = 512;

/// `SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE`.
const DATABASE: u32 = 0x106;

/// `SQLITE_OPEN_WAL | SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE`.
const LOG: u32 = 0x0008_0006;

/// The kinds of file that are kept: `MAIN_DB`, `MAIN_JOURNAL`, `SUPER_JOURNAL`, `WAL`.
const KEPT: u32 = 0x0008_4900;

/// The kinds of file that are not: `TEMP_DB`, `TRANSIENT_DB`, `TEMP_JOURNAL`, `SUBJOURNAL`.
const PASSING: u32 = 0x0000_3600;

/// `SQLITE_OPEN_DELETEONCLOSE`: the pool gives such a file free.
const FORGOTTEN: u32 = 0x8;

/// What a head says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Head {
    /// The file is free.
    Free,
    /// The file has this name.
    Named(String),
    /// Something that no pool wrote.
    Damaged,
}

impl Head {
    /// Reads a head.
    pub fn read(bytes: &[u8]) -> Head {
        let (Some(name), Some(&[a, b, c, d])) = (bytes.get(..NAME), bytes.get(NAME..HEAD)) else {
            return Head::Damaged;
        };
        let kind = u32::from_be_bytes([a, b, c, d]);
        let end = name.iter().position(|&byte| byte == 0).unwrap_or(NAME);
        match std::str::from_utf8(&name[..end]) {
            _ if end == NAME || name[end..].iter().any(|&byte| byte != 0) => Head::Damaged,
            Ok("") if kind == 0 => Head::Free,
            Ok(name) if !name.is_empty() && is_kept(kind) => Head::Named(name.into()),
            Ok(name) if !name.is_empty() && is_passing(kind) => Head::Free,
            Ok(_) | Err(_) => Head::Damaged,
        }
    }

    /// The head of a file of this name; free without one.
    pub fn bytes(name: Option<&str>) -> Vec<u8> {
        let mut bytes = vec![0; HEAD];
        if let Some(name) = name.filter(|name| name.len() < NAME) {
            let kind = if name.ends_with("-wal") { LOG } else { DATABASE };
            bytes[..name.len()].copy_from_slice(name.as_bytes());
            bytes[NAME..].copy_from_slice(&kind.to_be_bytes());
        }
        bytes
    }
}

/// Whether a file of this kind is one that stays.
fn is_kept(kind: u32) -> bool {
    (kind & KEPT).count_ones() == 1 && kind & (PASSING | FORGOTTEN) == 0
}

/// Whether a file of this kind is one that the pool gives free when it is opened again.
fn is_passing(kind: u32) -> bool {
    (kind & PASSING).count_ones() == 1 && kind & (KEPT | FORGOTTEN) == FORGOTTEN
}

/// The name of a file with a damaged head that holds something, by the names that no other file has:
/// the one database that is missing, or else the one write-ahead log. `None` if that does not tell.
pub fn missing(databases: [&str; 2], held: &[String]) -> Option<String> {
    let one = |mut names: Vec<String>| {
        names.retain(|name| !held.contains(name));
        (names.len() == 1).then(|| names.remove(0)).ok_or(names.len())
    };
    match one(databases.map(str::to_owned).to_vec()) {
        Ok(name) => Some(name),
        Err(0) => one(databases.map(|name| format!("{name}-wal")).to_vec()).ok(),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_head_is_read_as_it_was_written() {
        for name in ["main.db", "main.db-wal", "Hải Phòng.db"] {
            assert_eq!(Head::read(&Head::bytes(Some(name))), Head::Named(name.into()));
        }
        assert_eq!(Head::read(&Head::bytes(None)), Head::Free);
        let mut passing = Head::bytes(Some("etilqs_1"));
        passing[NAME..].copy_from_slice(&0x20e_u32.to_be_bytes());
        assert_eq!(Head::read(&passing), Head::Free, "a temporary database, deleted on close");
    }

    #[test]
    fn a_head_that_no_pool_wrote_is_damaged() {
        for (at, byte) in [(0, 0), (0, 0xff), (300, 1), (511, 7), (513, 8), (514, 0xff), (514, 2), (515, 0xe)] {
            let mut bytes = Head::bytes(Some("main.db"));
            bytes[at] = byte;
            assert_eq!(Head::read(&bytes), Head::Damaged, "byte {at}");
        }
        assert_eq!(Head::read(&[1; HEAD]), Head::Damaged);
        assert_eq!(Head::read(&[]), Head::Damaged);
    }

    #[test]
    fn a_file_gets_the_name_that_is_missing() {
        let databases = ["main.db", "content.db"];
        assert_eq!(missing(databases, &held(&["content.db"])).as_deref(), Some("main.db"));
        assert_eq!(missing(databases, &held(&["main.db", "x"])).as_deref(), Some("content.db"));
        let log = held(&["main.db", "content.db", "content.db-wal"]);
        assert_eq!(missing(databases, &log).as_deref(), Some("main.db-wal"));
        assert_eq!(missing(databases, &held(&["main.db", "content.db"])), None, "either log");
        assert_eq!(missing(databases, &held(&[])), None, "either database");
    }
}
