//! As little as can be said of a run: nothing where all is well but the last line.

use super::{Page, RED, Report, Sheet, YELLOW, of};
use crate::outcome::{Outcome, Verdict};
use crate::search::SearchReport;

/// A line for each case that failed and for each entry of a ledger that is not true; then, unless all is well, why the run
/// ended early, what the ledger comes to and the seed; last the verdict with the counts.
#[must_use]
pub fn write_quiet(report: &Report, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.failed_ids(report);
    let entry = sheet.painted("not true", RED);
    for untrue in report.untrue_entries() {
        sheet.line(&format!("{entry}: {}", super::printable(untrue.case())));
    }
    let is_well = report.verdict() == Verdict::Conformant && of(report, Outcome::Failed).is_empty();
    if !is_well || !report.untrue_entries().is_empty() {
        if let Some(why) = report.ended_early() {
            let early = sheet.painted("ended early", YELLOW);
            sheet.line(&format!("{early}: {}", super::printable(why)));
        }
        sheet.settlement(report);
        sheet.line(&format!("seed {}", report.seed()));
    }
    sheet.verdict(report);
    sheet.into_text()
}

/// A line for each finding, the seed where there are any, and last what was found with the counts.
#[must_use]
pub fn write_search_quiet(report: &SearchReport, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.failed_ids(report.report());
    if report.verdict() != Verdict::Conformant {
        sheet.line(&format!("seed {}", report.report().seed()));
    }
    sheet.search_verdict(report);
    sheet.into_text()
}

impl Sheet {
    fn failed_ids(&mut self, report: &Report) {
        let failed = self.painted("failed", RED);
        for case in of(report, Outcome::Failed) {
            self.line(&format!("{failed}: {}", case.id()));
        }
    }
}
