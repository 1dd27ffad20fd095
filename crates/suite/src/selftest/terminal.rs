//! The kill matrix in short, for people at a terminal: what is missing, and the counts of each area.

use super::matrix::{Matrix, Totals};
use super::subject::subjects;
use crate::area::Area;
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
    let subjects = subjects(matrix);
    for area in Area::ALL {
        let own = || subjects.iter().filter(|subject| subject.area == area);
        let faults = own().flat_map(|subject| subject.faults.iter().copied());
        let cases = own().flat_map(|subject| subject.cases.iter().copied());
        if own().next().is_some() {
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
