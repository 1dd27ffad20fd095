//! Several reports side by side: implementations across, areas and cases down.
//!
//! Reports of one version of the suite are compared on every case that one of them has. Where versions differ, only the cases
//! that all of them have are compared: of the others it cannot be said what another version would have found.

pub mod badge;
pub mod html;
mod read;
pub mod terminal;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::Level;
use crate::outcome::{Outcome, Verdict};

pub use read::{KeptReport, KeptReportError};

/// Reports side by side.
///
/// # Example
///
/// ```
/// use eks_auth_suite::compare::{Comparison, KeptReport};
///
/// let text = r#"{
///     "schema": "eks-auth-conformance/report/v1", "role": "service", "suite": { "version": "0.1.0" },
///     "target": { "endpoint": "http://127.0.0.1:8080" }, "seed": 1, "started_at": "", "verdict": "conformant",
///     "cases": [{ "id": "a", "requirement": "RSP-001", "level": "must", "title": "", "outcome": "passed" }]
/// }"#;
/// let report = KeptReport::parse(text)?;
/// let comparison = Comparison::of(vec![("report.json".to_owned(), report)]);
/// assert_eq!(comparison.columns()[0].name(), "http://127.0.0.1:8080");
/// # Ok::<(), eks_auth_suite::compare::KeptReportError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Comparison {
    columns: Vec<Column>,
    rows: Vec<Row>,
    left_out: usize,
}

/// One implementation.
#[derive(Clone, Debug)]
pub struct Column {
    name: String,
    suite: String,
    verdict: Verdict,
    seed: u64,
    started_at: String,
    must_passed: usize,
    must_of: usize,
}

/// One case, and what became of it in each report.
#[derive(Clone, Debug)]
pub struct Row {
    id: String,
    requirement: String,
    level: Level,
    area: String,
    title: String,
    cells: Vec<Option<Cell>>,
}

/// What became of a case in one report.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    outcome: Outcome,
    observed: Option<String>,
}

impl Comparison {
    /// Puts reports, each with the name of its file, beside each other.
    #[must_use]
    pub fn of(reports: Vec<(String, KeptReport)>) -> Self {
        let names = names(&reports);
        let versions: BTreeSet<&str> = reports.iter().map(|(_, report)| report.suite.as_str()).collect();
        let is_mixed = versions.len() > 1;
        let columns = reports.iter().zip(names).map(|((_, report), name)| Column::of(report, name)).collect();
        let count = reports.len();
        let mut rows: Vec<Row> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (column, (_, report)) in reports.into_iter().enumerate() {
            for case in report.cases {
                let place = *places.entry(case.id.clone()).or_insert_with(|| {
                    rows.push(Row {
                        id: case.id,
                        requirement: case.requirement,
                        level: case.level,
                        area: case.area,
                        title: case.title,
                        cells: vec![None; count],
                    });
                    rows.len() - 1
                });
                rows[place].cells[column] = Some(Cell { outcome: case.outcome, observed: case.observed });
            }
        }
        let all = rows.len();
        if is_mixed {
            rows.retain(|row| row.cells.iter().all(Option::is_some));
        }
        Self { columns, left_out: all - rows.len(), rows }
    }

    /// The implementations, in the order of the reports.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The cases that are compared.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many cases are left out, because the reports are of different versions and not all of them have it.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The areas in the order in which they first come.
    pub(crate) fn areas(&self) -> Vec<&str> {
        let mut areas: Vec<&str> = Vec::new();
        for row in &self.rows {
            if !areas.contains(&row.area.as_str()) {
                areas.push(&row.area);
            }
        }
        areas
    }

    /// How many cases of an area, or of all, passed in a column, of how many that had something to decide there.
    pub(crate) fn passed(&self, area: Option<&str>, column: usize) -> (usize, usize) {
        let cells = self.rows.iter().filter(|row| area.is_none_or(|area| row.area == area));
        let outcomes: Vec<Outcome> = cells
            .filter_map(|row| row.outcome(column))
            .filter(|outcome| *outcome != Outcome::Skipped)
            .collect();
        (outcomes.iter().filter(|outcome| **outcome == Outcome::Passed).count(), outcomes.len())
    }

    pub(crate) fn differing(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.differs())
    }
}

impl Column {
    fn of(report: &KeptReport, name: String) -> Self {
        let musts = || report.cases.iter().filter(|case| case.level == Level::Must);
        Self {
            name,
            suite: report.suite.clone(),
            verdict: report.verdict,
            seed: report.seed,
            started_at: report.started_at.clone(),
            must_passed: musts().filter(|case| case.outcome == Outcome::Passed).count(),
            must_of: musts().count(),
        }
    }

    /// The implementation's name, unlike every other column's.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The verdict of its report.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }
}

impl Row {
    /// The case's ID.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What became of it in a column; `None` where it was not run.
    #[must_use]
    pub fn outcome(&self, column: usize) -> Option<Outcome> {
        self.cells.get(column).and_then(Option::as_ref).map(|cell| cell.outcome)
    }

    /// Whether two of the reports that have it say different things. Where it was not run nothing is said.
    #[must_use]
    pub fn differs(&self) -> bool {
        let mut outcomes = self.cells.iter().flatten().map(|cell| cell.outcome);
        let first = outcomes.next();
        outcomes.any(|outcome| Some(outcome) != first)
    }
}

/// Names that no two reports share: with the file where the implementation's is not enough, and a number where neither is.
fn names(reports: &[(String, KeptReport)]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (file, report) in reports {
        let is_shared = reports.iter().filter(|(_, other)| other.name == report.name).count() > 1;
        let name = if is_shared { format!("{} ({file})", report.name) } else { report.name.clone() };
        let mut unique = name.clone();
        for number in 2.. {
            if !names.contains(&unique) {
                break;
            }
            unique = format!("{name} {number}");
        }
        names.push(unique);
    }
    names
}
