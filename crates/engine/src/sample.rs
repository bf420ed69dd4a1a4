//! Filling the sample notebook, and clearing it away.

use rusqlite::Connection;

use crate::{author::Author, fail::Result};

impl Author<'_> {
    pub(crate) fn fill_with_sample(&mut self, _notebook: i64, _bytes: &mut Connection) -> Result<()> {
        Ok(())
    }

    pub(crate) fn forget_sample_bytes(&self, _number: i64, _bytes: &mut Connection) -> Result<()> {
        Ok(())
    }
}
