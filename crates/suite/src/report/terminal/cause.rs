//! Which one flaw explains most of the failures, if one does: whoever mends it first has the least to read.

use std::collections::BTreeMap;

use super::of_count;
use crate::outcome::Outcome;
use crate::report::{CaseReport, Report};

/// The requirement of the plain exchange, on which nearly every other case rests.
const PLAIN: &str = "RSP-001";
/// Of fewer cases that went wrong it is quicker to read each.
const MANY: usize = 10;

/// Where to begin, in a sentence; `None` where nothing stands out.
pub(in crate::report) fn root_cause(report: &Report) -> Option<String> {
    let wrong: Vec<&CaseReport> = super::of(report, Outcome::Failed)
        .into_iter()
        .chain(super::of(report, Outcome::Inconclusive))
        .collect();
    if wrong.len() < MANY || report.ended_early().is_some() {
        return None;
    }
    let failed: Vec<&CaseReport> =
        wrong.iter().filter(|case| case.outcome() == Outcome::Failed).copied().collect();
    if let Some(plain) = failed.iter().find(|case| case.requirement() == PLAIN) {
        let observed = plain.observed().unwrap_or_default();
        let others = of_count(wrong.len() - 1, "other case", "other cases");
        let why = if report.plain_granted() {
            "not every plain exchange was"
        } else {
            "the plain exchange was never"
        };
        return Some(format!(
            "{}: {why} granted ({observed}), and most of {others} follow from that",
            plain.id()
        ));
    }
    let mut alike: BTreeMap<&str, Vec<&CaseReport>> = BTreeMap::new();
    for case in &failed {
        alike.entry(case.observed().unwrap_or_default()).or_default().push(case);
    }
    let (observed, cases) = alike.into_iter().max_by_key(|(_, cases)| cases.len())?;
    let first = cases.first().filter(|_| cases.len() >= MANY && cases.len() * 2 > failed.len())?;
    Some(format!(
        "{}: {} of {} failed cases observed the same, {observed}",
        first.id(),
        cases.len(),
        failed.len()
    ))
}
