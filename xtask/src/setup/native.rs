//! A C compiler and OpenSSL, which SQLCipher needs in the native engine of the tests.

use super::missing::Missing;
use crate::place::Place;
use crate::tool;
use anyhow::{Context, Result, bail};

/// Links against OpenSSL's libcrypto, as SQLCipher does.
const PROBE: &str = "#include <openssl/evp.h>\nint main(void) { return EVP_sha256() == 0; }\n";

/// Makes sure that a program using OpenSSL compiles. On macOS SQLCipher uses the system's own cryptography.
pub(crate) fn ensure(place: &Place) -> Result<String> {
    if cfg!(target_os = "macos") {
        return Ok("the system's own".to_owned());
    }
    if works(place)? {
        return Ok("there".to_owned());
    }
    Missing {
        what: "a C compiler or OpenSSL's headers (SQLCipher needs both in native tests)",
        debian: &["gcc", "libc6-dev", "libssl-dev"],
        mac: "xcode-select --install",
        windows: "choco install openssl, then set OPENSSL_DIR to its folder",
    }
    .install()?;
    if !works(place)? {
        bail!("gcc and libssl-dev are installed, but a program using OpenSSL does not compile");
    }
    Ok("installed with apt".to_owned())
}

fn works(place: &Place) -> Result<bool> {
    // libsqlite3-sys takes OpenSSL from these where they are set; Windows has no other way.
    if std::env::var_os("OPENSSL_DIR").is_some() || std::env::var_os("OPENSSL_LIB_DIR").is_some() {
        return Ok(true);
    }
    if cfg!(windows) {
        return Ok(false);
    }
    let folder = place.cache();
    std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let source = folder.join("openssl.c");
    std::fs::write(&source, PROBE).with_context(|| format!("writing {}", source.display()))?;
    let mut cc = tool::command(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    cc.arg(&source).arg("-o").arg(folder.join("openssl")).arg("-lcrypto");
    Ok(tool::succeeds(&mut cc))
}
