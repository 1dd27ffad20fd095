//! Everything that can be said of a run.

use super::super::areas::by_area;
use super::{BOLD, CaseReport, GREEN, Page, RED, Report, Sheet, YELLOW, of};
use crate::outcome::Outcome;

/// The report with what [`write`](super::write) leaves out: warned cases in full, and every case by area, with its outcome
/// and the time that its probes took.
#[must_use]
pub fn write_verbose(report: &Report, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.subject(report);
    sheet.failures(report);
    sheet.untrue_entries(report);
    sheet.known(report);
    sheet.warnings_in_full(report);
    sheet.groups(report, Outcome::Inconclusive, "not decided");
    sheet.groups(report, Outcome::Skipped, "skipped");
    sheet.every_case(report);
    sheet.areas(report);
    sheet.line("");
    sheet.ending(report);
    sheet.into_text()
}

impl Sheet {
    fn warnings_in_full(&mut self, report: &Report) {
        let warned = of(report, Outcome::Warned);
        if !warned.is_empty() {
            self.heading(&format!("{} warned", warned.len()), YELLOW);
            self.by_area(warned, "warned", Self::case);
        }
    }

    fn every_case(&mut self, report: &Report) {
        for (area, cases) in by_area(report.cases()) {
            let name = self.painted(area, BOLD);
            self.line(&name);
            for case in cases {
                self.outcome(case);
            }
            self.line("");
        }
    }

    fn outcome(&mut self, case: &CaseReport) {
        let style = match case.outcome() {
            Outcome::Passed => GREEN,
            Outcome::Failed => RED,
            Outcome::Warned | Outcome::Inconclusive | Outcome::Skipped => YELLOW,
        };
        let outcome = self.painted(&format!("{:<12}", case.outcome().as_str()), style);
        let known = if case.is_known() { " (known)" } else { "" };
        self.line(&format!("  {outcome} {:>6} ms  {}{known}", case.duration_ms(), case.id()));
    }
}
