//! Reports as people read them.

use super::*;
use crate::catalogue::Level;
use crate::ledger::Ledger;
use crate::report::{Circumstances, SCHEMA, SuiteName, TargetReport, Totals};
use crate::target::{Implementation, TargetKind};

const PAGE: Page = Page { width: 60, colour: Colour::Never };

pub(in crate::report) fn case(id: &str, outcome: Outcome) -> CaseReport {
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

pub(in crate::report) fn report(verdict: Verdict, cases: Vec<CaseReport>) -> Report {
    Report {
        schema: SCHEMA,
        suite: SuiteName { name: "suite", version: "1" },
        as_of: None,
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
        clock_skew: None,
        traffic: None,
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

#[test]
fn flaw_that_explains_most_is_told_first_and_last() {
    let mut cases: Vec<CaseReport> =
        (0..20).map(|number| case(&format!("c{number}"), Outcome::Failed)).collect();
    let text = write(&report(Verdict::Nonconformant, cases.clone()), PAGE);
    let line = "look first at c0: 20 of 20 failed cases observed the same,";
    let (first, case_told) = (text.find(line), text.find("  c0 [must"));
    assert!(first.is_some() && first < case_told, "{text}");
    assert_eq!(text.matches(line).count(), 2, "{text}");

    cases.push(CaseReport { requirement: "RSP-001", ..case("exchange.granted", Outcome::Failed) });
    let text = write(&report(Verdict::Nonconformant, cases.clone()), Page { width: 200, ..PAGE });
    let line = "look first at exchange.granted: not every plain exchange was granted (audience wrong), and most of 20";
    assert!(text.contains(line), "{text}");

    let text = write(&report(Verdict::Nonconformant, cases.split_off(15)), PAGE);
    assert!(!text.contains("look first"), "a few failures are read one by one: {text}");
}

#[test]
fn ledger_tells_new_fixed_and_known_apart() {
    let known = "[[expected]]\ncase = \"response.audience.value\"\noutcome = \"failed\"\n\
                 observed = \"audience wrong\"\nreason = \"mended in 2.0\"\nlink = \"https://example.com/7\"\n";
    let fixed = known.replace("response.audience.value", "response.shape");
    let gone = known.replace("response.audience.value", "no.such.case");
    let ledger = Ledger::parse(&format!("{known}{fixed}{gone}")).expect("a ledger");
    let cases = vec![
        case("response.audience.value", Outcome::Failed),
        case("response.shape", Outcome::Passed),
        case("response.subject.value", Outcome::Failed),
    ];
    let text =
        write(&report(Verdict::Nonconformant, cases).compared_with(&ledger), Page { width: 100, ..PAGE });
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
    let parts = [
        "1 failed that the ledger does not know",
        "  response.subject.value [must",
        "1 entry fixed",
        "  response.shape (line 7 of the ledger)\n    it passes: remove the entry",
        "1 entry not true",
        "  no.such.case (line 13 of the ledger)\n    no case of the suite is called so",
        "1 known",
        "  response.audience.value [must",
        "    mended in 2.0 (https://example.com/7)",
        "ledger: it does not hold; 1 known, 1 new, 1 fixed, 1 further entry not true",
        "nonconformant: ",
    ];
    assert!(parts.map(at).is_sorted(), "{text}");
}
