//! The summary of a job, in GitHub's Markdown.
//!
//! Whatever a service may have said stands in a `<pre>` or on a line that is HTML, escaped: nothing there is Markdown.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::super::areas::{by_area, counts};
use crate::catalogue;
use crate::ledger::{Mark, Untrue};
use crate::outcome::{Outcome, Verdict};
use crate::report::terminal::{of_cases, of_count, printable, root_cause};
use crate::report::{CaseReport, Report};

/// The summary in at most so many bytes: verdict and counts, what failed first and in full, what warned, what the ledger
/// makes of it, and how to run it `again`. Cases that no longer fit are counted.
///
/// # Example
///
/// ```
/// use eks_auth_suite::report::github::{SUMMARY_BYTES, summary};
/// use eks_auth_suite::{Options, Stop, Target, run};
/// use eks_auth_world::Partition;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let target = Target::embedded(Partition::Aws, None).await?;
/// let options = Options { only: vec!["response.audience.value".to_owned()], ..Options::default() };
/// let report = run(&target, &options, |_| {}, Stop::never()).await?;
/// let text = summary(&report, "eks-auth-conformance service --seed 42", SUMMARY_BYTES);
/// assert!(text.starts_with("## ✅ eks-auth-conformance: conformant\n"));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn summary(report: &Report, again: &str, bytes: usize) -> String {
    let mut head = format!("## {} {}: {}\n\n", mark(report.verdict()), report.suite.name, words(report));
    push(&mut head, &subject(report));
    if let Some(why) = report.ended_early() {
        push(&mut head, &html! { p { "Ended early: " code { (line(why)) } } });
    }
    if let Some(cause) = root_cause(report) {
        push(&mut head, &html! { p { "Look first at " code { (line(&cause)) } } });
    }
    table(&mut head, report);
    let tail = run_again(again);
    let mut body = Body { text: String::new(), room: bytes.saturating_sub(head.len() + tail.len()) };
    body.group(report, Outcome::Failed, "failed");
    body.untrue_entries(report);
    body.group(report, Outcome::Warned, "warned");
    body.group(report, Outcome::Inconclusive, "not decided");
    body.known(report);
    format!("{head}{}{tail}", body.text)
}

/// The verdict. A search that found nothing has not shown that a service conforms.
fn words(report: &Report) -> &'static str {
    match (report.role, report.verdict()) {
        ("fuzz", Verdict::Conformant) => "nothing found",
        ("fuzz", Verdict::Nonconformant) => "found",
        (_, verdict) => verdict.as_str(),
    }
}

fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conformant => "✅",
        Verdict::Nonconformant => "❌",
        Verdict::Inconclusive => "❔",
    }
}

/// Who was tested, how much of it, and what the ledger makes of it.
fn subject(report: &Report) -> Markup {
    let (target, must) = (report.target(), report.totals().must);
    let cases = if report.role == "fuzz" {
        of_count(report.cases().len(), "finding", "findings")
    } else {
        format!("{}, must: {} of {} decided,", of_cases(report.cases().len()), must.decided, must.of)
    };
    let implementation = target.implementation().map(|known| match known.version() {
        Some(version) => format!("{} {version}", known.name()),
        None => known.name().to_owned(),
    });
    html! {
        p {
            (cases) " against " code { (line(target.endpoint())) }
            @if let Some(name) = implementation { ", " code { (line(&name)) } }
            "; seed " (report.seed()) "; " (report.duration_ms() / 1000) " s."
            @if let Some(ledger) = report.ledger() {
                " The ledger " b { @if ledger.holds() { "holds" } @else { "does not hold" } } ": "
                (ledger.known_cases()) " known, " (ledger.new_failures()) " new, " (ledger.fixed_entries()) " fixed."
            }
        }
    }
}

fn table(out: &mut String, report: &Report) {
    out.push_str("| area |");
    for outcome in Outcome::ALL {
        let _ = write!(out, " {} |", outcome.as_str());
    }
    out.push_str("\n| --- |");
    out.push_str(&" --: |".repeat(Outcome::ALL.len()));
    let totals = report.totals();
    let all = [totals.passed, totals.failed, totals.warned, totals.inconclusive, totals.skipped];
    for (area, counts) in counts(report).into_iter().chain([("all", all)]) {
        let _ = write!(out, "\n| {area} |");
        for count in counts {
            let _ = write!(out, " {count} |");
        }
    }
    out.push_str("\n\n");
}

fn run_again(command: &str) -> String {
    let mut out = "### Run it again\n\n".to_owned();
    push(&mut out, &html! { pre { (printable(command)) } });
    out
}

/// Cases, as far as there is room.
struct Body {
    text: String,
    room: usize,
}

/// What the line on cases that did not fit may take.
const REST: usize = 128;

impl Body {
    /// The cases of one outcome that no ledger knows, by area.
    fn group(&mut self, report: &Report, outcome: Outcome, name: &str) {
        let cases: Vec<&CaseReport> =
            report.cases().iter().filter(|case| case.outcome() == outcome && !case.is_known()).collect();
        // One reason for many is told above.
        if cases.is_empty() || (outcome == Outcome::Inconclusive && report.ended_early().is_some()) {
            return;
        }
        let heading = format!("{} {name}", cases.len());
        self.blocks(&heading, by_area(cases).into_iter().flat_map(|(_, cases)| cases).map(case).collect());
    }

    fn untrue_entries(&mut self, report: &Report) {
        let entries = report.untrue_entries();
        let heading = format!("{} of the ledger not true", of_count(entries.len(), "entry", "entries"));
        let block = |entry: &Untrue| {
            let place = entry.line().map(|line| format!("line {line}: ")).unwrap_or_default();
            block(&html! { pre { (place) (line(entry.case())) "\n" (printable(&entry.why().to_string())) } })
        };
        self.blocks(&heading, entries.iter().map(block).collect());
    }

    fn known(&mut self, report: &Report) {
        let known: Vec<&CaseReport> = report.cases().iter().filter(|case| case.is_known()).collect();
        let block = |case: &&CaseReport| {
            let reason = case.ledger().and_then(Mark::reason).unwrap_or_default();
            block(&html! { pre { (case.id()) ": " (case.outcome().as_str()) "\n" (printable(reason)) } })
        };
        self.blocks(&format!("{} known", known.len()), known.iter().map(block).collect());
    }

    fn blocks(&mut self, heading: &str, blocks: Vec<String>) {
        if blocks.is_empty() || !self.take(&format!("### {heading}\n\n"), REST) {
            return;
        }
        for (index, block) in blocks.iter().enumerate() {
            if !self.take(block, REST) {
                let more = blocks.len() - index;
                self.take(&format!("… and {more} more, which the reports have.\n\n"), 0);
                break;
            }
        }
    }

    /// Adds a text if that leaves room for so many bytes more.
    fn take(&mut self, text: &str, reserve: usize) -> bool {
        let fits = self.text.len() + text.len() + reserve <= self.room;
        if fits {
            self.text.push_str(text);
        }
        fits
    }
}

/// A case, folded.
fn case(case: &CaseReport) -> String {
    let lines = [
        ("expected: ", case.expected()),
        ("observed: ", case.observed()),
        ("message:  ", case.message()),
        ("replay:   ", case.replay()),
    ];
    let head = html! {
        summary { code { (case.id()) } " (" (case.level()) " " (case.requirement()) "): " (line(case.title())) }
    };
    let told = html! {
        pre {
            @for (name, text) in lines {
                @if let Some(text) = text { (name) (printable(text)) "\n" }
            }
        }
        @if let Some(requirement) = catalogue::requirement(case.requirement()) {
            p {
                (requirement.text())
                @for source in requirement.sources() {
                    " "
                    @if source.reference().starts_with("https://") {
                        a href=(source.reference()) { (source.name()) }
                    } @else {
                        (source.name())
                    }
                }
            }
        }
    };
    // A blank line ends HTML and begins Markdown: the text in between begins with a tag of its own.
    format!("<details>{}\n\n{}\n\n</details>\n\n", head.into_string(), told.into_string())
}

fn block(markup: &Markup) -> String {
    format!("{}\n\n", markup.0)
}

fn push(out: &mut String, markup: &Markup) {
    out.push_str(&block(markup));
}

/// A text in one line, where a blank one would end the HTML.
fn line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
