//! The rows of a matrix that have one requirement in common.

use std::collections::BTreeMap;

use super::matrix::{CaseRow, FaultRow, Matrix};
use crate::area::Area;
use crate::cases::suite;
use crate::catalogue::{Requirement, requirements};

/// A requirement with its faults and its cases.
pub(super) struct Subject<'m> {
    pub(super) requirement: &'static Requirement,
    pub(super) area: Area,
    pub(super) faults: Vec<&'m FaultRow>,
    pub(super) cases: Vec<&'m CaseRow>,
}

/// The requirements that the matrix says something of, in the order of the catalogue.
pub(super) fn subjects(matrix: &Matrix) -> Vec<Subject<'_>> {
    let areas = areas();
    let subject = |requirement: &'static Requirement| Subject {
        requirement,
        // A requirement without a case has nowhere else to go.
        area: areas.get(requirement.id()).copied().unwrap_or(Area::Response),
        faults: matrix.faults().iter().filter(|row| row.fault().requirement() == requirement.id()).collect(),
        cases: matrix.cases().iter().filter(|row| row.case().requirement() == requirement).collect(),
    };
    let all = requirements().map(subject);
    all.filter(|subject| !subject.faults.is_empty() || !subject.cases.is_empty()).collect()
}

/// The area of each requirement: that of its first case.
fn areas() -> BTreeMap<&'static str, Area> {
    let mut areas = BTreeMap::new();
    for case in &suite().cases {
        areas.entry(case.requirement().id()).or_insert(case.area());
    }
    areas
}
