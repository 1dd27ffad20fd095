//! The report as JUnit XML, as CI systems read it.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus, TestSuite};

use super::{CaseReport, Report};
use crate::area::Area;
use crate::ledger::{Untrue, Why};
use crate::outcome::Outcome;

/// The report as JUnit XML: one suite an area; a failed case is a `failure`, one that was not decided an `error`, a warning
/// stands in the system output of a passed case.
///
/// With a ledger, what it knows is `skipped` with its reason, as other tools show failures that are expected, and its
/// entries that are not true are failures in a suite of their own.
#[must_use]
pub fn write(report: &Report) -> String {
    let mut out = quick_junit::Report::new("eks-auth-conformance");
    out.set_time(Duration::from_millis(report.duration_ms));
    for area in Area::ALL {
        let cases: Vec<&CaseReport> = report.cases.iter().filter(|case| case.area == area.as_str()).collect();
        if cases.is_empty() {
            continue;
        }
        let mut suite = TestSuite::new(area.as_str());
        suite.add_property(Property::new("seed", report.seed.to_string()));
        suite.add_property(Property::new("endpoint", report.target.endpoint.as_str()));
        suite.add_property(Property::new("verdict", report.verdict.as_str()));
        suite.add_test_cases(cases.into_iter().map(test_case));
        out.add_test_suite(suite);
    }
    if !report.untrue_entries.is_empty() {
        let mut suite = TestSuite::new("ledger");
        suite.add_test_cases(report.untrue_entries.iter().map(untrue_entry));
        out.add_test_suite(suite);
    }
    fitted(out.to_string().unwrap_or_default())
}

/// Jenkins' schema knows `skipped` of a suite, and not of all suites together, where the first one stands.
fn fitted(xml: String) -> String {
    const SKIPPED: &str = " skipped=\"";
    let Some(start) = xml.find(SKIPPED) else { return xml };
    let value = start + SKIPPED.len();
    let Some(length) = xml[value..].find('"') else { return xml };
    format!("{}{}", &xml[..start], &xml[value + length + 1..])
}

/// An entry of the ledger that is not true fails the run like a case does.
fn untrue_entry(entry: &Untrue) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_message(entry.why().to_string());
    status.set_type(if *entry.why() == Why::Passes { "fixed" } else { "not true" });
    let mut out = TestCase::new(entry.case(), status);
    out.set_classname("ledger");
    out
}

fn test_case(case: &CaseReport) -> TestCase {
    let mut out = TestCase::new(case.id.as_str(), status(case));
    out.set_classname(format!("{}.{}", case.area, case.requirement));
    out.set_time(Duration::from_millis(case.duration_ms));
    if case.outcome == Outcome::Warned && case.ledger.is_none() {
        out.set_system_out(details(case));
    }
    out
}

fn status(case: &CaseReport) -> TestCaseStatus {
    if let Some(mark) = case.ledger.as_ref().filter(|_| case.is_known()) {
        let mut status = TestCaseStatus::skipped();
        status.set_type("known");
        status.set_message(format!(
            "{} as expected: {}",
            case.outcome.as_str(),
            mark.reason().unwrap_or_default()
        ));
        status.set_description(details(case));
        return status;
    }
    let mut status = match case.outcome {
        Outcome::Passed | Outcome::Warned => return TestCaseStatus::success(),
        Outcome::Failed => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Outcome::Inconclusive => TestCaseStatus::non_success(NonSuccessKind::Error),
        Outcome::Skipped => TestCaseStatus::skipped(),
    };
    status.set_message(case.message.as_deref().unwrap_or_default());
    if case.outcome != Outcome::Skipped {
        let new = if case.ledger.is_some() { "new " } else { "" };
        status.set_type(format!("{new}{} {}", case.level, case.requirement));
        status.set_description(details(case));
    }
    status
}

/// Everything that a reader of the XML needs to understand the case.
fn details(case: &CaseReport) -> String {
    let mut text = format!("{}: {}\n", case.requirement, case.title);
    let lines = [
        ("expected", &case.expected),
        ("observed", &case.observed),
        ("message", &case.message),
        ("replay", &case.replay),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            text.push_str(&format!("{name}: {value}\n"));
        }
    }
    if let Some(exchange) = &case.exchange {
        text.push_str(&format!("\nsent:\n{}\n\nreceived:\n{}\n", exchange.sent(), exchange.received()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_suites_count_what_was_skipped() {
        let xml =
            "<testsuites name=\"a\" tests=\"12\" skipped=\"10\" errors=\"0\"><testsuite skipped=\"10\"/>";
        let fit = "<testsuites name=\"a\" tests=\"12\" errors=\"0\"><testsuite skipped=\"10\"/>";
        assert_eq!(fitted(xml.to_owned()), fit);
    }
}
