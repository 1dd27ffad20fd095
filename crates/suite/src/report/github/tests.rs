//! What GitHub is told, of good services and of hostile ones.

use super::*;
use crate::ledger::Ledger;
use crate::outcome::{Outcome, Verdict};
use crate::report::terminal::tests::{case, report};
use crate::report::{CaseReport, Report};

const AGAIN: &str = "eks-auth-conformance service --seed 7";

fn failed(count: usize) -> Vec<CaseReport> {
    (0..count).map(|number| case(&format!("c{number}"), Outcome::Failed)).collect()
}

fn hostile() -> Report {
    let mut case = case("a", Outcome::Failed);
    let text =
        "\n::stop-commands::x\n</pre></details>\n\n# <script>alert(1)</script> | `a` ##[error]b @team\n";
    (case.observed, case.message) = (Some(text.to_owned()), Some(text.to_owned()));
    report(Verdict::Nonconformant, vec![case])
}

#[test]
fn each_failure_is_an_annotation_as_far_as_they_are_shown() {
    let mut cases = failed(2);
    cases.push(case("w", Outcome::Warned));
    let text = annotations(&report(Verdict::Nonconformant, cases));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("::error title=c0 (must RSP-004)::`audience` is "), "{text}");
    assert!(lines[0].contains("%0Aexpected: audience right%0Aobserved: audience wrong%0Areplay: "), "{text}");
    assert!(lines[2].starts_with("::warning title=w (must RSP-004)::"), "{text}");

    let text = annotations(&report(Verdict::Nonconformant, failed(30)));
    assert_eq!(text.lines().count(), 10, "{text}");
    assert!(text.starts_with("::error title=look first at this::c0: 30 of 30"), "{text}");
    assert!(text.lines().last().is_some_and(|last| last.starts_with("::error title=22 more::")), "{text}");
    assert_eq!(annotations(&report(Verdict::Conformant, vec![case("p", Outcome::Passed)])), "");
}

#[test]
fn run_without_a_verdict_is_an_error_and_its_cases_are_none() {
    let mut lost = report(Verdict::Inconclusive, vec![case("c", Outcome::Inconclusive)]);
    lost.ended_early = Some("nothing answers".to_owned());
    assert_eq!(annotations(&lost), "::error title=inconclusive::nothing answers\n");
    let text = summary(&lost, AGAIN, SUMMARY_BYTES);
    assert!(
        text.contains("Ended early: <code>nothing answers</code>") && !text.contains("### 1 not"),
        "{text}"
    );
}

#[test]
fn ledger_makes_known_failures_a_notice() {
    let ledger = "[[expected]]\ncase = \"response.shape\"\noutcome = \"failed\"\nobserved = \"audience wrong\"\n\
                  reason = \"mended in <2.0>\"\n[[expected]]\ncase = \"no.such\"\noutcome = \"failed\"\n\
                  observed = \"x\"\nreason = \"y\"\n";
    let ledger = Ledger::parse(ledger).expect("a ledger");
    let cases = vec![case("response.shape", Outcome::Failed), case("response.body", Outcome::Failed)];
    let report = report(Verdict::Nonconformant, cases).compared_with(&ledger);
    let text = annotations(&report);
    let beginnings = [
        "::error title=response.body (new must RSP-004)::",
        "::error title=ledger%3A no.such (line 6)::",
        "::notice title=known::1 case ended as the ledger says",
    ];
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(text.lines().zip(beginnings).all(|(line, beginning)| line.starts_with(beginning)), "{text}");

    let text = summary(&report, AGAIN, SUMMARY_BYTES);
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
    let parts = [
        "The ledger <b>does not hold</b>: 1 known, 1 new, 0 fixed.",
        "### 1 failed",
        "<code>response.body</code>",
        "### 1 entry of the ledger not true",
        "line 6: no.such",
        "### 1 known",
        "response.shape: failed\nmended in &lt;2.0&gt;",
        "### Run it again\n\n<pre>eks-auth-conformance service --seed 7</pre>",
    ];
    assert!(parts.map(at).is_sorted(), "{text}");
}

#[test]
fn text_of_a_service_is_neither_command_nor_markdown() {
    let text = annotations(&hostile());
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(!text.contains("##[") && text.contains("%0A\\u{3a}:stop-commands::x"), "{text}");

    let text = summary(&hostile(), "run `it` </pre>", SUMMARY_BYTES);
    assert!(text.contains("&lt;script&gt;") && !text.contains("<script"), "{text}");
    let count = |part: &str| text.matches(part).count();
    assert_eq!((count("<pre>"), count("</pre>"), count("</details>")), (2, 2, 1), "{text}");
    // Between the tags nothing is Markdown, and outside of them there is nothing of the service.
    let mut outside = String::new();
    let mut rest = text.as_str();
    while let Some((before, within)) = rest.split_once("<pre>") {
        outside.push_str(before);
        rest = within.split_once("</pre>").map_or("", |(_, after)| after);
    }
    outside.push_str(rest);
    assert!(
        !outside.contains("alert") && !outside.contains("@team") && !outside.contains("`a`"),
        "{outside}"
    );
}

#[test]
fn summary_keeps_to_its_room() {
    let report = report(Verdict::Nonconformant, failed(100));
    let whole = summary(&report, AGAIN, SUMMARY_BYTES);
    assert!(!whole.contains(" more, which"), "{whole}");
    for bytes in (3_000..whole.len()).step_by(999) {
        let text = summary(&report, AGAIN, bytes);
        assert!(text.len() <= bytes && text.ends_with("</pre>\n\n"), "{bytes}: {text}");
        let told = text.matches("<details>").count();
        assert!(
            text.contains(&format!("… and {} more, which the reports have.", 100 - told)),
            "{bytes}: {text}"
        );
    }
}
