//! A damaged database: its files stay as they are, under their names, and what is intact goes into
//! new ones.
//!
//! The names of the files are changed only after the new ones are complete and on disk. So a rescue
//! that is interrupted is simply begun again, and nothing is ever written into the damaged file.

use floorbook_engine::Rescue;
use floorbook_host::names::Names;
use floorbook_port::{ErrorCode, Refusal};
use rsqlite_vfs::VfsFilesManager;
use sqlite_wasm_vfs::sahpool::OpfsSAHPoolUtil;

use super::js;
use super::store::{BESIDE, FILES, Refused, opening};
use super::vault::{Key, Vault};

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

/// Brings what is intact into new databases, and makes them the ones in use.
///
/// # Errors
/// Why not; then everything is as it was.
pub(crate) async fn rescue(
    vault: &Vault,
    pool: &OpfsSAHPoolUtil,
    names: &mut Names,
    key: Key,
) -> Result<Rescued, Refused> {
    let (main, content) = names.begin_rescue(js::now().0, |name| floorbook_engine::aside(name).into());
    vault.set_names(names).await?;
    // The new files, and for each a fresh and a mended one, all with their logs.
    pool.add_capacity(3 * FILES).await?;
    let done = floorbook_engine::rescue(&opening(&names.main, &names.content, key), opening(&main, &content, key));
    let Rescue { changes, lost } = match done {
        Ok(done) => done,
        Err(failure) => {
            sweep(vault, pool, names).await?;
            let reason = if failure.code == ErrorCode::StorageFull { Refusal::StorageFull } else { Refusal::Damaged };
            return Err(Refused::new(reason, failure.to_string()));
        }
    };
    let kept_as = names.end_rescue(main, content);
    vault.set_names(names).await?;
    sweep(vault, pool, names).await?;
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
    for name in names.take_unfinished() {
        for beside in BESIDE {
            pool.remove(&format!("{name}{beside}"))?;
        }
        pool.remove(&name)?;
    }
    Ok(vault.set_names(names).await?)
}
