//! What a search found, as one page in the same style.

use maud::{Markup, html};

use super::{again_by, case, subject, verdict};
use crate::outcome::{Outcome, Verdict};
use crate::page::{Tone, fact, filtered_page, filters, mark};
use crate::report::terminal::printable;
use crate::search::SearchReport;

/// The whole page. It loads nothing. `again` is the command that searches the same again.
#[must_use]
pub fn write_search(report: &SearchReport, again: &str) -> String {
    let cases = report.report().cases();
    let content = html! {
        header { (opening(report)) (again_by(again)) }
        main {
            @if cases.is_empty() {
                p { "No request was found that the service mishandles." }
            } @else {
                (filters::filters(&[Outcome::Failed.as_str()], &["must", "should"], &["fuzz"]))
                section id="findings" data-group {
                    h2 { "findings" }
                    ul class="cases" { @for case in cases { (case::item(case)) } }
                }
            }
        }
    };
    let title = format!("Search: {}", subject(report.report()));
    if cases.is_empty() { crate::page::page(&title, &content) } else { filtered_page(&title, &content) }
}

fn opening(search: &SearchReport) -> Markup {
    let (report, totals) = (search.report(), search.totals());
    let (suite, seconds) = (report.suite, report.duration_ms() / 1000);
    html! {
        h1 {
            "Search of " (subject(report)) " "
            @match report.verdict() {
                Verdict::Conformant => (mark(Tone::Good, "nothing found")),
                Verdict::Nonconformant => (mark(Tone::Bad, &format!("{} found", search.findings().len()))),
                Verdict::Inconclusive => (verdict(Verdict::Inconclusive)),
            }
        }
        p class="faint" {
            "Requests made up and sent to " (printable(report.target().endpoint())) " by " (suite.name) " " (suite.version)
            ", " (report.started_at()) ", " (seconds) " s."
        }
        @if let Some(why) = report.ended_early() { p { (mark(Tone::Doubtful, "ended early")) " " (printable(why)) } }
        dl class="facts" {
            (fact("made up", &html! { (totals.cases()) }))
            (fact("requests", &html! { (totals.requests()) }))
            (fact("a second", &html! { (totals.per_second()) }))
            (fact("seed", &html! { (report.seed()) }))
        }
    }
}
