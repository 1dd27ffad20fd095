//! The kill matrix as one page: what is missing first, then requirement by requirement which case sees which fault.

use maud::{Markup, html};

use super::matrix::{CaseRow, FaultRow, Matrix, Totals};
use super::options::Scope;
use super::subject::{Subject, subjects};
use crate::area::Area;
use crate::catalogue::Level;
use crate::page::{Tone, level, mark, page, prose, scrolling};
use crate::report::SuiteName;

/// The whole page. It loads nothing.
#[must_use]
pub fn write(matrix: &Matrix) -> String {
    let subjects = subjects(matrix);
    let content = html! {
        header { (opening(matrix)) }
        main {
            (holes(matrix))
            (areas(matrix, &subjects))
            @for area in Area::ALL {
                @let own: Vec<&Subject<'_>> = of_area(&subjects, area).collect();
                @if !own.is_empty() {
                    section id={ "area-" (area) } {
                        h2 { (area.to_string()) }
                        @for subject in own { (details(matrix, subject)) }
                    }
                }
            }
        }
    };
    page("Kill matrix", &content)
}

fn of_area<'s, 'm>(subjects: &'s [Subject<'m>], area: Area) -> impl Iterator<Item = &'s Subject<'m>> {
    subjects.iter().filter(move |subject| subject.area == area)
}

fn opening(matrix: &Matrix) -> Markup {
    let totals = matrix.totals();
    let (suite, seconds) = (SuiteName::THIS, matrix.duration_ms() / 1000);
    html! {
        h1 { "Kill matrix " (verdict(matrix)) }
        p class="faint" {
            "Every fault of the mock before "
            @match matrix.scope() {
                Scope::Subject => "the cases of the requirement that it breaks",
                Scope::Everything => "every case; only what the cases of its requirement see counts",
            }
            ". " (suite.name) " " (suite.version) ", partition " (matrix.partition().to_string())
            ", seed " (matrix.seed()) ", " (matrix.started_at()) ", " (seconds) " s."
        }
        @if matrix.is_interrupted() {
            p { "The run was interrupted: this is the matrix of what was done." }
        }
        dl class="facts" {
            (fact("faults seen", totals.seen, totals.faults))
            (fact("must cases that see a fault", totals.must_seeing, totals.must_cases))
            (fact("cases that see a fault", totals.seeing, totals.cases))
            div { dt { "kills" } dd { (totals.kills) } }
        }
    }
}

fn verdict(matrix: &Matrix) -> Markup {
    match (matrix.holes().len(), matrix.is_interrupted()) {
        (0, false) => mark(Tone::Good, "no hole"),
        (0, true) => mark(Tone::Doubtful, "unfinished"),
        (1, _) => mark(Tone::Bad, "1 hole"),
        (count, _) => mark(Tone::Bad, &format!("{count} holes")),
    }
}

fn fact(name: &str, part: usize, whole: usize) -> Markup {
    html! { div { dt { (name) } dd { (part) " of " (whole) } } }
}

fn holes(matrix: &Matrix) -> Markup {
    html! {
        @if !matrix.holes().is_empty() {
            section id="holes" {
                h2 { "Holes" }
                ul {
                    @for hole in matrix.holes() {
                        li { a href={ "#" (hole.requirement()) } { (hole.requirement()) } ": " (hole.to_string()) }
                    }
                }
            }
        }
    }
}

fn areas(matrix: &Matrix, subjects: &[Subject<'_>]) -> Markup {
    let row = |name: Markup, totals: Totals| {
        let Totals { faults, seen, cases, seeing, must_cases, must_seeing, kills, .. } = totals;
        html! {
            tr {
                th scope="row" { (name) }
                @for (part, whole) in [(seen, faults), (must_seeing, must_cases), (seeing, cases)] {
                    td { (part) "/" (whole) }
                }
                td { (kills) }
            }
        }
    };
    let table = html! {
        table {
            caption { "Area by area: faults that are seen, cases that see one, of how many" }
            thead {
                tr {
                    th scope="col" class="name" { "area" }
                    @for name in ["faults", "must cases", "all cases", "kills"] { th scope="col" { (name) } }
                }
            }
            tbody {
                @for area in Area::ALL {
                    @let own: Vec<&Subject<'_>> = of_area(subjects, area).collect();
                    @if !own.is_empty() {
                        @let link = html! { a href={ "#area-" (area) } { (area.to_string()) } };
                        (row(link, totals(&own)))
                    }
                }
            }
            tfoot { (row(html! { "all" }, matrix.totals())) }
        }
    };
    html! { section id="areas" { (scrolling("Area by area", &table)) } }
}

fn totals(subjects: &[&Subject<'_>]) -> Totals {
    let faults = subjects.iter().flat_map(|subject| subject.faults.iter().copied());
    let cases = subjects.iter().flat_map(|subject| subject.cases.iter().copied());
    Totals::of(faults, cases, 0)
}

/// One requirement; open where something is missing.
fn details(matrix: &Matrix, subject: &Subject<'_>) -> Markup {
    let requirement = subject.requirement;
    let holes = matrix.holes().iter().filter(|hole| hole.requirement() == requirement.id()).count();
    let totals = totals(&[subject]);
    html! {
        details id=(requirement.id()) open[holes > 0] {
            summary {
                strong { (requirement.id()) }
                (level(requirement.level()))
                span class="wide" { (prose(requirement.text())) }
                span class="faint" {
                    (counted(totals.faults, "fault")) ", " (counted(totals.cases, "case")) ", "
                    (counted(totals.kills, "kill"))
                }
                @if holes > 0 { (mark(Tone::Bad, &counted(holes, "hole"))) }
            }
            @if !subject.faults.is_empty() {
                (scrolling(&format!("Faults and cases of {}", requirement.id()), &grid(subject)))
            }
            details {
                summary { "The cases, by their numbers" }
                (legend(subject))
            }
        }
    }
}

/// Faults down, cases across by their numbers in the legend.
fn grid(subject: &Subject<'_>) -> Markup {
    html! {
        table class="grid" {
            thead {
                tr {
                    th scope="col" class="name" { "fault" }
                    th scope="col" { "seen by" }
                    @for (number, row) in (1..).zip(&subject.cases) {
                        th scope="col" { abbr title=(row.case().id()) { (number) } }
                    }
                }
            }
            tbody { @for row in &subject.faults { (grid_row(subject, row)) } }
        }
    }
}

fn grid_row(subject: &Subject<'_>, row: &FaultRow) -> Markup {
    let sees = |case: &CaseRow| row.seen_by().iter().any(|seeing| seeing.id() == case.case().id());
    html! {
        tr {
            th scope="row" { code { (row.fault().id()) } small { (row.fault().summary()) } }
            td class="count" {
                @if row.seen_by().is_empty() { (mark(Tone::Bad, "none")) } @else { (row.seen_by().len()) }
            }
            @for case in &subject.cases { @if sees(case) { td class="hit" { "✓" } } @else { td {} } }
        }
    }
}

fn legend(subject: &Subject<'_>) -> Markup {
    html! {
        ol class="legend" {
            @for row in &subject.cases {
                li {
                    code { (row.case().id()) } " "
                    span class="faint" { (prose(row.case().title())) ": sees " (counted(row.sees().len(), "fault")) }
                    @if row.sees().is_empty() && row.case().level() == Level::Must {
                        " " (mark(Tone::Bad, "sees none"))
                    }
                }
            }
        }
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
