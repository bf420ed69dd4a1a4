//! What the whole program promises, walked through in the real browser.

mod refused;
mod start;
mod steps;
