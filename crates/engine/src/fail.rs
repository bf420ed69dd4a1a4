//! How failures below become failures at the door: by code, with everything from before kept.

use floorbook_port::{ErrorCode, Failure};
use rusqlite::ffi;

/// What went wrong inside the engine.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EngineError {
    /// SQLite said no.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// A rule of the engine said no.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// What functions inside the engine answer.
pub(crate) type Result<T> = std::result::Result<T, EngineError>;

/// A refusal with its code.
pub(crate) fn fail<T>(code: ErrorCode, detail: impl Into<String>) -> Result<T> {
    Err(Failure::new(code, detail).into())
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Failure {
        match error {
            EngineError::Failure(failure) => failure,
            EngineError::Sqlite(error) => from_sqlite(&error),
        }
    }
}

impl From<serde_json::Error> for EngineError {
    fn from(error: serde_json::Error) -> EngineError {
        Failure::new(ErrorCode::Malformed, error.to_string()).into()
    }
}

fn from_sqlite(error: &rusqlite::Error) -> Failure {
    let code = match error {
        rusqlite::Error::QueryReturnedNoRows => ErrorCode::NotFound,
        rusqlite::Error::SqliteFailure(cause, _) => match cause.extended_code & 0xff {
            ffi::SQLITE_FULL => ErrorCode::StorageFull,
            ffi::SQLITE_CORRUPT => ErrorCode::Damaged,
            ffi::SQLITE_NOTADB => ErrorCode::WrongKey,
            _ => ErrorCode::Storage,
        },
        _ => ErrorCode::Storage,
    };
    // SQLite's own words name tables and codes, never values.
    Failure::new(code, error.to_string())
}
