//! The report as one page of HTML, complete in itself: what was tested and the verdict first, then every case.

mod case;
mod search;

use maud::{Markup, html};

use super::areas::by_area;
use super::terminal::printable;
use super::{CaseReport, Report};
use crate::catalogue::Level;
use crate::outcome::{Outcome, Verdict};
use crate::page::{Tone, command, fact, filtered_page, filters, level, mark, scrolling};

pub use search::write_search;

/// So many failed cases are named on top; the filters show the others.
const NAMED: usize = 100;

/// The whole page. It loads nothing. `again` is the command that runs the same again.
#[must_use]
pub fn write(report: &Report, again: &str) -> String {
    let areas = by_area(report.cases());
    let names: Vec<&str> = areas.iter().map(|(name, _)| *name).collect();
    let content = html! {
        header { (opening(report)) (again_by(again)) }
        main {
            (counts(report, &areas))
            (failed(report))
            (ledger(report))
            (filters::filters(&Outcome::ALL.map(Outcome::as_str), &Level::ALL.map(Level::as_str), &names))
            @for (name, cases) in &areas { (group(name, cases)) }
        }
    };
    let title = format!("{}: {}", report.verdict().as_str(), subject(report));
    filtered_page(&title, &content)
}

/// What was tested, in a few words.
fn subject(report: &Report) -> String {
    let target = report.target();
    printable(&match target.implementation() {
        Some(named) => {
            [Some(named.name()), named.version()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        None => target.endpoint().to_owned(),
    })
}

fn opening(report: &Report) -> Markup {
    let (suite, totals, seconds) = (report.suite, report.totals(), report.duration_ms() / 1000);
    html! {
        h1 { (subject(report)) " " (verdict(report.verdict())) }
        p class="faint" {
            "EKS Auth " code { "AssumeRoleForPodIdentity" } " at " (printable(report.target().endpoint())) ", judged by "
            (suite.name) " " (suite.version) ", " (report.started_at()) ", " (seconds) " s."
        }
        @if let Some(why) = report.ended_early() { p { (mark(Tone::Doubtful, "ended early")) " " (printable(why)) } }
        @if let Some(release) = report.as_of() { p { "Only the cases that release " (release) " had already." } }
        @if let Some(skew) = report.clock_skew() {
            p { (mark(Tone::Doubtful, "clocks differ")) " " (skew.to_string()) ", by the Date of the answers" }
        }
        dl class="facts" {
            (fact("must cases decided", &html! { (totals.must.decided) " of " (totals.must.of) }))
            @for (outcome, count) in outcomes(report.cases()) { (fact(outcome.as_str(), &html! { (count) })) }
            (fact("seed", &html! { (report.seed()) }))
        }
    }
}

fn verdict(verdict: Verdict) -> Markup {
    mark(Tone::of_verdict(verdict), verdict.as_str())
}

fn again_by(again: &str) -> Markup {
    html! { section id="again" { h2 { "Run it again" } (command(again)) } }
}

fn outcomes(cases: &[CaseReport]) -> [(Outcome, usize); 5] {
    Outcome::ALL.map(|outcome| (outcome, cases.iter().filter(|case| case.outcome() == outcome).count()))
}

/// Areas down; levels and outcomes across.
fn counts(report: &Report, areas: &[(&str, Vec<&CaseReport>)]) -> Markup {
    let row = |name: Markup, cases: &[&CaseReport]| {
        let of = |outcome| cases.iter().filter(|case| case.outcome() == outcome).count();
        let at = |level| cases.iter().filter(|case| case.level() == level).count();
        html! {
            tr {
                th scope="row" { (name) }
                @for level in Level::ALL { td { (at(level)) } }
                @for outcome in Outcome::ALL {
                    td { @if of(outcome) > 0 && outcome == Outcome::Failed { strong { (of(outcome)) } } @else { (of(outcome)) } }
                }
            }
        }
    };
    let all: Vec<&CaseReport> = report.cases().iter().collect();
    let table = html! {
        table {
            caption { "Cases of each level, and how they ended" }
            thead {
                tr {
                    th scope="col" class="name" { "area" }
                    @for level in Level::ALL { th scope="col" { (level.as_str()) } }
                    @for outcome in Outcome::ALL { th scope="col" { (outcome.as_str()) } }
                }
            }
            tbody {
                @for (name, cases) in areas { (row(html! { a href={ "#area-" (name) } { (name) } }, cases)) }
            }
            tfoot { (row(html! { "all" }, &all)) }
        }
    };
    html! { section id="counts" { h2 { "Counts" } (scrolling("Cases by area", &table)) } }
}

/// Where to look first.
fn failed(report: &Report) -> Markup {
    let failed: Vec<&CaseReport> =
        report.cases().iter().filter(|case| case.outcome() == Outcome::Failed).collect();
    html! {
        @if !failed.is_empty() {
            section id="failed" {
                h2 { (failed.len()) " failed" }
                ul {
                    @for case in failed.iter().take(NAMED) {
                        li {
                            a href={ "#" (case.id()) } { code { (case.id()) } } " " (level(case.level())) " "
                            (printable(case.title()))
                        }
                    }
                }
                @if failed.len() > NAMED { p { "… and " (failed.len() - NAMED) " more, below." } }
            }
        }
    }
}

/// How the run stands to its ledger, if it was compared with one.
fn ledger(report: &Report) -> Markup {
    html! {
        @if let Some(ledger) = report.ledger() {
            section id="ledger" {
                h2 { "Ledger of known outcomes " (if ledger.holds() { mark(Tone::Good, "holds") } else { mark(Tone::Bad, "does not hold") }) }
                p { (ledger.known_cases()) " known, " (ledger.new_failures()) " new, " (ledger.fixed_entries()) " fixed." }
                @if !report.untrue_entries().is_empty() {
                    ul {
                        @for entry in report.untrue_entries() {
                            li { code { (printable(entry.case())) } ": " (printable(&entry.why().to_string())) }
                        }
                    }
                }
            }
        }
    }
}

/// The cases of one area, those first that ask for a reader.
fn group(name: &str, cases: &[&CaseReport]) -> Markup {
    let mut cases = cases.to_vec();
    cases.sort_by_key(|case| urgency(case.outcome()));
    html! {
        section id={ "area-" (name) } data-group {
            h2 { (name) }
            ul class="cases" { @for case in cases { (case::item(case)) } }
        }
    }
}

fn urgency(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Failed => 0,
        Outcome::Inconclusive => 1,
        Outcome::Warned => 2,
        Outcome::Skipped => 3,
        Outcome::Passed => 4,
    }
}

#[cfg(test)]
mod tests;
