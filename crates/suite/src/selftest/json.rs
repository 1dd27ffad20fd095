//! The kill matrix as JSON.

use serde::Serialize;

use super::hole::Hole;
use super::matrix::{CaseRow, FaultRow, Matrix, Totals};
use crate::case::Case;
use crate::catalogue::{Level, Requirement, requirement};
use crate::report::{SuiteName, millis};

/// The name of the form; it changes with the form.
pub const SCHEMA: &str = "eks-auth-conformance/selftest/v1";

/// The matrix as pretty-printed JSON with a line end.
#[must_use]
pub fn write(matrix: &Matrix) -> String {
    // A matrix is made of texts and numbers: there is nothing in it that JSON lacks.
    let mut text = serde_json::to_string_pretty(&document(matrix)).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    suite: SuiteName,
    scope: &'static str,
    partition: &'static str,
    seed: u64,
    started_at: &'a str,
    duration_ms: u64,
    interrupted: bool,
    totals: Totals,
    holes: Vec<HoleEntry>,
    faults: Vec<FaultEntry>,
    cases: Vec<CaseEntry>,
}

#[derive(Serialize)]
struct HoleEntry {
    kind: &'static str,
    id: &'static str,
    requirement: &'static str,
    text: String,
}

#[derive(Serialize)]
struct FaultEntry {
    id: &'static str,
    area: &'static str,
    requirement: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    summary: &'static str,
    seen_by: Vec<&'static str>,
    seen_outside_by: Vec<&'static str>,
    duration_ms: u64,
}

#[derive(Serialize)]
struct CaseEntry {
    id: &'static str,
    area: &'static str,
    requirement: &'static str,
    level: Level,
    title: &'static str,
    sees: Vec<&'static str>,
}

fn document(matrix: &Matrix) -> Document<'_> {
    Document {
        schema: SCHEMA,
        suite: SuiteName::THIS,
        scope: matrix.scope().as_str(),
        partition: matrix.partition().as_str(),
        seed: matrix.seed(),
        started_at: matrix.started_at(),
        duration_ms: matrix.duration_ms(),
        interrupted: matrix.is_interrupted(),
        totals: matrix.totals(),
        holes: matrix.holes().iter().map(hole).collect(),
        faults: matrix.faults().iter().map(fault).collect(),
        cases: matrix.cases().iter().map(case).collect(),
    }
}

fn hole(hole: &Hole) -> HoleEntry {
    HoleEntry { kind: hole.kind(), id: hole.id(), requirement: hole.requirement(), text: hole.to_string() }
}

fn fault(row: &FaultRow) -> FaultEntry {
    let fault = row.fault();
    let ids = |cases: &[&'static Case]| cases.iter().map(|case| case.id()).collect();
    FaultEntry {
        id: fault.id(),
        area: fault.area(),
        requirement: fault.requirement(),
        level: requirement(fault.requirement()).map(Requirement::level),
        summary: fault.summary(),
        seen_by: ids(row.seen_by()),
        seen_outside_by: ids(row.seen_outside_by()),
        duration_ms: millis(row.took()),
    }
}

fn case(row: &CaseRow) -> CaseEntry {
    let case = row.case();
    CaseEntry {
        id: case.id(),
        area: case.area().as_str(),
        requirement: case.requirement().id(),
        level: case.level(),
        title: case.title(),
        sees: row.sees().iter().map(|fault| fault.id()).collect(),
    }
}
