//! What the whole program promises, walked through in the real browser.

mod start;
