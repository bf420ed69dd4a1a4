//! Thin doors to the device: values in, values and bytes out. Each file is one capability of the
//! browser; what the browser lacks answers `None` or does nothing, and the page says so.

pub mod barcode;
pub mod bytes;
pub mod camera;
pub mod clipboard;
pub mod clock;
pub mod connection;
pub mod days;
pub mod device;
pub mod files;
pub mod hall;
pub mod install;
pub mod kept;
pub mod lock;
pub mod media;
pub mod microphone;
pub mod names;
pub mod near;
pub mod page;
pub mod position;
pub mod save_file;
pub mod screen;
pub mod sealed;
pub mod settings;
pub mod shell;
pub mod storage;
pub mod wake;
pub mod words;
pub mod zones;
