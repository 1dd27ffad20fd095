//! A run as JSON Lines: one object a line, as things happen, for programs that do not wait for the end.
//!
//! Every line has an `event`. The first is `started` and names the form (`schema`); then comes `planned`, what will be sent;
//! a `case` for each case once it is decided, with the members that it has in the report; and last `finished`, with
//! the verdict and the counts. A search has `progress` and `finding` in place of `planned` and `case`. Readers should pass
//! over events and members that they do not know. No line holds a secret.

use serde::Serialize;

use super::{CaseReport, Report, SuiteName, TargetReport, Totals};
use crate::ledger::{Settlement, Untrue};
use crate::outcome::Verdict;
use crate::pace::Traffic;
use crate::search::{SearchFinding, SearchReport, SearchTotals};
use crate::skew::Skew;
use crate::target::Target;

/// The name of the form of the lines; it changes with the form.
pub const SCHEMA: &str = "eks-auth-conformance/events/v1";

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Line<'a> {
    Started {
        schema: &'static str,
        suite: SuiteName,
        role: &'static str,
        target: TargetReport,
        seed: u64,
    },
    Planned {
        cases: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        requests: Option<u64>,
    },
    Case(&'a CaseReport),
    Progress {
        cases: u64,
        requests: u64,
    },
    Finding(&'a SearchFinding),
    Finished {
        verdict: Verdict,
        totals: Totals,
        #[serde(skip_serializing_if = "Option::is_none")]
        search: Option<SearchTotals>,
        #[serde(skip_serializing_if = "Option::is_none")]
        ledger: Option<&'a Settlement>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        untrue_entries: &'a [Untrue],
        #[serde(skip_serializing_if = "Option::is_none")]
        ended_early: Option<&'a str>,
        #[serde(rename = "clock_skew_seconds", skip_serializing_if = "Option::is_none")]
        clock_skew: Option<Skew>,
        #[serde(skip_serializing_if = "Option::is_none")]
        traffic: Option<Traffic>,
        started_at: &'a str,
        duration_ms: u64,
    },
}

impl Line<'_> {
    fn write(&self) -> String {
        // A line is made of texts and numbers: there is nothing in it that JSON lacks.
        let text = serde_json::to_string(self).unwrap_or_default();
        // Runners of CI jobs look for commands behind `##`, anywhere in a line. Only a string can have that here.
        text.replace("##", r"#\u0023") + "\n"
    }
}

/// The first line of a run of the suite.
#[must_use]
pub fn started(target: &Target, seed: u64) -> String {
    first("service", target, seed)
}

/// The first line of a search.
#[must_use]
pub fn search_started(target: &Target, seed: u64) -> String {
    first("fuzz", target, seed)
}

fn first(role: &'static str, target: &Target, seed: u64) -> String {
    let target = TargetReport::of(target);
    Line::Started { schema: SCHEMA, suite: SuiteName::THIS, role, target, seed }.write()
}

/// How many cases will be told of, and how many requests that takes where the run is bounded in them.
#[must_use]
pub fn planned(cases: usize, requests: Option<u64>) -> String {
    Line::Planned { cases, requests }.write()
}

/// A case that is decided, or will not be. A ledger is compared with at the end: `finished` tells of it.
#[must_use]
pub fn case(case: &CaseReport) -> String {
    Line::Case(case).write()
}

/// How far a search is.
#[must_use]
pub fn progress(cases: u64, requests: u64) -> String {
    Line::Progress { cases, requests }.write()
}

/// What a search found, with the members that it has in the report.
#[must_use]
pub fn finding(finding: &SearchFinding) -> String {
    Line::Finding(finding).write()
}

/// The last line of a run of the suite.
#[must_use]
pub fn finished(report: &Report) -> String {
    last(report, None)
}

/// The last line of a search.
#[must_use]
pub fn search_finished(report: &SearchReport) -> String {
    last(report.report(), Some(report.totals()))
}

fn last(report: &Report, search: Option<SearchTotals>) -> String {
    Line::Finished {
        verdict: report.verdict,
        totals: report.totals,
        search,
        ledger: report.ledger.as_ref(),
        untrue_entries: &report.untrue_entries,
        ended_early: report.ended_early(),
        clock_skew: report.clock_skew,
        traffic: report.traffic,
        started_at: report.started_at(),
        duration_ms: report.duration_ms,
    }
    .write()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::terminal::tests::{case as a_case, report};
    use super::*;
    use crate::outcome::Outcome;

    #[test]
    fn case_is_that_of_the_report() {
        let mut hostile = a_case("a.b", Outcome::Failed);
        hostile.message = Some("\n::error::x ###[y] \u{2028}".to_owned());
        let line = case(&hostile);
        assert!(line.starts_with(r#"{"event":"case","id":"a.b","#), "{line}");
        assert_eq!(line.matches('\n').count(), 1, "{line}");
        assert!(!line.contains("##"), "{line}");
        let mut read: Value = serde_json::from_str(&line).expect("JSON");
        read.as_object_mut().expect("an object").remove("event");
        assert_eq!(read, serde_json::to_value(&hostile).expect("JSON"));
    }

    #[test]
    fn last_line_has_verdict_and_totals() {
        let report = report(Verdict::Nonconformant, vec![a_case("a", Outcome::Failed)]);
        let read: Value = serde_json::from_str(&finished(&report)).expect("JSON");
        assert_eq!((&read["event"], &read["verdict"]), (&"finished".into(), &"nonconformant".into()));
        assert_eq!(read["totals"]["must"]["of"], 1);
        assert_eq!(read.get("ledger"), None);
    }

    #[test]
    fn first_words_of_a_search_and_of_a_run_are_alike() {
        let target = Target::remote("http://127.0.0.1:80".parse().expect("an endpoint"), Default::default());
        let read: Value = serde_json::from_str(&started(&target, 7)).expect("JSON");
        assert_eq!((&read["schema"], &read["seed"]), (&SCHEMA.into(), &7.into()));
        assert_eq!(search_started(&target, 7), started(&target, 7).replace("service", "fuzz"));
        assert_eq!(planned(3, None), "{\"event\":\"planned\",\"cases\":3}\n");
        assert_eq!(progress(3, 4), "{\"event\":\"progress\",\"cases\":3,\"requests\":4}\n");
    }
}
