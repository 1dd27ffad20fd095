//! Reports as people read them.

use super::*;
use crate::catalogue::Level;
use crate::report::{Circumstances, SCHEMA, SuiteName, TargetReport, Totals};
use crate::target::{Implementation, TargetKind};

const PAGE: Page = Page { width: 60, colour: Colour::Never };

fn case(id: &str, outcome: Outcome) -> CaseReport {
    let text = |text: &str| (outcome != Outcome::Passed).then(|| text.to_owned());
    CaseReport {
        id: id.to_owned(),
        requirement: "RSP-004",
        level: Level::Must,
        area: "response",
        title: "audience is right".to_owned(),
        outcome,
        skip_reason: None,
        expected: text("audience right"),
        observed: text("audience wrong"),
        message: text("`audience` is \u{1b}[31mwrong"),
        duration_ms: 1,
        replay: text("eks-auth-conformance replay it"),
        exchange: None,
        ledger: None,
    }
}

fn report(verdict: Verdict, cases: Vec<CaseReport>) -> Report {
    Report {
        schema: SCHEMA,
        suite: SuiteName { name: "suite", version: "1" },
        role: "service",
        target: TargetReport {
            endpoint: "http://127.0.0.1:80".to_owned(),
            kind: TargetKind::Remote,
            implementation: Some(Implementation::parse("mine@2")),
        },
        seed: 7,
        started_at: String::new(),
        duration_ms: 1,
        verdict,
        ledger: None,
        untrue_entries: Vec::new(),
        totals: Totals::of(&cases),
        ended_early: None,
        circumstances: Circumstances { ended_early: false, plain_granted: true, require_all: false },
        cases,
    }
}

#[test]
fn nothing_but_counts_where_all_is_well() {
    let report = report(Verdict::Conformant, vec![case("a", Outcome::Passed)]);
    let expected = "suite 1: 1 case against http://127.0.0.1:80, mine 2\n\nresponse   1 passed\n\nseed 7\n\
                    conformant: 1 passed, 0 failed, 0 warned, 0 inconclusive, 0 skipped; must: 1 of 1 decided\n";
    assert_eq!(write(&report, PAGE), expected);
}

#[test]
fn failure_stands_first_and_in_full() {
    let cases = vec![case("a.warned", Outcome::Warned), case("b.failed", Outcome::Failed)];
    let text = write(&report(Verdict::Nonconformant, cases), PAGE);
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
    assert!(at("b.failed [must RSP-004]") < at("a.warned"));
    for part in
        ["expected: audience right", "observed: audience wrong", "requires: RSP-004 (must): `audience`"]
    {
        assert!(at(part) < at("replay:   eks-auth-conformance replay it"));
    }
    assert!(at("https://") < at("a.warned"));
    assert!(text.contains(r"\u{1b}[31mwrong") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn undecided_cases_with_one_reason_stand_together() {
    let cases = (0..9).map(|number| case(&format!("c{number}"), Outcome::Inconclusive)).collect();
    let text = write(&report(Verdict::Inconclusive, cases), PAGE);
    assert!(text.contains("  9 cases: `audience` is"), "{text}");
    assert!(text.contains("    c0, c1, c2, c3, c4, c5 and 3 more\n"), "{text}");
}

#[test]
fn colours_change_nothing_but_colours() {
    let report = report(Verdict::Nonconformant, vec![case("b.failed", Outcome::Failed)]);
    let coloured = write(&report, Page { colour: Colour::Always, ..PAGE });
    assert!(coloured.contains("\u{1b}[1m"), "{coloured}");
    let mut plain = String::new();
    let mut escaped = false;
    for character in coloured.chars() {
        match character {
            '\u{1b}' => escaped = true,
            'm' if escaped => escaped = false,
            _ if escaped => {}
            other => plain.push(other),
        }
    }
    assert_eq!(plain, write(&report, PAGE));
}
