//! Cases by their areas, for writers that group them.

use super::{CaseReport, Report};
use crate::area::Area;
use crate::outcome::Outcome;

/// The cases of each area that has any, in the order of the areas; within one, in the order in which they come.
///
/// The findings of a search are of no area of the suite: they come last.
pub(super) fn by_area<'r>(
    cases: impl IntoIterator<Item = &'r CaseReport>,
) -> Vec<(&'static str, Vec<&'r CaseReport>)> {
    let mut groups: Vec<(&'static str, Vec<&CaseReport>)> =
        Area::ALL.into_iter().map(|area| (area.as_str(), Vec::new())).collect();
    for case in cases {
        match groups.iter_mut().find(|(area, _)| *area == case.area()) {
            Some((_, cases)) => cases.push(case),
            None => groups.push((case.area(), vec![case])),
        }
    }
    groups.retain(|(_, cases)| !cases.is_empty());
    groups
}

/// How many cases of each area ended how, in the order of [`Outcome::ALL`].
pub(super) fn counts(report: &Report) -> Vec<(&'static str, [usize; 5])> {
    let count =
        |cases: &[&CaseReport], outcome| cases.iter().filter(|case| case.outcome() == outcome).count();
    by_area(report.cases())
        .into_iter()
        .map(|(area, cases)| (area, Outcome::ALL.map(|outcome| count(&cases, outcome))))
        .collect()
}
