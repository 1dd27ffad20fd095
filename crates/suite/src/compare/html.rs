//! Reports side by side as one page: implementations across; areas, then cases down.

use maud::{Markup, html};

use super::{Column, Comparison, Row};
use crate::catalogue::Level;
use crate::outcome::Outcome;
use crate::page::{Tone, fact, filtered_page, filters, level, mark, prose, scrolling};

/// What is shown of a case by whether the reports agree on it.
const AGREEMENT: &str = "differs";

/// The whole page. It loads nothing.
#[must_use]
pub fn write(comparison: &Comparison) -> String {
    let areas = comparison.areas();
    let mut outcomes: Vec<&str> = Outcome::ALL.map(Outcome::as_str).into();
    if comparison.columns().len() > 1 {
        outcomes.insert(0, AGREEMENT);
    }
    let levels = Level::ALL.map(Level::as_str);
    let content = html! {
        header { (opening(comparison)) }
        main {
            (implementations(comparison))
            (by_area(comparison, &areas))
            (filters::filters(&outcomes, &levels, &areas))
            @for (number, area) in areas.iter().enumerate() { (group(comparison, number, area)) }
        }
    };
    filtered_page("EKS Auth implementations", &content)
}

fn opening(comparison: &Comparison) -> Markup {
    html! {
        h1 { "EKS Auth implementations" }
        p class="faint" { "Reports of eks-auth-conformance side by side, for " code { "AssumeRoleForPodIdentity" } "." }
        @if comparison.left_out() > 0 {
            p {
                (mark(Tone::Doubtful, "different versions")) " The reports are of different versions of the suite. Only cases "
                "that all of them have are compared; " (comparison.left_out()) " are left out."
            }
        }
        dl class="facts" {
            (fact("reports", &html! { (comparison.columns().len()) }))
            (fact("cases compared", &html! { (comparison.rows().len()) }))
            (fact("cases that differ", &html! { (comparison.differing().count()) }))
        }
    }
}

fn implementations(comparison: &Comparison) -> Markup {
    let row = |column: &Column| {
        html! {
            tr {
                th scope="row" { (column.name) }
                td { (mark(Tone::of_verdict(column.verdict), column.verdict.as_str())) }
                td { (column.must_passed) "/" (column.must_of) }
                td { (column.suite) }
                td { (column.seed) }
                td { (column.started_at) }
            }
        }
    };
    let table = html! {
        table {
            caption { "What each whole report says" }
            thead {
                tr {
                    th scope="col" class="name" { "implementation" }
                    @for name in ["verdict", "must passed", "suite", "seed", "run at"] { th scope="col" { (name) } }
                }
            }
            tbody { @for column in comparison.columns() { (row(column)) } }
        }
    };
    html! { section id="implementations" { h2 { "Implementations" } (scrolling("Implementations", &table)) } }
}

fn heads(comparison: &Comparison) -> Markup {
    html! { @for column in comparison.columns() { th scope="col" { (column.name) } } }
}

fn by_area(comparison: &Comparison, areas: &[&str]) -> Markup {
    let cells = |area| {
        html! {
            @for column in 0..comparison.columns().len() {
                @let (passed, of) = comparison.passed(area, column);
                td { @if of == 0 { "none" } @else if passed == of { (passed) "/" (of) } @else { strong { (passed) "/" (of) } } }
            }
        }
    };
    let table = html! {
        table {
            caption { "Cases that passed, of those that had something to decide" }
            thead { tr { th scope="col" class="name" { "area" } (heads(comparison)) } }
            tbody {
                @for (number, area) in areas.iter().enumerate() {
                    tr { th scope="row" { a href={ "#area-" (number) } { (area) } } (cells(Some(*area))) }
                }
            }
            tfoot { tr { th scope="row" { "all" } (cells(None)) } }
        }
    };
    html! { section id="areas" { h2 { "Areas" } (scrolling("Areas", &table)) } }
}

/// The cases of one area, those that differ first.
fn group(comparison: &Comparison, number: usize, area: &str) -> Markup {
    let mut rows: Vec<&Row> = comparison.rows().iter().filter(|row| row.area == area).collect();
    rows.sort_by_key(|row| !row.differs());
    let table = html! {
        table class="outcomes" {
            caption { "Cases, and what became of each" }
            thead { tr { th scope="col" class="name" { "case" } (heads(comparison)) } }
            tbody { @for row in rows { (case(row)) } }
        }
    };
    html! { section id={ "area-" (number) } data-group { h2 { (area) } (scrolling(&format!("Cases of {area}"), &table)) } }
}

fn case(row: &Row) -> Markup {
    let outcomes: Vec<&str> = row.cells.iter().flatten().map(|cell| cell.outcome.as_str()).collect();
    let agreement = if row.differs() { Some(AGREEMENT) } else { None };
    let words = agreement.into_iter().chain(outcomes).collect::<Vec<_>>().join(" ");
    html! {
        tr id={ "case-" (row.id) } data-outcome=(words) data-level=(row.level.as_str()) data-area=(row.area) {
            th scope="row" {
                a href={ "#case-" (row.id) } { (row.id) } " " (level(row.level)) " "
                @if row.differs() { (mark(Tone::Doubtful, AGREEMENT)) }
                small { (prose(&row.title)) }
            }
            @for cell in &row.cells {
                td {
                    @match cell {
                        None => "not run",
                        Some(cell) => {
                            (mark(Tone::of_outcome(cell.outcome), cell.outcome.as_str()))
                            @if let (Some(observed), true) = (&cell.observed, cell.outcome != Outcome::Passed) {
                                small { (observed) }
                            }
                        }
                    }
                }
            }
        }
    }
}
