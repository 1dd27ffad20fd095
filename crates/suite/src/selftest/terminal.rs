//! The kill matrix in short, for people at a terminal: what is missing, and the counts of each area.

use std::collections::BTreeMap;

use super::matrix::{CaseRow, FaultRow, Matrix, Totals};
use crate::area::Area;
use crate::cases::suite;
use crate::report::terminal::{BOLD, GREEN, Page, RED, Sheet, YELLOW};

/// The columns of the table, right-aligned under their names.
const COLUMNS: [&str; 7] = ["faults", "seen", "cases", "seeing", "must", "seeing", "kills"];

/// The summary: holes first, then the table, last the verdict in a line.
///
/// It asks no terminal and no environment: the [`Page`] says how wide it is and whether colours are wanted.
#[must_use]
pub fn write(matrix: &Matrix, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    if !matrix.holes().is_empty() {
        sheet.heading(&counted(matrix.holes().len(), "hole"), RED);
        for hole in matrix.holes() {
            sheet.prose(2, "- ", &hole.to_string());
        }
        sheet.line("");
    }
    table(&mut sheet, matrix);
    sheet.line("");
    ending(&mut sheet, matrix);
    sheet.into_text()
}

fn table(sheet: &mut Sheet, matrix: &Matrix) {
    let header = row("area", COLUMNS.iter().map(|name| (*name).to_owned()));
    let header = sheet.painted(&header, BOLD);
    sheet.line(&header);
    for area in Area::ALL {
        let places = Places::of_suite();
        let faults: Vec<&FaultRow> =
            matrix.faults().iter().filter(|row| places.of(row.fault().requirement()) == Some(area)).collect();
        let cases: Vec<&CaseRow> = matrix.cases().iter().filter(|row| row.case().area() == area).collect();
        if !faults.is_empty() || !cases.is_empty() {
            sheet.line(&row(area.as_str(), numbers(Totals::of(faults, cases, 0))));
        }
    }
    let all = row("all", numbers(matrix.totals()));
    let all = sheet.painted(&all, BOLD);
    sheet.line(&all);
}

fn ending(sheet: &mut Sheet, matrix: &Matrix) {
    if matrix.is_interrupted() {
        sheet.prose(0, "ended early: ", "the run was interrupted; the matrix is of what was done");
    }
    sheet.line(&format!("seed {}", matrix.seed()));
    let totals = matrix.totals();
    let (verdict, style) = match (matrix.holes().len(), matrix.is_interrupted()) {
        (0, false) => ("no hole".to_owned(), GREEN),
        (0, true) => ("unfinished".to_owned(), YELLOW),
        (count, _) => (counted(count, "hole"), RED),
    };
    let verdict = sheet.painted(&verdict, style);
    let Totals { faults, seen, must_cases, must_seeing, kills, .. } = totals;
    sheet.line(&format!(
        "{verdict}: {seen} of {} seen, {must_seeing} of {} see one, {}",
        counted(faults, "fault"),
        counted(must_cases, "must case"),
        counted(kills, "kill"),
    ));
}

fn numbers(totals: Totals) -> impl Iterator<Item = String> {
    let Totals { faults, seen, cases, seeing, must_cases, must_seeing, kills, .. } = totals;
    [faults, seen, cases, seeing, must_cases, must_seeing, kills].into_iter().map(|number| number.to_string())
}

fn row(name: &str, cells: impl Iterator<Item = String>) -> String {
    let cells: String = cells.map(|cell| format!("{cell:>8}")).collect();
    format!("{name:<10}{cells}")
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The area of each requirement: that of its first case.
pub(super) struct Places(BTreeMap<&'static str, Area>);

impl Places {
    pub(super) fn of_suite() -> Self {
        let mut places = BTreeMap::new();
        for case in &suite().cases {
            places.entry(case.requirement().id()).or_insert(case.area());
        }
        Self(places)
    }

    pub(super) fn of(&self, requirement: &str) -> Option<Area> {
        self.0.get(requirement).copied()
    }
}
