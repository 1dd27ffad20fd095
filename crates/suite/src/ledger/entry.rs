//! One entry of a ledger.

use globset::{Glob, GlobMatcher};
use time::Date;

use crate::canonical::canonical;
use crate::catalogue::Level;
use crate::outcome::Outcome;
use crate::report::CaseReport;

/// What stands for the reason of an entry that the suite wrote. It is accepted, and reports say how many there are.
pub(super) const UNEXPLAINED: &str = "TODO: say why this is accepted, or mend it";

/// A case, or several, and what is expected of them.
#[derive(Clone, Debug)]
pub struct Entry {
    pub(super) pattern: GlobMatcher,
    pub(super) outcome: Outcome,
    pub(super) observed: String,
    pub(super) reason: String,
    pub(super) link: Option<String>,
    pub(super) expires: Option<Date>,
    pub(super) line: Option<usize>,
}

impl Entry {
    /// The case's ID, or a glob for several.
    #[must_use]
    pub fn case(&self) -> &str {
        self.pattern.glob().glob()
    }

    /// The expected outcome: failed, warned or inconclusive.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// What is expected to be observed.
    #[must_use]
    pub fn observed(&self) -> &str {
        &self.observed
    }

    /// Why it is accepted.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Where more is said of it.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// The last day on which it is accepted.
    #[must_use]
    pub fn expires(&self) -> Option<Date> {
        self.expires
    }

    /// The line on which it begins, from 1; `None` if it was not read from a file.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// Whether somebody has said why it is accepted.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        self.reason != UNEXPLAINED
    }

    /// Whether an entry may expect such an outcome: nobody need accept what passed or was skipped.
    pub(super) fn may_expect(outcome: Outcome) -> bool {
        matches!(outcome, Outcome::Failed | Outcome::Warned | Outcome::Inconclusive)
    }

    /// The entry for a case that no ledger knows.
    pub(super) fn unexplained(case: &CaseReport) -> Self {
        // A case's ID is a pattern for itself alone: a test of the cases says so.
        let pattern = Glob::new(case.id()).expect("a case's ID is a glob").compile_matcher();
        Self {
            pattern,
            outcome: case.outcome(),
            observed: case.observed().unwrap_or_default().to_owned(),
            reason: UNEXPLAINED.to_owned(),
            link: None,
            expires: None,
            line: None,
        }
    }

    /// The entry as it is accepted anew: a date that is past says nothing any more.
    pub(super) fn renewed(self, today: Date) -> Self {
        Self { expires: self.expires.filter(|last| *last >= today), ..self }
    }

    pub(super) fn matches(&self, case: &str) -> bool {
        // Most entries name one case; globs take a hundred times as long.
        self.case() == case || self.is_glob() && self.pattern.is_match(case)
    }

    fn is_glob(&self) -> bool {
        self.case().contains(['*', '?', '[', '{', '\\'])
    }

    /// Whether this is what became of the case.
    pub(super) fn describes(&self, case: &CaseReport) -> bool {
        self.matches(case.id())
            && self.expects(case)
            && case.observed().is_some_and(|observed| canonical(observed) == canonical(&self.observed))
    }

    /// For a `should`, failed and warned are one: `--strict` says how much a breach counts, not what was seen.
    fn expects(&self, case: &CaseReport) -> bool {
        let breach = |outcome| matches!(outcome, Outcome::Failed | Outcome::Warned);
        self.outcome == case.outcome()
            || case.level() == Level::Should && breach(self.outcome) && breach(case.outcome())
    }
}
