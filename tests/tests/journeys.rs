//! What the whole program promises, walked through in the real browser.

mod buttons;
mod crash;
mod damaged;
mod full;
mod hall;
mod handed;
mod keyboard;
mod lock;
mod refused;
mod rounds;
mod rules;
mod shared;
mod sorting;
mod start;
mod steps;
mod sync;
mod tabs;
mod together;
mod tour;
