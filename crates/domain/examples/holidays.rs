//! Prints the days off of a country in a year: `country,date,name,certainty`, a line for each, in order.
//!
//! `cargo run -q -p floorbook-domain --example holidays -- CN 2029`

use std::{env, process::ExitCode};

use floorbook_domain::holidays::{COUNTRIES, FIRST_YEAR, LAST_YEAR, holidays};

#[expect(clippy::print_stdout, reason = "printing is what it is for")]
fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [country, year] = &arguments[..] else {
        return refused("Two arguments are needed: a country and a year, such as CN 2029.");
    };
    let Ok(year) = year.parse() else {
        return refused(&format!("{year} is not a year, such as 2029."));
    };
    match holidays(country, year) {
        Ok(holidays) => {
            for holiday in holidays {
                println!("{country},{},{},{}", holiday.day, holiday.name, holiday.certainty);
            }
            ExitCode::SUCCESS
        }
        Err(error) => refused(&error.to_string()),
    }
}

fn refused(why: &str) -> ExitCode {
    eprintln!("{why}");
    eprintln!("Countries: {}. Years: {FIRST_YEAR} to {LAST_YEAR}.", COUNTRIES.join(" "));
    ExitCode::FAILURE
}
