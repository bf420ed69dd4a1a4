//! A database file as SQLite's VFS sees it: bytes at offsets, in whatever host. For rescue alone.

use std::ffi::{CStr, CString, c_int};

use rusqlite::ffi;

use crate::fail::Result;

/// An open file of a VFS.
pub(crate) struct RawFile {
    /// Memory of the size that the VFS asks for, aligned for any of its structs.
    file: Vec<u64>,
    /// The name in the form that VFSes want; freed when the file is closed.
    name: ffi::sqlite3_filename,
}

/// The name of a file in the form that VFSes want.
fn filename(vfs: *mut ffi::sqlite3_vfs, path: &str) -> Option<ffi::sqlite3_filename> {
    let path = CString::new(path).ok()?;
    // SAFETY: `vfs` comes from `sqlite3_vfs_find` and lives as long as the program; the buffer has the
    // length that its `mxPathname` asks for, and is zeroed, so that it is a C string in any case.
    unsafe {
        let mut full = vec![0_u8; usize::try_from((*vfs).mxPathname).ok()? + 2];
        let resolve = (*vfs).xFullPathname?;
        let length = c_int::try_from(full.len()).ok()?;
        if resolve(vfs, path.as_ptr(), length, full.as_mut_ptr().cast()) & 0xff != ffi::SQLITE_OK {
            return None;
        }
        let full = CStr::from_bytes_until_nul(&full).ok()?;
        let name = ffi::sqlite3_create_filename(full.as_ptr(), c"".as_ptr(), c"".as_ptr(), 0, std::ptr::null_mut());
        (!name.is_null()).then_some(name)
    }
}

impl RawFile {
    /// Opens the file at `path`.
    ///
    /// # Errors
    /// SQLite's code; `CANTOPEN` where there is no such file.
    pub(crate) fn open(vfs_name: Option<&str>, path: &str) -> Result<RawFile> {
        RawFile::open_with(vfs_name, path, 0)
    }

    /// Opens the file at `path`, or makes it.
    ///
    /// # Errors
    /// SQLite's code.
    pub(crate) fn make(vfs_name: Option<&str>, path: &str) -> Result<RawFile> {
        RawFile::open_with(vfs_name, path, ffi::SQLITE_OPEN_CREATE)
    }

    fn open_with(vfs_name: Option<&str>, path: &str, flags: c_int) -> Result<RawFile> {
        let vfs_name = vfs_name.and_then(|name| CString::new(name).ok());
        // SAFETY: the name is a C string or null, which means the default VFS.
        let vfs = unsafe { ffi::sqlite3_vfs_find(vfs_name.as_ref().map_or(std::ptr::null(), |name| name.as_ptr())) };
        if vfs.is_null() {
            return Err(error(ffi::SQLITE_CANTOPEN));
        }
        let Some(name) = filename(vfs, path) else { return Err(error(ffi::SQLITE_CANTOPEN)) };
        // SAFETY: `vfs` is not null and lives as long as the program.
        let size = usize::try_from(unsafe { (*vfs).szOsFile }).unwrap_or(0);
        let mut raw = RawFile { file: vec![0; size.div_ceil(8) + 1], name };
        let flags = ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_MAIN_DB | flags;
        // SAFETY: the memory is zeroed and of the size that the VFS asked for; the name stays until the
        // file is closed.
        let code = unsafe {
            match (*vfs).xOpen {
                Some(open) => open(vfs, name, raw.pointer(), flags, std::ptr::null_mut()),
                None => ffi::SQLITE_CANTOPEN,
            }
        };
        if code == ffi::SQLITE_OK { Ok(raw) } else { Err(error(code)) }
    }

    fn pointer(&mut self) -> *mut ffi::sqlite3_file {
        self.file.as_mut_ptr().cast()
    }

    /// How many bytes it has.
    ///
    /// # Errors
    /// SQLite's code.
    pub(crate) fn size(&mut self) -> Result<u64> {
        let mut size = 0;
        let file = self.pointer();
        // SAFETY: the file is open, so its methods are set.
        let code = unsafe { (*(*file).pMethods).xFileSize.map_or(ffi::SQLITE_IOERR, |call| call(file, &raw mut size)) };
        if code == ffi::SQLITE_OK { Ok(u64::try_from(size).unwrap_or(0)) } else { Err(error(code)) }
    }

    /// Reads `bytes` from `at`; beyond the end there are zeros.
    ///
    /// # Errors
    /// SQLite's code.
    pub(crate) fn read(&mut self, bytes: &mut [u8], at: u64) -> Result<()> {
        let (file, length) = (self.pointer(), c_int::try_from(bytes.len()).unwrap_or(0));
        // SAFETY: the file is open; the buffer has `length` bytes.
        let code = unsafe {
            let read = (*(*file).pMethods).xRead;
            read.map_or(ffi::SQLITE_IOERR, |call| call(file, bytes.as_mut_ptr().cast(), length, at.cast_signed()))
        };
        if code == ffi::SQLITE_OK || code == ffi::SQLITE_IOERR_SHORT_READ { Ok(()) } else { Err(error(code)) }
    }

    /// Writes `bytes` at `at`.
    ///
    /// # Errors
    /// SQLite's code.
    pub(crate) fn write(&mut self, bytes: &[u8], at: u64) -> Result<()> {
        let (file, length) = (self.pointer(), c_int::try_from(bytes.len()).unwrap_or(0));
        // SAFETY: the file is open; the buffer has `length` bytes and is only read.
        let code = unsafe {
            let write = (*(*file).pMethods).xWrite;
            write.map_or(ffi::SQLITE_IOERR, |call| call(file, bytes.as_ptr().cast(), length, at.cast_signed()))
        };
        if code == ffi::SQLITE_OK { Ok(()) } else { Err(error(code)) }
    }
}

impl Drop for RawFile {
    fn drop(&mut self) {
        let file = self.pointer();
        // SAFETY: methods are set only while the file is open; afterwards nothing refers to the name.
        unsafe {
            if let Some(close) = (*file).pMethods.as_ref().and_then(|methods| methods.xClose) {
                close(file);
            }
            ffi::sqlite3_free_filename(self.name);
        }
    }
}

fn error(code: c_int) -> crate::fail::EngineError {
    rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
}
