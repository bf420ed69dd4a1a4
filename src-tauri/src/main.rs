//! Floorbook on a desktop: see the library for what it is made of.

// Windows opens no console beside the app.
#![cfg_attr(all(not(debug_assertions), windows), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    floorbook_shell::run()
}
