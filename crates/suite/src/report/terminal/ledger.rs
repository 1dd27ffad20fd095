//! What a ledger makes of a report: what it no longer says truly, what it knows, and whether it holds.

use super::{INDENT, RED, Report, Sheet, YELLOW, of_count};
use crate::ledger::{Standing, Untrue, Why};

impl Sheet {
    /// The entries that are not true any more: first those whose case was fixed.
    pub(super) fn untrue_entries(&mut self, report: &Report) {
        let (fixed, others): (Vec<&Untrue>, Vec<&Untrue>) =
            report.untrue_entries().iter().partition(|entry| *entry.why() == Why::Passes);
        self.entries(&format!("{} fixed", of_count(fixed.len(), "entry", "entries")), &fixed);
        self.entries(&format!("{} not true", of_count(others.len(), "entry", "entries")), &others);
    }

    fn entries(&mut self, heading: &str, entries: &[&Untrue]) {
        if entries.is_empty() {
            return;
        }
        self.heading(heading, RED);
        for entry in entries {
            let place = entry.line().map(|line| format!(" (line {line} of the ledger)")).unwrap_or_default();
            self.prose(2, "", &format!("{}{place}", entry.case()));
            self.prose(INDENT, "", &entry.why().to_string());
        }
        self.line("");
    }

    /// What went wrong as expected, with the reason why that is accepted.
    pub(super) fn known(&mut self, report: &Report) {
        let known: Vec<_> = report
            .cases()
            .iter()
            .filter_map(|case| Some((case, case.ledger().filter(|mark| mark.standing() == Standing::Known)?)))
            .collect();
        if known.is_empty() {
            return;
        }
        self.heading(&format!("{} known", known.len()), YELLOW);
        for (case, mark) in known {
            self.title(case);
            let link = mark.link().map(|link| format!(" ({link})")).unwrap_or_default();
            self.prose(INDENT, "", &format!("{}{link}", mark.reason().unwrap_or_default()));
        }
        self.line("");
    }

    /// The line on the ledger before the verdict.
    pub(super) fn settlement(&mut self, report: &Report) {
        let Some(ledger) = report.ledger() else { return };
        let (known, new, fixed) = (ledger.known_cases(), ledger.new_failures(), ledger.fixed_entries());
        let others = report.untrue_entries().len() - fixed.min(report.untrue_entries().len());
        let mut line = format!(
            "ledger: it {}; {known} known, {new} new, {fixed} fixed",
            if ledger.holds() { "holds" } else { "does not hold" }
        );
        if others > 0 {
            line.push_str(&format!(", {} not true", of_count(others, "further entry", "further entries")));
        }
        if ledger.unexplained() > 0 {
            line.push_str(&format!(
                "; {} without a reason yet",
                of_count(ledger.unexplained(), "entry", "entries")
            ));
        }
        self.prose(0, "", &line);
    }
}
