//! Ledgers of known failures, written by one run and held against the next.

use crate::process::{Ended, Mock, Reports, run};
use crate::server::nowhere;

/// Both faults of the service under test are seen by cases of these.
const ONLY: [&str; 4] = ["--only", "response.*", "--only", "exchange.granted"];

fn service(mock: &Mock, more: &[&str]) -> Ended {
    run(&[&["service", "--endpoint", mock.endpoint()], &ONLY[..], more].concat())
}

#[test]
fn ledger_of_one_run_holds_for_the_next() {
    let (faulty, whole) = (Mock::start(&["--fault", "response.audience.wrong"]), Mock::start(&[]));
    let reports = Reports::new();
    let (ledger, json, junit) = (reports.path("ledger.toml"), reports.path("r.json"), reports.path("r.xml"));

    let written = service(&faulty, &["--write-expect", &ledger]);
    assert_eq!(written.status, Some(1), "{written:?}");
    let text = reports.text("ledger.toml");
    assert!(text.contains("case = \"response.audience.value\"\noutcome = \"failed\"\n"), "{text}");

    let known = service(&faulty, &["--expect", &ledger, "--json", &json, "--junit", &junit]);
    assert_eq!(known.status, Some(0), "{known:?}");
    let report = reports.json("r.json");
    assert_eq!(report["verdict"], "nonconformant", "a ledger changes no verdict");
    assert_eq!(report["ledger"], serde_json::json!({ "holds": true, "known": 1, "new": 0, "fixed": 0 }));
    assert!(reports.text("r.xml").contains("failed as expected: TODO"), "{}", reports.text("r.xml"));
    assert!(known.stdout.contains("ledger: it holds; 1 known, 0 new, 0 fixed"), "{}", known.stdout);
    assert!(known.stdout.lines().last().is_some_and(|line| line.starts_with("nonconformant: ")));

    let fixed = service(&whole, &["--expect", &ledger, "--json", &json, "--junit", &junit]);
    assert_eq!(fixed.status, Some(1), "{fixed:?}");
    let report = reports.json("r.json");
    assert_eq!(report["verdict"], "conformant");
    assert_eq!(report["ledger"], serde_json::json!({ "holds": false, "known": 0, "new": 0, "fixed": 1 }));
    assert!(reports.text("r.xml").contains("type=\"fixed\""), "{}", reports.text("r.xml"));
    assert!(fixed.stdout.contains("1 entry fixed"), "{}", fixed.stdout);
}

#[test]
fn other_failures_are_new() {
    let faulty = Mock::start(&["--fault", "response.audience.wrong"]);
    let reports = Reports::new();
    let ledger = reports.path("ledger.toml");
    std::fs::write(&ledger, "").expect("written");
    let new = service(
        &faulty,
        &["--expect", &ledger, "--write-expect", &ledger, "--json", &reports.path("r.json")],
    );
    assert_eq!(new.status, Some(1), "{new:?}");
    assert_eq!(reports.json("r.json")["ledger"]["new"], 1);
    assert!(new.stdout.contains("1 failed that the ledger does not know"), "{}", new.stdout);
    let accepted = service(&faulty, &["--expect", &ledger]);
    assert_eq!(accepted.status, Some(0), "what was written into the same file holds: {accepted:?}");
}

#[test]
fn nothing_listening_stays_inconclusive() {
    let reports = Reports::new();
    let ledger = reports.path("ledger.toml");
    let lost = run(&["service", "--endpoint", &nowhere(), "--write-expect", &ledger]);
    assert_eq!(lost.status, Some(3), "{lost:?}");
    assert!(!reports.text("ledger.toml").contains("[[expected]]"), "what was not seen is not expected");
    let lost = run(&["service", "--endpoint", &nowhere(), "--expect", &ledger]);
    assert_eq!(lost.status, Some(3), "{lost:?}");
}

#[test]
fn ledger_that_is_none_is_told_by_line_and_column() {
    let reports = Reports::new();
    let ledger = reports.path("ledger.toml");
    for (text, told) in [
        ("[[expected]\n", "ledger.toml`: line 1, column"),
        ("[[expected]]\ncase = 1\n", "line 2, column 8: `case` is an integer, and should be a string"),
        ("[[expected]]\nwhy = \"\"\n", "line 2, column 1: `why` is unknown here"),
    ] {
        std::fs::write(&ledger, text).expect("written");
        run(&["service", "--expect", &ledger]).is_usage_error(told);
    }
    run(&["service", "--expect", &reports.path("none.toml")]).is_usage_error("cannot be read");
    run(&["service", "--write-expect", &ledger, "--json", &ledger]).is_usage_error("two reports");
}
