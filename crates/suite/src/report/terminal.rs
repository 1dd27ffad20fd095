//! The report as text for people: what failed first and in full, what is well in a line.
//!
//! The writer is a pure function of the report and the [`Page`]: it asks no terminal and no environment.

mod cause;
mod ledger;
mod provision;
mod quiet;
mod replay;
mod search;
#[cfg(test)]
pub(super) mod tests;
mod text;
mod verbose;

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};

use anstyle::{AnsiColor, Style};

use super::areas::{by_area, counts};
use super::{CaseReport, Report};
use crate::catalogue;
use crate::evidence::Evidence;
use crate::outcome::{Outcome, Verdict};
use crate::pace::Traffic;

pub(super) use cause::root_cause;
pub use provision::{write_plan, write_profile, write_provision};
pub use quiet::{write_quiet, write_search_quiet};
pub use replay::write_replay;
pub use search::{write_search, write_sent_again};
pub use text::printable;
use text::wrapped;
pub use verbose::write_verbose;

/// How many IDs are named of cases that share one explanation.
const NAMED: usize = 6;
/// How far the text of a case stands from the left.
const INDENT: usize = 4;
/// The least room for text, however narrow the terminal is.
const NARROWEST: usize = 24;

/// What the text is written for.
///
/// # Example
///
/// ```
/// use eks_auth_suite::report::terminal::{Colour, Page};
///
/// let page = Page::new(100, Colour::Never);
/// assert_eq!(page.width(), 100);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Page {
    width: usize,
    colour: Colour,
}

/// Whether colours are written, as ANSI escape sequences.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Colour {
    /// They are.
    Always,
    /// Plain text.
    Never,
}

impl Page {
    /// A page that is so many characters wide. Prose is wrapped to that; what is to be copied never is.
    #[must_use]
    pub fn new(width: usize, colour: Colour) -> Self {
        Self { width, colour }
    }

    /// The width in characters.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether colours are written.
    #[must_use]
    pub fn colour(&self) -> Colour {
        self.colour
    }
}

/// The whole report: what failed by area, first and in full; of what is well, a line for each area.
#[must_use]
pub fn write(report: &Report, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.subject(report);
    sheet.failures(report);
    sheet.untrue_entries(report);
    sheet.known(report);
    sheet.warnings(report);
    sheet.groups(report, Outcome::Inconclusive, "not decided");
    sheet.groups(report, Outcome::Skipped, "skipped");
    sheet.areas(report);
    sheet.line("");
    sheet.ending(report);
    sheet.out
}

/// The last lines of a report: why it ended early, if it did; the seed; the verdict with the counts.
#[must_use]
pub fn write_ending(report: &Report, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.ending(report);
    sheet.out
}

/// One case in full.
#[must_use]
pub fn write_case(case: &CaseReport, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    sheet.case(case);
    sheet.out
}

/// A text that grows line by line.
pub(crate) struct Sheet {
    out: String,
    page: Page,
}

impl Sheet {
    pub(crate) fn new(page: Page) -> Self {
        Self { out: String::new(), page }
    }

    pub(crate) fn into_text(self) -> String {
        self.out
    }

    /// Who judged what.
    fn subject(&mut self, report: &Report) {
        let (suite, target) = (report.suite, report.target());
        let (count, endpoint) = (report.cases().len(), target.endpoint());
        let mut line = format!("{} {}: {} against {endpoint}", suite.name, suite.version, of_cases(count));
        if let Some(implementation) = target.implementation() {
            let _ = write!(line, ", {}", implementation.name());
            if let Some(version) = implementation.version() {
                let _ = write!(line, " {version}");
            }
        }
        self.prose(0, "", &line);
        self.line("");
    }

    fn failures(&mut self, report: &Report) {
        let failed = of(report, Outcome::Failed);
        if !failed.is_empty() {
            // With a ledger, those that it knows come later.
            let newly = if report.ledger().is_some() { " that the ledger does not know" } else { "" };
            self.heading(&format!("{} failed{newly}", failed.len()), RED);
            self.root_cause(report);
            self.by_area(failed, "failed", Self::case);
        }
    }

    /// Cases under the names of their areas.
    fn by_area(&mut self, cases: Vec<&CaseReport>, outcome: &str, tell: impl Fn(&mut Self, &CaseReport)) {
        for (area, cases) in by_area(cases) {
            let name = self.painted(area, BOLD);
            self.line(&format!("{name}: {} {outcome}", cases.len()));
            cases.into_iter().for_each(|case| tell(self, case));
        }
    }

    fn warnings(&mut self, report: &Report) {
        let warned = of(report, Outcome::Warned);
        if warned.is_empty() {
            return;
        }
        self.heading(&format!("{} warned", warned.len()), YELLOW);
        self.by_area(warned, "warned", |sheet, case| {
            sheet.title(case);
            sheet.prose(INDENT, "", case.message().unwrap_or_else(|| case.title()));
        });
        self.line("");
    }

    /// A case as somebody needs it who has to mend the service.
    fn case(&mut self, case: &CaseReport) {
        self.case_in_words(case);
        if let Some(exchange) = case.exchange() {
            self.exchange(exchange);
        }
        if let Some(replay) = case.replay() {
            self.line(&format!("{:INDENT$}replay:   {}", "", printable(replay)));
        }
        self.line("");
    }

    fn case_in_words(&mut self, case: &CaseReport) {
        self.title(case);
        self.prose(INDENT, "", case.title());
        for (name, text) in
            [("expected: ", case.expected()), ("observed: ", case.observed()), ("message:  ", case.message())]
        {
            if let Some(text) = text {
                self.prose(INDENT, name, text);
            }
        }
        self.requires(case.requirement());
    }

    /// What a requirement says, and who says so.
    fn requires(&mut self, id: &str) {
        if let Some(requirement) = catalogue::requirement(id) {
            let text = format!("{} ({}): {}", requirement.id(), requirement.level(), requirement.text());
            self.prose(INDENT, "requires: ", &text);
            for source in requirement.sources() {
                self.line(&format!("{:INDENT$}          {source}", ""));
            }
        }
    }

    fn exchange(&mut self, exchange: &Evidence) {
        for (name, text) in [("sent:", exchange.sent()), ("received:", exchange.received())] {
            self.line(&format!("{:INDENT$}{name}", ""));
            for line in printable(text).lines() {
                let line = self.painted(&format!("| {line}"), DIM);
                self.line(&format!("{:INDENT$}  {line}", ""));
            }
        }
    }

    fn title(&mut self, case: &CaseReport) {
        let id = self.painted(case.id(), BOLD);
        self.line(&format!("  {id} [{} {}]", case.level(), case.requirement()));
    }

    /// Cases of one outcome, those with the same explanation together.
    fn groups(&mut self, report: &Report, outcome: Outcome, name: &str) {
        let cases = of(report, outcome);
        if cases.is_empty() {
            return;
        }
        self.heading(&format!("{} {name}", cases.len()), YELLOW);
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for case in cases {
            groups.entry(case.message().unwrap_or_default()).or_default().push(case.id());
        }
        for (message, ids) in groups {
            self.prose(2, "", &format!("{}: {message}", of_cases(ids.len())));
            let more = ids.len().saturating_sub(NAMED);
            let mut named = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
            if more > 0 {
                let _ = write!(named, " and {more} more");
            }
            self.prose(INDENT, "", &named);
        }
        self.line("");
    }

    fn areas(&mut self, report: &Report) {
        for (area, counts) in counts(report) {
            let counts = counts.into_iter().zip(Outcome::ALL).filter(|(count, _)| *count > 0).map(told);
            self.line(&format!("{area:<10} {}", counts.collect::<Vec<_>>().join(", ")));
        }
    }

    /// Where to begin where one flaw makes many cases fail.
    fn root_cause(&mut self, report: &Report) {
        if let Some(cause) = root_cause(report) {
            self.prose(2, "look first at ", &cause);
            self.line("");
        }
    }

    fn ending(&mut self, report: &Report) {
        if let Some(why) = report.ended_early() {
            self.prose(0, "ended early: ", why);
        }
        if let Some(skew) = report.clock_skew() {
            let why = "by the Date of its answers; tokens and signatures are then judged by another time";
            self.prose(0, "clocks differ: ", &format!("{skew}, {why}"));
        }
        if report.verdict() == Verdict::Inconclusive
            && !report.plain_granted()
            && report.ended_early().is_none()
        {
            let is_told = report.cases().iter().any(|case| case.id() == "exchange.granted");
            let why = if is_told {
                "the plain exchange was not granted; see the case exchange.granted"
            } else {
                "the plain exchange was not granted; `--only exchange.granted` shows what came in its place"
            };
            self.prose(0, "inconclusive: ", why);
        }
        if let Some(cause) = root_cause(report) {
            self.prose(0, "look first at ", &cause);
        }
        self.settlement(report);
        if let Some(traffic) = report.traffic() {
            let Traffic { requests, granted, refused } = traffic;
            let requests = of_count(requests, "request", "requests");
            self.line(&format!("sent {requests}: {granted} granted, {refused} refused"));
        }
        if let Some(release) = report.as_of() {
            self.line(&format!("only the cases that release {release} had already"));
        }
        self.line(&format!("seed {}", report.seed()));
        self.verdict(report);
    }

    /// The last line: the verdict with the counts.
    fn verdict(&mut self, report: &Report) {
        let totals = report.totals();
        let style = match report.verdict() {
            Verdict::Conformant => GREEN,
            Verdict::Nonconformant => RED,
            Verdict::Inconclusive => YELLOW,
        };
        let verdict = self.painted(report.verdict().as_str(), style);
        let all = [totals.passed, totals.failed, totals.warned, totals.inconclusive, totals.skipped];
        let counts: Vec<String> = all.into_iter().zip(Outcome::ALL).map(told).collect();
        let (counts, decided, of) = (counts.join(", "), totals.must.decided, totals.must.of);
        self.line(&format!("{verdict}: {counts}; must: {decided} of {of} decided"));
    }

    pub(crate) fn heading(&mut self, text: &str, style: Style) {
        let text = self.painted(text, style);
        self.line(&text);
        self.line("");
    }

    /// A text wrapped to the page, with what stands before its first line; further lines are set in as far.
    pub(crate) fn prose(&mut self, indent: usize, name: &str, text: &str) {
        let hanging = indent + name.chars().count();
        let room = self.page.width.saturating_sub(hanging).max(NARROWEST);
        for (index, line) in wrapped(&printable(text), room).iter().enumerate() {
            let before = if index == 0 { format!("{:indent$}{name}", "") } else { " ".repeat(hanging) };
            self.line(&format!("{before}{line}"));
        }
    }

    pub(crate) fn painted(&self, text: &str, style: Style) -> String {
        match self.page.colour {
            Colour::Always => format!("{style}{text}{style:#}"),
            Colour::Never => text.to_owned(),
        }
    }

    pub(crate) fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }
}

pub(crate) const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default().bold();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default().bold();

/// The cases of one outcome, but for those that a ledger expects to end so: they stand by themselves.
fn of(report: &Report, outcome: Outcome) -> Vec<&CaseReport> {
    report.cases().iter().filter(|case| case.outcome() == outcome && !case.is_known()).collect()
}

pub(super) fn of_cases(count: usize) -> String {
    of_count(count, "case", "cases")
}

pub(super) fn of_count<N: Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    format!("{count} {}", if count == N::from(1) { one } else { many })
}

fn told((count, outcome): (usize, Outcome)) -> String {
    format!("{count} {}", outcome.as_str())
}
