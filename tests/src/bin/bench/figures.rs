//! What was measured, against what was wanted.

use serde_json::{Value, json};
use std::fmt::Write as _;

/// A figure with its goal.
#[derive(Clone, Debug)]
struct Figure {
    group: &'static str,
    name: String,
    value: f64,
    unit: &'static str,
    goal: Option<Goal>,
}

/// What was wanted.
#[derive(Clone, Copy, Debug)]
enum Goal {
    Under(f64),
    Over(f64),
}

impl Goal {
    fn is_met(self, value: f64) -> bool {
        match self {
            Goal::Under(most) => value < most,
            Goal::Over(least) => value > least,
        }
    }

    /// Which way, and how much.
    fn words(self) -> (&'static str, f64) {
        match self {
            Goal::Under(most) => ("under", most),
            Goal::Over(least) => ("over", least),
        }
    }
}

impl Figure {
    fn verdict(&self) -> &'static str {
        match self.goal {
            None => "",
            Some(goal) if goal.is_met(self.value) => "met",
            Some(_) => "MISSED",
        }
    }
}

/// All figures of a run.
#[derive(Debug, Default)]
pub struct Figures(Vec<Figure>);

impl Figures {
    /// Adds a figure that has no goal of its own.
    pub fn add(&mut self, group: &'static str, name: impl Into<String>, value: f64, unit: &'static str) {
        self.push(group, name.into(), value, unit, None);
    }

    /// Adds a figure that should stay under `goal`.
    pub fn hold(&mut self, group: &'static str, name: impl Into<String>, value: f64, unit: &'static str, goal: f64) {
        self.push(group, name.into(), value, unit, Some(Goal::Under(goal)));
    }

    /// Adds a figure that should exceed `goal`.
    pub fn exceed(&mut self, group: &'static str, name: impl Into<String>, value: f64, unit: &'static str, goal: f64) {
        self.push(group, name.into(), value, unit, Some(Goal::Over(goal)));
    }

    fn push(&mut self, group: &'static str, name: String, value: f64, unit: &'static str, goal: Option<Goal>) {
        let figure = Figure { group, name, value, unit, goal };
        // A long run tells at once what it has found.
        eprintln!("{}", line(&figure));
        self.0.push(figure);
    }

    /// As a table, group by group.
    pub fn table(&self) -> String {
        let mut table = String::new();
        let mut group = "";
        for figure in &self.0 {
            if figure.group != group {
                group = figure.group;
                let _ = writeln!(table, "\n{group}"); // Writing to a string cannot fail.
            }
            let _ = writeln!(table, "{}", line(figure));
        }
        table
    }

    /// As JSON: a list of figures with their goals.
    pub fn json(&self) -> Value {
        let figure = |figure: &Figure| {
            json!({
                "group": figure.group,
                "name": figure.name,
                "value": (figure.value * 1000.0).round() / 1000.0,
                "unit": figure.unit,
                "goal": figure.goal.map(|goal| goal.words().1),
                "wanted": figure.goal.map(|goal| goal.words().0),
                "met": figure.goal.map(|goal| goal.is_met(figure.value)),
            })
        };
        self.0.iter().map(figure).collect()
    }
}

fn line(figure: &Figure) -> String {
    let goal = figure.goal.map(Goal::words).map(|(which, goal)| format!("{which} {goal:.1}")).unwrap_or_default();
    format!("  {:<58} {:>10.1} {:<3} {goal:<14} {}", figure.name, figure.value, figure.unit, figure.verdict())
}

/// The value below which `share` (0 to 1) of all values lie.
pub fn percentile(values: &[f64], share: f64) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        count => values[(((count - 1) as f64) * share).round() as usize],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<f64> = (1..=101).rev().map(f64::from).collect();
        assert_eq!([percentile(&values, 0.0), percentile(&values, 0.5), percentile(&values, 0.95)], [1.0, 51.0, 96.0]);
    }

    #[test]
    fn a_goal_is_met_on_its_own_side() {
        let mut figures = Figures::default();
        figures.hold("sizes", "UI", 349.0, "KB", 350.0);
        figures.hold("sizes", "worker", 650.0, "KB", 650.0);
        figures.exceed("speed", "appends", 9_999.0, "", 10_000.0);
        let json = figures.json();
        assert_eq!([&json[0]["met"], &json[1]["met"], &json[2]["met"]], [&json!(true), &json!(false), &json!(false)]);
        assert_eq!([&json[1]["wanted"], &json[2]["wanted"]], [&json!("under"), &json!("over")]);
    }
}
