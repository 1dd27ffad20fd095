//! One case sent again, as text for people: what it says, then its exchanges.

use super::{Page, Sheet, YELLOW, of_count};
use crate::judge::Ruling;
use crate::recording::{Recorded, Recording};
use crate::report::Report;

/// The case of a recording in full: what was expected and observed, its requirement, and every exchange that was kept.
#[must_use]
pub fn write_replay(report: &Report, recording: &Recording, page: Page) -> String {
    let mut sheet = Sheet { out: String::new(), page };
    for case in report.cases() {
        sheet.case_in_words(case);
        sheet.prose(super::INDENT, "outcome:  ", case.outcome().as_str());
        sheet.line("");
    }
    let (shown, others): (Vec<&Recorded>, Vec<&Recorded>) =
        recording.probes().iter().partition(|probe| !probe.exchanges().is_empty());
    for (index, probe) in shown.iter().enumerate() {
        sheet.probe(probe, &format!("probe {} of {}", index + 1, recording.of_probes()));
    }
    sheet.other_probes(&others);
    sheet.ending(report);
    sheet.out
}

impl Sheet {
    fn probe(&mut self, probe: &Recorded, name: &str) {
        let name = self.painted(name, super::BOLD);
        self.prose(2, "", &format!("{name}, {}", probe.title()));
        let (says, why) = told(probe.ruling());
        self.prose(
            super::INDENT,
            "",
            &if why.is_empty() { says.to_owned() } else { format!("{says}: {why}") },
        );
        for exchange in probe.exchanges() {
            let breach = if exchange.shows_breach() { ", which shows the breach" } else { "" };
            let (number, of) = (exchange.number(), probe.requests());
            self.prose(super::INDENT, "", &format!("request {number} of {of}{breach}: {}", exchange.role()));
            self.exchange(exchange.evidence());
        }
        let counts: Vec<String> = probe
            .other_outcomes()
            .into_iter()
            .map(|(outcome, count)| format!("{count} × {outcome}"))
            .collect();
        if !counts.is_empty() {
            self.prose(super::INDENT, "", &format!("further requests, not shown: {}", counts.join(", ")));
        }
        self.line("");
    }

    fn other_probes(&mut self, others: &[&Recorded]) {
        if others.is_empty() {
            return;
        }
        let heading = format!("{}, not shown", of_count(others.len(), "further probe", "further probes"));
        self.heading(&heading, YELLOW);
        for says in ["breaks the requirement", "not decided", "holds", "nothing to decide"] {
            let titles: Vec<&str> = others
                .iter()
                .filter(|probe| told(probe.ruling()).0 == says)
                .map(|probe| probe.title())
                .collect();
            if !titles.is_empty() {
                let more = titles.len().saturating_sub(super::NAMED);
                let named = titles[..titles.len() - more].join("; ");
                let more = if more > 0 { format!("; and {more} more") } else { String::new() };
                self.prose(2, "", &format!("{says}: {named}{more}"));
            }
        }
        self.line("");
    }
}

/// What a ruling says, and why.
fn told(ruling: &Ruling) -> (&'static str, &str) {
    match ruling {
        Ruling::Broken(finding) => ("breaks the requirement", finding.message()),
        Ruling::Undecided(why) | Ruling::Lacking(why) => ("not decided", why),
        Ruling::Holds(observed) => ("holds", observed),
        Ruling::NotApplicable(why) => ("nothing to decide", why),
    }
}
