//! Annotations: a line for each thing that is wrong, as far as GitHub shows them.

use super::command::annotation;
use crate::ledger::{Settlement, Standing};
use crate::outcome::{Outcome, Verdict};
use crate::report::terminal::{of_count, printable, root_cause};
use crate::report::{CaseReport, Report};

/// GitHub shows so many annotations of one kind and one step, and drops the rest.
const SHOWN: usize = 10;

/// The commands that annotate a job: an error for what failed, for each entry of a ledger that is not true and for a run
/// that decided too little; a warning for what warned. What a ledger knows is one notice.
///
/// Of each kind there are as many as GitHub shows. Where there is more, the last one says how much.
#[must_use]
pub fn annotations(report: &Report) -> String {
    let mut errors = Vec::new();
    if report.verdict() == Verdict::Inconclusive {
        errors.push(("inconclusive".to_owned(), doubt(report)));
    }
    if let Some(cause) = root_cause(report) {
        errors.push(("look first at this".to_owned(), cause));
    }
    errors.extend(told(report, Outcome::Failed));
    errors.extend(report.untrue_entries().iter().map(|entry| {
        let place = entry.line().map(|line| format!(" (line {line})")).unwrap_or_default();
        (format!("ledger: {}{place}", entry.case()), entry.why().to_string())
    }));
    let warnings = told(report, Outcome::Warned).collect();
    [capped("error", errors), capped("warning", warnings), notice(report)].concat()
}

fn told(report: &Report, outcome: Outcome) -> impl Iterator<Item = (String, String)> {
    let cases = report.cases().iter().filter(move |case| case.outcome() == outcome && !case.is_known());
    cases.map(|case| (title(case), printable(&case.in_short())))
}

fn title(case: &CaseReport) -> String {
    let new = if case.ledger().is_some_and(|mark| mark.standing() == Standing::New) { "new " } else { "" };
    format!("{} ({new}{} {})", case.id(), case.level(), case.requirement())
}

/// Why a run decided too little.
fn doubt(report: &Report) -> String {
    let why = match report.ended_early() {
        Some(why) => why,
        None if !report.plain_granted() => "the plain exchange was not granted",
        None => "a must was not decided",
    };
    printable(why)
}

fn capped(kind: &str, mut all: Vec<(String, String)>) -> String {
    if all.len() > SHOWN {
        let more = all.split_off(SHOWN - 1).len();
        all.push((
            format!("{more} more"),
            format!("and {more} more; the job's summary and the reports have them"),
        ));
    }
    all.iter().map(|(title, message)| annotation(kind, title, message)).collect()
}

fn notice(report: &Report) -> String {
    match report.ledger().map(Settlement::known_cases) {
        Some(known) if known > 0 => annotation(
            "notice",
            "known",
            &format!("{} as the ledger says", of_count(known, "case ended", "cases ended")),
        ),
        _ => String::new(),
    }
}
