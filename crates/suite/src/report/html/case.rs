//! One case: a row where it passed, and everything that whoever mends the service needs where it did not.

use maud::{Markup, html};

use super::super::CaseReport;
use crate::catalogue::{self, Source};
use crate::evidence::Evidence;
use crate::outcome::Outcome;
use crate::page::difference::marked;
use crate::page::{Tone, command, level, mark, prose};
use crate::report::terminal::printable;

/// The case as an item of a list.
pub(super) fn item(case: &CaseReport) -> Markup {
    html! {
        li id=(case.id()) data-outcome=(case.outcome().as_str()) data-level=(case.level().as_str()) data-area=(case.area()) {
            @if case.outcome() == Outcome::Passed {
                p class="row" { (outcome(case)) a href={ "#" (case.id()) } { (case.id()) } (rest(case)) }
            } @else {
                details { summary { (outcome(case)) code { (case.id()) } (rest(case)) } (in_full(case)) }
            }
        }
    }
}

fn outcome(case: &CaseReport) -> Markup {
    mark(Tone::of_outcome(case.outcome()), case.outcome().as_str())
}

fn rest(case: &CaseReport) -> Markup {
    html! {
        (level(case.level()))
        @if let Some(known) = case.ledger() { span class="level" { (known.standing().as_str()) } }
        span class="wide" { (prose(&printable(case.title()))) }
    }
}

fn in_full(case: &CaseReport) -> Markup {
    html! {
        @if let Some(text) = case.message() { p { (prose(&printable(text))) } }
        @if case.outcome() != Outcome::Skipped { (compared(case)) }
        (why(case.requirement()))
        @if let Some(mark) = case.ledger() {
            @if let Some(reason) = mark.reason() { h3 { "The ledger says" } p { (printable(reason)) } }
        }
        @if let Some(exchange) = case.exchange() { (exchanged(case.id(), exchange)) }
        @if let Some(replay) = case.replay() { h3 { "Send it again" } (command(replay)) }
        p { a href={ "#" (case.id()) } { "Link to " (case.id()) } }
    }
}

/// Expected beside observed, with what differs marked.
fn compared(case: &CaseReport) -> Markup {
    let (expected, observed) = match (case.expected(), case.observed()) {
        (Some(expected), Some(observed)) => marked(expected, observed),
        (expected, observed) => {
            let plain = |text: Option<&str>| html! { (printable(text.unwrap_or("nothing is known"))) };
            (plain(expected), plain(observed))
        }
    };
    html! { dl class="compared" { div { dt { "expected" } dd { (expected) } } div { dt { "observed" } dd { (observed) } } } }
}

/// What a requirement says, and who says so.
fn why(id: &str) -> Markup {
    html! {
        @if let Some(requirement) = catalogue::requirement(id) {
            h3 { "Why" }
            p { strong { (requirement.id()) } " " (level(requirement.level())) " " (prose(requirement.text())) }
            ul { @for source in requirement.sources() { li { (witness(*source)) } } }
        }
    }
}

fn witness(source: Source) -> Markup {
    let (name, reference) = (source.name(), source.reference());
    html! {
        @if reference.starts_with("https://") { a href=(reference) rel="noreferrer" { (name) } }
        @else { (name) ": " (reference) }
    }
}

fn exchanged(id: &str, exchange: &Evidence) -> Markup {
    html! {
        @for (name, text) in [("Sent", exchange.sent()), ("Received", exchange.received())] {
            h3 { (name) }
            pre tabindex="0" role="region" aria-label={ (name) ", " (id) } { code { (printable(text)) } }
        }
    }
}
