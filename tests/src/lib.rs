//! What whole-program tests need: the real server, the real browser, and words for what a person does.
//!
//! A journey ([`journey::walk`]) gets a [`world::World`]: it starts [`hub::Hub`]s and
//! [`browser::Browser`]s, or the desktop app in their place, and leaves nothing behind, however it ends. A [`page::Page`] finds what a
//! person finds: by role and visible label, which are the accessible names. Nothing sleeps for a
//! fixed time: [`wait::until`] waits for the thing.
//!
//! The programs and the app under test come from the environment that `cargo xtask test` sets
//! ([`place`]).

pub mod axe;
pub mod browser;
pub mod chance;
pub mod device;
pub mod disk;
pub mod door;
pub mod driver;
pub mod evidence;
pub mod hub;
pub mod journey;
pub mod locator;
pub mod origin;
pub mod page;
pub mod picture;
pub mod place;
pub mod process;
pub mod readable;
pub mod screen;
pub mod screens;
pub mod tap;
pub mod wait;
pub mod world;
