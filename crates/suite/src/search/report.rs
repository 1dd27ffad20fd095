//! What a search found.

use serde::Serialize;

use super::SearchFinding;
use crate::outcome::{Outcome, Verdict};
use crate::report::{CaseReport, Report};

/// The counts of a search.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct SearchTotals {
    pub(super) cases: u64,
    pub(super) lacking: u64,
    pub(super) requests: u64,
    pub(super) per_second: u64,
    pub(super) throttled: u64,
    pub(super) unstable: u64,
}

impl SearchTotals {
    /// How many requests were made up and sent.
    #[must_use]
    pub fn cases(&self) -> u64 {
        self.cases
    }

    /// How many more were made up and could not be made of what a profile gives: none where there is no profile.
    #[must_use]
    pub fn lacking(&self) -> u64 {
        self.lacking
    }

    /// How many requests went out in all: those that were made up, their twins, and what shrank the findings.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// How many of them in a second.
    #[must_use]
    pub fn per_second(&self) -> u64 {
        self.per_second
    }

    /// How many answers were 429.
    #[must_use]
    pub fn throttled(&self) -> u64 {
        self.throttled
    }

    /// How many requests went wrong once and never again, without proof that the service was to blame.
    #[must_use]
    pub fn unstable(&self) -> u64 {
        self.unstable
    }
}

/// The report of a search: one in the form of every report, whose cases are the findings, and the findings in full.
#[derive(Clone, Debug, Serialize)]
pub struct SearchReport {
    #[serde(flatten)]
    pub(super) report: Report,
    #[serde(rename = "search")]
    pub(super) totals: SearchTotals,
    pub(super) findings: Vec<SearchFinding>,
}

impl SearchReport {
    /// The report in the form of every report.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The counts.
    #[must_use]
    pub fn totals(&self) -> SearchTotals {
        self.totals
    }

    /// What was found, in the order in which it was.
    #[must_use]
    pub fn findings(&self) -> &[SearchFinding] {
        &self.findings
    }

    /// The verdict: [`Nonconformant`](Verdict::Nonconformant) if anything was found.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.report.verdict()
    }

    /// The report as pretty-printed JSON with a line end.
    #[must_use]
    pub fn write_json(&self) -> String {
        // A report is made of texts and numbers: there is nothing in it that JSON lacks.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// A finding as a case of a report.
pub(super) fn case(finding: &SearchFinding, replay: String) -> CaseReport {
    let differs = match finding.differs() {
        [] => "a plain request".to_owned(),
        differs => differs.join("; "),
    };
    let stability = if finding.is_reproduced() { "" } else { "; it was seen once and did not come again" };
    CaseReport {
        id: finding.id().to_owned(),
        requirement: finding.requirement(),
        level: finding.level(),
        area: "fuzz",
        title: differs,
        outcome: Outcome::Failed,
        skip_reason: None,
        expected: Some(finding.expected().to_owned()),
        observed: Some(finding.observed().to_owned()),
        message: Some(format!("for {}: {}{stability}", finding.subject(), finding.message())),
        duration_ms: 0,
        replay: Some(replay),
        exchange: Some(finding.exchange().clone()),
        ledger: None,
    }
}
