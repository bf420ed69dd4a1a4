//! The program as a whole, as far as it needs no screen. What needs one is walked through in `tests/`.

use std::process::Command;

#[test]
fn it_says_which_version_it_is() {
    let output = Command::new(env!("CARGO_BIN_EXE_floorbook-shell")).arg("--version").output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), concat!("floorbook ", env!("CARGO_PKG_VERSION")));
}
