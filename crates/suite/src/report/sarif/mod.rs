//! The report as SARIF 2.1.0, as services for code scanning read it.
//!
//! A case that failed, warned or was not decided is a *result*, the requirement that it decides its *rule*. What is not
//! well with a service has no line in anybody's source, but services for code scanning show nothing without a file: so
//! every result names one that the user chose, its [`Site`], and its case as the logical location. What is stable across
//! runs is the case's ID: it is the fingerprint, under the name that code scanning looks at too.

mod rule;
mod site;
mod text;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

pub use site::Site;

use super::{CaseReport, Report};
use crate::catalogue::requirements;
use crate::ledger::Untrue;
use crate::outcome::Outcome;
use text::message;

/// The form of the file, as its standard names it.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Where the suite can be read about.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// The report as SARIF, with a line end.
///
/// A failed case is an `error` and a warned one a `warning`. One that was not decided is `open`, which has no level; where
/// the run ended early and left it so, the invocation says that once, instead of every case. What a ledger knows is
/// suppressed with its reason, and an entry that is not true is an error at its line.
///
/// # Example
///
/// ```
/// use eks_auth_suite::report::sarif::{self, Site};
/// use eks_auth_suite::{Options, Stop, Target, run};
/// use eks_auth_world::Partition;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let target = Target::embedded(Partition::Aws, None).await?;
/// let options = Options { only: vec!["response.audience.value".to_owned()], ..Options::default() };
/// let report = run(&target, &options, |_| {}, Stop::never()).await?;
/// assert!(sarif::write(&report, &Site::new("src/handler.rs")).contains(r#""version": "2.1.0""#));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn write(report: &Report, site: &Site) -> String {
    let cases: Vec<&CaseReport> = report.cases().iter().filter(|case| is_result(case, report)).collect();
    let used: BTreeSet<&str> = cases.iter().map(|case| case.requirement()).collect();
    let rules = requirements().filter(|requirement| used.contains(requirement.id())).map(rule::of);
    let ledger = (!report.untrue_entries().is_empty()).then(rule::of_ledger);
    let results = cases.into_iter().map(|case| result(case, site));
    let untrue = report.untrue_entries().iter().map(|entry| untrue_entry(entry, site));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": report.suite.name,
                "organization": report.suite.name,
                "version": report.suite.version,
                "semanticVersion": report.suite.version,
                "informationUri": HOME,
                "rules": rules.chain(ledger).collect::<Vec<_>>(),
            } },
            "automationDetails": { "id": category(report) },
            "invocations": [invocation(report)],
            "columnKind": "unicodeCodePoints",
            "results": results.chain(untrue).collect::<Vec<_>>(),
            "properties": {
                "endpoint": report.target.endpoint,
                "seed": report.seed,
                "verdict": report.verdict,
                "totals": report.totals,
            },
        }],
    });
    // A report is made of texts and numbers: there is nothing in it that JSON lacks.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// Whether a case is told as one by itself.
fn is_result(case: &CaseReport, report: &Report) -> bool {
    match case.outcome() {
        Outcome::Failed | Outcome::Warned => true,
        Outcome::Inconclusive => report.ended_early().is_none(),
        Outcome::Passed | Outcome::Skipped => false,
    }
}

fn result(case: &CaseReport, site: &Site) -> Value {
    let (kind, level) = match case.outcome() {
        Outcome::Failed => ("fail", "error"),
        Outcome::Warned => ("fail", "warning"),
        // Only what fails has a level.
        _ => ("open", "none"),
    };
    let mut out = json!({
        "ruleId": case.requirement(),
        "kind": kind,
        "level": level,
        "message": { "text": message(&case.in_short()) },
        "locations": [site.location(case.id())],
        "partialFingerprints": fingerprints(case.id()),
        "properties": { "case": case.id(), "area": case.area(), "outcome": case.outcome() },
    });
    if let Some(mark) = case.ledger().filter(|_| case.is_known()) {
        out["suppressions"] = json!([{
            "kind": "external",
            "status": "accepted",
            "justification": mark.reason().unwrap_or_default(),
        }]);
    }
    out
}

fn untrue_entry(entry: &Untrue, site: &Site) -> Value {
    json!({
        "ruleId": rule::LEDGER,
        "kind": "fail",
        "level": "error",
        "message": { "text": message(&format!("{}: {}", entry.case(), entry.why())) },
        "locations": [site.of_entry(entry)],
        "partialFingerprints": fingerprints(&format!("{}:{}", rule::LEDGER, entry.case())),
    })
}

/// What makes one result the same in two runs. The second name is the only one that code scanning on GitHub looks at; left
/// to itself it takes the file's line, which all results share.
fn fingerprints(id: &str) -> Value {
    json!({ "caseId/v1": id, "primaryLocationLineHash": id })
}

/// What results of two runs are compared by: runs against other implementations are about something else.
fn category(report: &Report) -> String {
    let implementation =
        report.target().implementation().map(|known| format!("{}/", site::encoded(known.name())));
    format!("{}/{}/{}", report.suite.name, report.role, implementation.unwrap_or_default())
}

fn invocation(report: &Report) -> Value {
    let mut out = json!({ "executionSuccessful": report.ended_early().is_none() });
    if let Ok(start) = OffsetDateTime::parse(report.started_at(), &Rfc3339) {
        let took = Duration::milliseconds(i64::try_from(report.duration_ms()).unwrap_or(i64::MAX));
        let end = start.checked_add(took).and_then(|end| end.format(&Rfc3339).ok());
        out["startTimeUtc"] = report.started_at().into();
        out["endTimeUtc"] = end.into();
    }
    if let Some(why) = report.ended_early() {
        out["toolExecutionNotifications"] =
            json!([{ "level": "error", "message": { "text": message(why) } }]);
    }
    out
}
