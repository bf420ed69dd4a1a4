//! The people met: their list, one person's page, the form, and the sheet behind **Person**.

mod quick;

pub use quick::QuickPerson;
