//! A search, and a finding sent again, as text for people.

use super::{BOLD, GREEN, INDENT, Page, RED, Sheet, YELLOW, of_count};
use crate::outcome::Verdict;
use crate::search::{KeptFinding, Replayed, SearchReport, SearchTotals};

/// Every finding in full, then why the search ended early, if it did; last the seed, and what was found with the counts.
///
/// `again` is the command that searches the same again and keeps what it finds, where nothing was kept.
#[must_use]
pub fn write_search(report: &SearchReport, again: Option<&str>, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let cases = report.report().cases();
    if !cases.is_empty() {
        sheet.heading(&format!("{} found", cases.len()), RED);
        cases.iter().for_each(|case| sheet.case(case));
        if let Some(command) = again {
            sheet.line("no finding was kept; to have the files that `replay` takes, search the same again:");
            sheet.line(&format!("  {}", super::printable(command)));
            sheet.line("");
        }
    }
    sheet.end_of_search(report);
    sheet.into_text()
}

/// A finding that was sent again: in what its request differs from a plain one, what went over the wire, and whether the
/// service still mishandles it.
#[must_use]
pub fn write_sent_again(finding: &KeptFinding, replayed: &Replayed, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    let name = sheet.painted(&super::printable(finding.id()), BOLD);
    sheet.line(&format!("  {name}"));
    sheet.prose(INDENT, "", &difference(finding));
    if let Some((_, expected, _)) = replayed.breach() {
        sheet.prose(INDENT, "expected: ", expected);
    }
    sheet.prose(INDENT, "observed: ", &replayed.observed());
    if let Some((requirement, _, message)) = replayed.breach() {
        sheet.prose(INDENT, "message:  ", message);
        sheet.requires(requirement);
    }
    sheet.exchange(&replayed.evidence());
    sheet.line("");
    let (verdict, style, why) = match replayed.breach() {
        _ if replayed.is_unreachable() => ("inconclusive", YELLOW, "the service is not reachable".to_owned()),
        Some((requirement, ..)) => ("still found", RED, format!("the answer breaks {requirement}")),
        None => ("not found any more", GREEN, "the answer breaks nothing".to_owned()),
    };
    let verdict = sheet.painted(verdict, style);
    sheet.line(&format!("{verdict}: {why}"));
    sheet.into_text()
}

fn difference(finding: &KeptFinding) -> String {
    match finding.differs() {
        differs if differs.is_empty() => "a plain request".to_owned(),
        differs => differs.join("; "),
    }
}

impl Sheet {
    fn end_of_search(&mut self, report: &SearchReport) {
        if let (Some(why), true) = (report.report().ended_early(), !report.findings().is_empty()) {
            self.prose(0, "ended early: ", why);
        }
        self.line(&format!("seed {}", report.report().seed()));
        self.search_verdict(report);
    }

    /// The last line: what was found with the counts.
    pub(super) fn search_verdict(&mut self, report: &SearchReport) {
        let (findings, totals) = (report.findings().len(), report.totals());
        let why = report.report().ended_early();
        let counts = counts(totals);
        match report.verdict() {
            Verdict::Conformant => {
                let verdict = self.painted("nothing found", GREEN);
                self.line(&format!("{verdict}: {counts}"));
            }
            Verdict::Nonconformant => {
                let verdict = self.painted("found", RED);
                let findings = of_count(findings, "finding", "findings");
                self.line(&format!("{verdict}: {findings}; {counts}"));
            }
            Verdict::Inconclusive => {
                let verdict = self.painted("inconclusive", YELLOW);
                let why = super::printable(why.unwrap_or("the search was not finished"));
                let counts = if totals.cases() > 0 { format!("; {counts}") } else { String::new() };
                self.line(&format!("{verdict}: {why}{counts}"));
            }
        }
    }
}

/// How much was done; what else happened only where it did.
fn counts(totals: SearchTotals) -> String {
    let requests = of_count(totals.requests(), "request", "requests");
    let mut text = format!(
        "{}, {requests} ({} a second)",
        of_count(totals.cases(), "case", "cases"),
        totals.per_second()
    );
    if totals.lacking() > 0 {
        text.push_str(&format!("; {} more took what the profile does not give", totals.lacking()));
    }
    if totals.throttled() > 0 {
        text.push_str(&format!("; {}", of_count(totals.throttled(), "answer was 429", "answers were 429")));
    }
    if totals.unstable() > 0 {
        let requests = of_count(totals.unstable(), "request", "requests");
        text.push_str(&format!("; {requests} went wrong once and not again"));
    }
    text
}
