//! The counts of a report, and the verdict that follows from them.

use serde::Serialize;

use super::CaseReport;
use crate::catalogue::Level;
use crate::outcome::{Outcome, Verdict};

/// How many cases ended how.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Totals {
    /// Cases whose requirement holds.
    pub passed: usize,
    /// Cases that failed.
    pub failed: usize,
    /// Cases with a warning.
    pub warned: usize,
    /// Cases that were not decided.
    pub inconclusive: usize,
    /// Cases that had nothing to decide, or not what it takes.
    pub skipped: usize,
    /// How much of what a service must do was tested.
    pub must: MustTotals,
}

/// How many of the selected `must` cases were decided.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct MustTotals {
    /// Passed or failed.
    pub decided: usize,
    /// All of them.
    pub of: usize,
}

impl Totals {
    pub(crate) fn of(cases: &[CaseReport]) -> Self {
        let mut totals = Self::default();
        for case in cases {
            match case.outcome {
                Outcome::Passed => totals.passed += 1,
                Outcome::Failed => totals.failed += 1,
                Outcome::Warned => totals.warned += 1,
                Outcome::Inconclusive => totals.inconclusive += 1,
                Outcome::Skipped => totals.skipped += 1,
            }
            if case.level == Level::Must {
                totals.must.of += 1;
                totals.must.decided += usize::from(matches!(case.outcome, Outcome::Passed | Outcome::Failed));
            }
        }
        totals
    }
}

/// What else than the cases decides the verdict.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstances {
    /// The service was lost, or the run interrupted.
    pub(crate) ended_early: bool,
    /// The plain exchange was granted at least once.
    pub(crate) plain_granted: bool,
    /// A `must` that could not be tested counts as not decided.
    pub(crate) require_all: bool,
}

/// A failed `must` decides, also in a run that was cut short; else everything that leaves a doubt.
pub(crate) fn verdict(cases: &[CaseReport], circumstances: Circumstances) -> Verdict {
    if cases.iter().any(|case| case.level == Level::Must && case.outcome == Outcome::Failed) {
        return Verdict::Nonconformant;
    }
    if leaves_doubt(cases, circumstances, |_| false) { Verdict::Inconclusive } else { Verdict::Conformant }
}

/// Whether too little was decided, what `is_accepted` (by position) aside.
pub(crate) fn leaves_doubt(
    cases: &[CaseReport],
    circumstances: Circumstances,
    is_accepted: impl Fn(usize) -> bool,
) -> bool {
    let open = |(position, case): (usize, &CaseReport)| {
        let untested = circumstances.require_all && case.outcome == Outcome::Skipped;
        case.level == Level::Must
            && (untested || case.outcome == Outcome::Inconclusive)
            && !is_accepted(position)
    };
    let granted = circumstances.plain_granted
        // Whoever accepts that RSP-001 does not hold accepts what follows from it.
        || cases.iter().enumerate().any(|(position, case)| case.requirement == "RSP-001" && is_accepted(position));
    circumstances.ended_early || !granted || cases.iter().enumerate().any(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(level: Level, outcome: Outcome) -> CaseReport {
        CaseReport {
            id: "a".to_owned(),
            requirement: "RSP-001",
            level,
            area: "response",
            title: String::new(),
            outcome,
            skip_reason: None,
            expected: None,
            observed: None,
            message: None,
            duration_ms: 0,
            replay: None,
            exchange: None,
            ledger: None,
        }
    }

    const WELL: Circumstances = Circumstances { ended_early: false, plain_granted: true, require_all: false };

    #[test]
    fn a_failed_must_decides_even_when_cut_short() {
        let cases = [case(Level::Must, Outcome::Failed), case(Level::Must, Outcome::Inconclusive)];
        assert_eq!(verdict(&cases, Circumstances { ended_early: true, ..WELL }), Verdict::Nonconformant);
    }

    #[test]
    fn a_failed_should_does_not_decide() {
        assert_eq!(verdict(&[case(Level::Should, Outcome::Failed)], WELL), Verdict::Conformant);
    }

    #[test]
    fn doubts_make_it_inconclusive() {
        let passed = [case(Level::Must, Outcome::Passed)];
        let skipped = [case(Level::Must, Outcome::Skipped)];
        assert_eq!(verdict(&[case(Level::Must, Outcome::Inconclusive)], WELL), Verdict::Inconclusive);
        assert_eq!(verdict(&passed, Circumstances { ended_early: true, ..WELL }), Verdict::Inconclusive);
        assert_eq!(verdict(&passed, Circumstances { plain_granted: false, ..WELL }), Verdict::Inconclusive);
        assert_eq!(verdict(&skipped, Circumstances { require_all: true, ..WELL }), Verdict::Inconclusive);
        assert_eq!(verdict(&skipped, WELL), Verdict::Conformant);
        assert_eq!(verdict(&passed, WELL), Verdict::Conformant);
    }
}
