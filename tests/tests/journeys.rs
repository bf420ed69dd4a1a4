//! What the whole program promises, walked through in the real browser.

mod refused;
mod rules;
mod start;
mod steps;
