//! How reports and ledgers settle.

use std::fmt::Write as _;

use super::*;
use crate::catalogue::Level;
use crate::report::{CaseReport, Circumstances, SCHEMA, SuiteName, TargetReport, Totals, verdict};
use crate::target::TargetKind;

/// The cases that the reports below tell of, with their requirements' levels.
const AUDIENCE: &str = "response.audience.value";
const SHAPE: &str = "response.shape";
const SHOULD: &str = "response.cache-control";

fn case(id: &str, outcome: Outcome, observed: &str) -> CaseReport {
    let known = cases().iter().find(|case| case.id() == id).expect("a case of the suite");
    CaseReport {
        id: id.to_owned(),
        requirement: known.requirement().id(),
        level: known.level(),
        area: known.area().as_str(),
        title: known.title().to_owned(),
        outcome,
        skip_reason: None,
        expected: None,
        observed: Some(observed.to_owned()),
        message: None,
        duration_ms: 1,
        replay: None,
        exchange: None,
        ledger: None,
    }
}

const WELL: Circumstances = Circumstances { ended_early: false, plain_granted: true, require_all: false };

fn report(cases: Vec<CaseReport>) -> Report {
    in_circumstances(cases, WELL)
}

fn in_circumstances(cases: Vec<CaseReport>, circumstances: Circumstances) -> Report {
    Report {
        schema: SCHEMA,
        suite: SuiteName::THIS,
        as_of: None,
        role: "service",
        target: TargetReport {
            endpoint: "http://127.0.0.1:80".to_owned(),
            kind: TargetKind::Remote,
            implementation: None,
        },
        seed: 7,
        started_at: "2026-11-23T10:00:00Z".to_owned(),
        duration_ms: 1,
        verdict: verdict(&cases, circumstances),
        ledger: None,
        untrue_entries: Vec::new(),
        totals: Totals::of(&cases),
        ended_early: circumstances.ended_early.then(|| "lost".to_owned()),
        clock_skew: None,
        traffic: None,
        cases,
        circumstances,
    }
}

/// A ledger of entries in short: case, outcome, observed, and further lines.
fn ledger(entries: &[(&str, &str, &str, &str)]) -> Ledger {
    let mut text = String::new();
    for (case, outcome, observed, more) in entries {
        let _ = writeln!(
            text,
            "[[expected]]\ncase = {case:?}\noutcome = {outcome:?}\nobserved = {observed:?}\nreason = \"so\"\n{more}"
        );
    }
    Ledger::parse(&text).expect("a ledger")
}

/// Known, new and fixed, whether it holds, and why entries do not.
fn settled(report: Report, ledger: &Ledger) -> ((usize, usize, usize), bool, Vec<String>) {
    let before = (report.verdict(), report.totals());
    let report = report.compared_with(ledger);
    assert_eq!(before, (report.verdict(), report.totals()), "a ledger changes nothing that was found");
    let settlement = *report.ledger().expect("compared");
    let untrue = report.untrue_entries().iter().map(|entry| entry.why().to_string()).collect();
    (
        (settlement.known_cases(), settlement.new_failures(), settlement.fixed_entries()),
        settlement.holds(),
        untrue,
    )
}

fn failed() -> Vec<CaseReport> {
    vec![case(AUDIENCE, Outcome::Failed, "audience \"b\""), case(SHAPE, Outcome::Passed, "every member")]
}

#[test]
fn failure_as_expected_is_known() {
    let known = ledger(&[(AUDIENCE, "failed", "audience \"b\"", "")]);
    assert_eq!(settled(report(failed()), &known), ((1, 0, 0), true, vec![]));
}

#[test]
fn failure_that_no_entry_expects_is_new() {
    assert_eq!(settled(report(failed()), &ledger(&[])), ((0, 1, 0), false, vec![]));
}

#[test]
fn failure_in_another_way_is_new_and_makes_its_entry_untrue() {
    let other = ledger(&[(AUDIENCE, "failed", "audience \"c\"", "")]);
    let why = "it was expected failed (audience \"c\"), and is failed (audience \"b\")".to_owned();
    assert_eq!(settled(report(failed()), &other), ((0, 1, 0), false, vec![why]));
}

#[test]
fn case_that_passes_is_fixed() {
    let fixed = ledger(&[(SHAPE, "failed", "audience is missing", "")]);
    let cases = vec![case(SHAPE, Outcome::Passed, "every member")];
    assert_eq!(
        settled(report(cases.clone()), &fixed),
        ((0, 0, 1), false, vec!["it passes: remove the entry".to_owned()])
    );
    let report = report(cases).compared_with(&fixed);
    assert_eq!(report.cases()[0].ledger().map(Mark::standing), Some(Standing::Fixed));
}

#[test]
fn entry_that_names_no_case_is_untrue() {
    let unknown = ledger(&[("response.audiense", "failed", "x", ""), ("response.[xyz]*", "failed", "x", "")]);
    let why = "no case of the suite is called so".to_owned();
    assert_eq!(settled(report(vec![]), &unknown), ((0, 0, 0), false, vec![why.clone(), why]));
}

#[test]
fn date_holds_to_its_end() {
    let until = |date: &str| ledger(&[(AUDIENCE, "failed", "audience \"b\"", &format!("expires = {date}"))]);
    assert_eq!(settled(report(failed()), &until("2026-11-23")), ((1, 0, 0), true, vec![]));
    let why = "its date is past: it was accepted until 2026-11-22".to_owned();
    assert_eq!(settled(report(failed()), &until("2026-11-22")), ((0, 1, 0), false, vec![why]));
}

#[test]
fn what_was_not_run_makes_no_entry_untrue() {
    let entries = ledger(&[
        (AUDIENCE, "failed", "x", ""),
        ("response.*", "failed", "x", ""),
        (SHAPE, "failed", "x", "expires = 2000-01-01"),
    ]);
    assert_eq!(settled(report(vec![]), &entries), ((0, 0, 0), true, vec![]));
    let undone =
        vec![case(AUDIENCE, Outcome::Inconclusive, "not decided"), case(SHAPE, Outcome::Skipped, "-")];
    assert_eq!(settled(report(undone), &entries), ((0, 0, 0), true, vec![]));
}

#[test]
fn glob_is_true_as_long_as_one_case_is_as_it_says() {
    let glob = ledger(&[("response.{audience.value,shape}", "failed", "audience \"b\"", "")]);
    assert_eq!(settled(report(failed()), &glob), ((1, 0, 0), true, vec![]));
    let passed = |id| case(id, Outcome::Passed, "well");
    let fixed = settled(report(vec![passed(AUDIENCE), passed(SHAPE)]), &glob);
    assert_eq!(fixed, ((0, 0, 1), false, vec!["it passes: remove the entry".to_owned()]));
    // The other may still fail.
    assert_eq!(settled(report(vec![passed(AUDIENCE)]), &glob), ((0, 0, 0), true, vec![]));
}

#[test]
fn breach_of_a_should_is_one_with_strict_and_without() {
    for outcome in [Outcome::Failed, Outcome::Warned] {
        for expected in ["failed", "warned"] {
            let known = ledger(&[(SHOULD, expected, "Cache-Control public", "")]);
            let breach = report(vec![case(SHOULD, outcome, "Cache-Control public")]);
            assert_eq!(settled(breach, &known), ((1, 0, 0), true, vec![]), "{expected}, {outcome:?}");
        }
    }
    let warned = report(vec![case(SHOULD, Outcome::Warned, "Cache-Control public")]);
    assert_eq!(settled(warned, &ledger(&[])), ((0, 0, 0), true, vec![]), "a warning is no failure");
}

#[test]
fn what_entry_and_report_observe_is_compared_without_identifiers() {
    let known = ledger(&[(AUDIENCE, "failed", "400 Error-0b1f2c3d at 127.0.0.1:80", "")]);
    let cases = vec![case(AUDIENCE, Outcome::Failed, "400 Error-<ID> at <address>")];
    assert_eq!(settled(report(cases), &known), ((1, 0, 0), true, vec![]));
}

#[test]
fn doubt_remains_unless_the_ledger_knows_it() {
    let doubtful = |cases: Vec<CaseReport>, circumstances, ledger: &Ledger| {
        let report = in_circumstances(cases, circumstances).compared_with(ledger);
        report.ledger().expect("compared").is_in_doubt()
    };
    let known =
        ledger(&[(AUDIENCE, "failed", "audience \"b\"", ""), (SHAPE, "inconclusive", "not decided", "")]);
    let undecided = || vec![failed().remove(0), case(SHAPE, Outcome::Inconclusive, "not decided")];
    assert!(!doubtful(undecided(), WELL, &known));
    assert!(doubtful(undecided(), WELL, &ledger(&[])));
    assert!(doubtful(undecided(), Circumstances { ended_early: true, ..WELL }, &known));
    let nothing_granted = Circumstances { plain_granted: false, ..WELL };
    assert!(doubtful(undecided(), nothing_granted, &known));
    let refused = || vec![case("exchange.granted", Outcome::Failed, "status 201 with credentials")];
    let accepted = ledger(&[("exchange.granted", "failed", "status 201 with credentials", "")]);
    assert!(!doubtful(refused(), nothing_granted, &accepted));
    assert!(doubtful(refused(), nothing_granted, &ledger(&[])));
}

#[test]
fn written_ledger_holds_for_its_report() {
    let cases = || {
        vec![
            case(AUDIENCE, Outcome::Failed, "audience \"b\""),
            case(SHAPE, Outcome::Inconclusive, "not decided"),
            case(SHOULD, Outcome::Warned, "Cache-Control public"),
            case("response.subject.value", Outcome::Skipped, "nothing to decide"),
        ]
    };
    let written = Ledger::of(&report(cases()), &Ledger::default());
    let ids: Vec<&str> = written.entries().iter().map(Entry::case).collect();
    assert_eq!(ids, [SHAPE, AUDIENCE, SHOULD], "in the order of the suite");
    let read = Ledger::parse(&written.to_string()).expect("a ledger");
    let compared = report(cases()).compared_with(&read);
    let settlement = compared.ledger().expect("compared");
    assert!(settlement.holds() && !settlement.is_in_doubt());
    assert_eq!((settlement.known_cases(), settlement.unexplained()), (3, 3));
}

#[test]
fn run_that_ended_early_writes_only_what_it_saw() {
    let cases = vec![failed().remove(0), case(SHAPE, Outcome::Inconclusive, "not decided")];
    let early = in_circumstances(cases, Circumstances { ended_early: true, ..WELL });
    let written = Ledger::of(&early, &Ledger::default());
    assert_eq!(written.entries().iter().map(Entry::case).collect::<Vec<_>>(), [AUDIENCE]);
}

#[test]
fn ledger_written_anew_keeps_what_is_still_true() {
    let before = ledger(&[
        ("response.audience.*", "failed", "audience \"b\"", "link = \"https://a\"\nexpires = 2020-01-01"),
        (SHAPE, "failed", "audience is missing", ""),
        (SHOULD, "warned", "Cache-Control public", "expires = 2020-01-01"),
        ("no.such.case", "failed", "x", ""),
    ]);
    let written = Ledger::of(&report(failed()), &before);
    let rows: Vec<_> = written
        .entries()
        .iter()
        .map(|entry| (entry.case(), entry.reason(), entry.expires().is_some()))
        .collect();
    // The first has lost its date, the second was fixed, the third not run, the fourth is unknown.
    assert_eq!(rows, [("response.audience.*", "so", false), (SHOULD, "so", true)]);
    assert_eq!(written.entries()[0].link(), Some("https://a"));
}

#[test]
fn cases_below_are_of_the_level_that_they_are_used_for() {
    assert_eq!(case(SHOULD, Outcome::Passed, "").level, Level::Should);
    assert_eq!(case(AUDIENCE, Outcome::Passed, "").level, Level::Must);
}
