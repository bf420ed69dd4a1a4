//! A damaged database: it stays as it is, under its name, and what is intact goes into a new one.
//!
//! The names of the files are changed only after the new one is complete and on disk. So a rescue
//! that is interrupted is simply begun again, and nothing is ever written into the damaged file.

use floorbook_engine::Opening;
use floorbook_port::{ErrorCode, Failure, Refusal};
use rsqlite_vfs::VfsFilesManager;
use sqlite_wasm_vfs::sahpool::OpfsSAHPoolUtil;

use super::js;
use super::store::{Refused, opening};
use super::vault::{Key, Names, Vault};

/// What a rescue did.
#[derive(Clone, Debug)]
pub(crate) struct Rescued {
    /// Changes brought over.
    pub(crate) changes: u64,
    /// Changes or pieces that could not be read.
    pub(crate) lost: u64,
    /// The name of the damaged file.
    pub(crate) kept_as: String,
}

/// Brings what is intact into a new database, and makes it the one in use.
///
/// # Errors
/// Why not; then everything is as it was.
pub(crate) async fn rescue(
    vault: &Vault,
    pool: &OpfsSAHPoolUtil,
    names: &mut Names,
    key: Key,
) -> Result<Rescued, Refused> {
    let fresh = format!("main-{}.db", js::now().0);
    names.unfinished.push(fresh.clone());
    vault.set_names(names).await?;
    pool.add_capacity(4).await?;
    let done = bring_over(opening(&names.main, &names.content, key), opening(&fresh, &names.content, key));
    let (changes, lost) = match done {
        Ok(done) => done,
        Err(failure) => {
            sweep(vault, pool, names).await?;
            let reason = if failure.code == ErrorCode::StorageFull { Refusal::StorageFull } else { Refusal::Damaged };
            return Err(Refused::new(reason, failure.to_string()));
        }
    };
    let kept_as = std::mem::replace(&mut names.main, fresh);
    names.unfinished.clear();
    names.damaged.push(kept_as.clone());
    vault.set_names(names).await?;
    Ok(Rescued { changes, lost, kept_as })
}

/// Removes what an earlier rescue left half done.
///
/// # Errors
/// Storage refused.
pub(crate) async fn sweep(vault: &Vault, pool: &OpfsSAHPoolUtil, names: &mut Names) -> Result<(), Refused> {
    if names.unfinished.is_empty() {
        return Ok(());
    }
    for name in std::mem::take(&mut names.unfinished) {
        if name != names.main && name != names.content {
            pool.remove(&format!("{name}-journal"))?;
            pool.remove(&name)?;
        }
    }
    Ok(vault.set_names(names).await?)
}

fn bring_over(_damaged: Opening, _into: Opening) -> Result<(u64, u64), Failure> {
    Err(Failure::new(ErrorCode::Damaged, "nothing can be rescued yet"))
}
