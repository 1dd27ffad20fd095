//! Reports side by side as text: the implementations by number, areas, and the cases that differ.

use std::fmt::Write as _;

use super::{Comparison, Row};
use crate::report::terminal::printable;

/// So many cases that differ are listed; the page has all of them.
const LISTED: usize = 50;

/// The whole comparison.
#[must_use]
pub fn write(comparison: &Comparison) -> String {
    let mut out = String::new();
    let columns = comparison.columns();
    for (number, column) in (1..).zip(columns) {
        let (name, verdict, suite) = (printable(&column.name), column.verdict.as_str(), &column.suite);
        let (passed, of) = (column.must_passed, column.must_of);
        let _ = writeln!(out, "{number:>3}  {name}: {verdict}, {passed}/{of} must (suite {suite})");
    }
    let areas = comparison.areas();
    let width = areas.iter().map(|area| area.chars().count()).max().unwrap_or(0).max(4);
    let mut line = |name: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("  {cell:>9}")).collect();
        let _ = writeln!(out, "{}", format!("{name:<width$}{cells}").trim_end());
    };
    line("", Vec::new());
    line("area", (1..=columns.len()).map(|number| number.to_string()).collect());
    for area in areas.iter().copied().map(Some).chain([None]) {
        let cell = |column| match comparison.passed(area, column) {
            (_, 0) => "-".to_owned(),
            (passed, of) => format!("{passed}/{of}"),
        };
        line(area.unwrap_or("all"), (0..columns.len()).map(cell).collect());
    }
    let differing: Vec<&Row> = comparison.differing().collect();
    if !differing.is_empty() {
        let _ = writeln!(out, "\n{}", of(differing.len(), "case differs", "cases differ"));
        for row in differing.iter().take(LISTED) {
            let outcome = |column| row.outcome(column).map_or("not run", |outcome| outcome.as_str());
            let told: Vec<String> =
                (0..columns.len()).map(|column| format!("{} {}", column + 1, outcome(column))).collect();
            let _ = writeln!(out, "  {} [{} {}] {}", row.id, row.level, row.requirement, told.join(", "));
        }
        if differing.len() > LISTED {
            let _ = writeln!(out, "  and {} more", differing.len() - LISTED);
        }
    } else if columns.len() > 1 {
        let _ = writeln!(out, "\nno case differs");
    }
    if comparison.left_out() > 0 {
        let cases = of(comparison.left_out(), "case", "cases");
        let _ = writeln!(
            out,
            "\nthe reports are of different versions: {cases} left out that not all of them have"
        );
    }
    out
}

fn of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
