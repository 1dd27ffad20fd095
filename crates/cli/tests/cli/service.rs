//! `service` and `replay` against the mock in a process of its own: exit statuses and the JSON report.

use std::collections::BTreeSet;
use std::io::Read;

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::process::{Ended, Mock, Reports, command, run};
use crate::server::{Server, nowhere};

const OUTCOMES: [&str; 5] = ["passed", "failed", "warned", "inconclusive", "skipped"];

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn has_exactly(value: &Value, names: &[&str]) {
    assert_eq!(keys(value), names.iter().copied().collect(), "{value}");
}

/// Everything that the contract says of the form of a report.
fn is_in_form(report: &Value) {
    let all = [
        "schema",
        "suite",
        "role",
        "target",
        "seed",
        "started_at",
        "duration_ms",
        "verdict",
        "totals",
        "cases",
    ];
    let optional = ["as_of", "ended_early"];
    let extra: Vec<&str> =
        keys(report).into_iter().filter(|key| !all.contains(key) && !optional.contains(key)).collect();
    assert!(all.iter().all(|key| keys(report).contains(key)) && extra.is_empty(), "{:?}", keys(report));
    assert_eq!(report["schema"], "eks-auth-conformance/report/v1");
    has_exactly(&report["suite"], &["name", "version"]);
    assert_eq!(report["suite"]["name"], "eks-auth-conformance");
    assert_eq!(report["role"], "service");
    assert!(report["seed"].is_u64() && report["duration_ms"].is_u64());
    OffsetDateTime::parse(report["started_at"].as_str().expect("a text"), &Rfc3339).expect("RFC 3339");

    let (totals, cases) = (&report["totals"], report["cases"].as_array().expect("cases"));
    has_exactly(totals, &[&OUTCOMES[..], &["must"]].concat());
    has_exactly(&totals["must"], &["decided", "of"]);
    let count = |wanted: &dyn Fn(&Value) -> bool| cases.iter().filter(|case| wanted(case)).count() as u64;
    for outcome in OUTCOMES {
        assert_eq!(totals[outcome], count(&|case| case["outcome"] == outcome), "{outcome}");
    }
    assert_eq!(totals["must"]["of"], count(&|case| case["level"] == "must"));
    let decided = |case: &Value| {
        case["level"] == "must" && matches!(case["outcome"].as_str(), Some("passed" | "failed"))
    };
    assert_eq!(totals["must"]["decided"], count(&decided));
    cases.iter().for_each(case_is_in_form);
    let ids: BTreeSet<&str> = cases.iter().filter_map(|case| case["id"].as_str()).collect();
    assert_eq!(ids.len(), cases.len(), "no ID stands twice");
}

fn case_is_in_form(case: &Value) {
    for key in ["id", "requirement", "title"] {
        assert!(case[key].as_str().is_some_and(|text| !text.is_empty()), "{key} of {case}");
    }
    assert!(matches!(case["level"].as_str(), Some("must" | "should" | "may")), "{case}");
    assert!(
        OUTCOMES.contains(&case["outcome"].as_str().unwrap_or_default()) && case["duration_ms"].is_u64(),
        "{case}"
    );
    let explained = ["expected", "observed", "message", "replay"].iter().all(|key| case[key].is_string());
    assert!(explained || case["outcome"] == "passed", "{case}");
    let skipped = matches!(case["skip_reason"].as_str(), Some("not-applicable" | "lacks-fixture"));
    assert_eq!(skipped, case["outcome"] == "skipped", "{case}");
}

#[test]
fn whole_mock_is_conformant() {
    let (mock, reports) = (Mock::start(&[]), Reports::new());
    let (json, html) = (reports.path("report.json"), reports.path("report.html"));
    let endpoint = mock.endpoint();
    let ended = run(&[
        "service",
        "--endpoint",
        endpoint,
        "--json",
        &json,
        "--html",
        &html,
        "--seed",
        "42",
        "--implementation",
        "mock@1.2",
    ]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let report = reports.json("report.json");
    is_in_form(&report);
    assert_eq!((&report["verdict"], &report["seed"]), (&"conformant".into(), &42.into()));
    has_exactly(&report["target"], &["endpoint", "kind", "implementation"]);
    assert_eq!(
        (&report["target"]["endpoint"], &report["target"]["kind"]),
        (&endpoint.into(), &"remote".into())
    );
    assert_eq!(report["target"]["implementation"], serde_json::json!({ "name": "mock", "version": "1.2" }));
    assert!(report["cases"].as_array().is_some_and(|cases| cases.len() == eks_auth_suite::cases().len()));
    assert_eq!(report["totals"]["must"]["decided"], report["totals"]["must"]["of"]);

    let last: Vec<&str> = ended.stdout.lines().rev().take(2).collect();
    assert!(last[0].starts_with("conformant: ") && last[0].contains(" decided"), "{last:?}");
    assert_eq!(last[1], "seed 42");
    assert!(!ended.stdout.contains('\u{1b}'), "no colours where there is no terminal");

    let page = reports.text("report.html");
    for case in eks_auth_suite::cases() {
        assert_eq!(page.matches(&format!("<li id=\"{}\"", case.id())).count(), 1, "{}", case.id());
    }
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    stands_beside_itself(&reports, &json);
}

/// `matrix` of a report that is the same twice, and of one that is none.
fn stands_beside_itself(reports: &Reports, json: &str) {
    let [html, badge, none] = ["matrix.html", "badge.json", "none.json"].map(|name| reports.path(name));
    let ended = run(&["matrix", json, json, "--html", &html]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("mock@1.2 (report.json) 2: conformant"), "{ended:?}");
    assert!(ended.stdout.ends_with("\nno case differs\n"), "{ended:?}");
    assert!(reports.text("matrix.html").contains("id=\"case-response.audience.value\""));
    assert_eq!(run(&["matrix", json, "--badge", &badge]).status, Some(0));
    assert_eq!(reports.json("badge.json")["color"], "brightgreen");
    std::fs::write(&none, "{\"schema\":\"other\"}").expect("written");
    run(&["matrix", &none]).is_usage_error("none.json`: its `schema` is `other`");
}

#[test]
fn every_partition_is_conformant() {
    for partition in ["aws-cn", "aws-us-gov"] {
        let mock = Mock::start(&["--partition", partition]);
        let only = ["--only", "response.*", "--only", "cluster.*"];
        let arguments =
            [&["service", "--endpoint", mock.endpoint(), "--partition", partition], &only[..]].concat();
        let ended = run(&arguments);
        assert_eq!(ended.status, Some(0), "{partition}: {ended:?}");
    }
}

#[test]
fn embedded_mock_needs_nothing() {
    let reports = Reports::new();
    let json = reports.path("report.json");
    let ended = run(&["service", "--as-of", "0.1.0", "--only", "response.*", "--json", &json]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let report = reports.json("report.json");
    is_in_form(&report);
    assert_eq!((&report["target"]["kind"], &report["as_of"]), (&"mock".into(), &"0.1.0".into()));
    assert!(ended.stdout.contains("only the cases that release 0.1.0 had already\n"));
    assert!(ended.stdout.contains(&format!("seed {}\n", report["seed"])), "the drawn seed is told");
}

#[test]
fn failure_is_told_and_its_replay_shows_it_again() {
    let (mock, reports) = (Mock::start(&["--fault", "response.audience.wrong"]), Reports::new());
    let json = reports.path("report.json");
    let ended = run(&["service", "--endpoint", mock.endpoint(), "--only", "response.*", "--json", &json]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    let report = reports.json("report.json");
    is_in_form(&report);
    assert_eq!(report["verdict"], "nonconformant");
    let case =
        report["cases"].as_array().and_then(|cases| cases.iter().find(|case| case["outcome"] == "failed"));
    let case = case.expect("a failed case");
    assert_eq!((&case["id"], &case["level"]), (&"response.audience.value".into(), &"must".into()));
    for key in ["expected", "observed", "message"] {
        assert!(case[key].as_str().is_some_and(|text| text.contains("audience")), "{key}: {case}");
    }
    let told = [&case["expected"], &case["observed"], &case["replay"]];
    assert!(told.iter().all(|text| ended.stdout.contains(text.as_str().unwrap_or("…"))), "{ended:?}");

    let replay: Vec<&str> = case["replay"].as_str().expect("a command").split(' ').collect();
    let again = run(&replay[1..]);
    assert_eq!(again.status, Some(1), "{again:?}");
    assert!(again.stdout.contains("received:") && again.stdout.contains("sts.amazonaws.com"), "{again:?}");
}

#[test]
fn replay_shows_every_exchange_also_of_a_case_that_passes() {
    let ended = run(&["replay", "request.token.number", "--seed", "7", "--jobs", "1", "--max-time", "60"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    for part in [
        "outcome:  passed",
        "probe 1 of 1",
        "request 1 of 2: the request in question",
        "request 2 of 2",
        "seed 7",
    ] {
        assert!(ended.stdout.contains(part), "{part}: {}", ended.stdout);
    }
    let (answers, requests) =
        (ended.stdout.matches("| status ").count(), ended.stdout.matches("| POST /").count());
    assert_eq!((answers, requests), (2, 2), "{}", ended.stdout);
}

#[test]
fn replay_of_a_case_with_many_probes_stays_readable() {
    let mock = Mock::start(&["--fault", "response.session.uuid.constant"]);
    let ended = run(&["replay", "isolation.session-names", "--endpoint", mock.endpoint(), "--strict"]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    let (breach, rest) =
        (ended.stdout.find("which shows the breach"), ended.stdout.find("further requests, not shown"));
    assert!(breach.is_some() && breach < rest, "{}", ended.stdout);
    assert!(ended.stdout.lines().count() < 1_000, "{}", ended.stdout.lines().count());
}

#[test]
fn strict_makes_a_should_fail() {
    let (mock, reports) = (Mock::start(&["--fault", "response.role.arn.is-role"]), Reports::new());
    let json = reports.path("report.json");
    let lenient =
        ["service", "--endpoint", mock.endpoint(), "--only", "response.role-arn.form", "--json", &json];
    let ended = run(&lenient);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert_eq!(reports.json("report.json")["totals"]["warned"], 1);
    let strict = run(&[&lenient[..], &["--strict"]].concat());
    assert_eq!(strict.status, Some(1), "{strict:?}");
    is_in_form(&reports.json("report.json"));
    assert_eq!(reports.json("report.json")["totals"]["failed"], 1);
}

#[test]
fn nothing_listening_is_inconclusive_and_reported() {
    let reports = Reports::new();
    let (json, junit) = (reports.path("report.json"), reports.path("report.xml"));
    let (done, endpoint) = (reports.path("done"), nowhere());
    let ended =
        run(&["service", "--endpoint", &endpoint, "--json", &json, "--junit", &junit, "--done", &done]);
    assert_eq!(reports.text("done"), junit);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    let report = reports.json("report.json");
    is_in_form(&report);
    assert_eq!((&report["verdict"], &report["totals"]["passed"]), (&"inconclusive".into(), &0.into()));
    assert!(reports.text("report.xml").contains("<error"));
    assert!(ended.stdout.lines().count() < 40, "one reason is told once: {}", ended.stdout);
}

#[test]
fn service_that_starts_late_is_waited_for() {
    let endpoint = nowhere();
    let only = ["--only", "response.audience.value"];
    let arguments = [&["service", "--endpoint", &endpoint, "--wait", "60"], &only[..]].concat();
    let child = command(&arguments).spawn().expect("the binary starts");
    let mock = Mock::start_at(endpoint.trim_start_matches("http://"), &[]);
    let ended = Ended::of(child.wait_with_output().expect("it ends"));
    assert_eq!(mock.endpoint(), endpoint);
    assert_eq!(ended.status, Some(0), "{ended:?}");
}

#[test]
fn bound_on_the_whole_run_is_kept() {
    let (server, reports) =
        (Server::raw(|mut stream| drop(stream.read_to_end(&mut Vec::new()))), Reports::new());
    let json = reports.path("report.json");
    let ended = run(&[
        "service",
        "--endpoint",
        server.endpoint(),
        "--timeout",
        "600",
        "--max-time",
        "1",
        "--json",
        &json,
    ]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(reports.json("report.json")["ended_early"].is_string());
}

#[test]
fn reader_that_stops_reading_changes_nothing() {
    let reports = Reports::new();
    let json = reports.path("report.json");
    let mut child =
        command(&["service", "--only", "response.*", "--json", &json]).spawn().expect("it starts");
    drop(child.stdout.take());
    let ended = Ended::of(child.wait_with_output().expect("it ends"));
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(!ended.stderr.contains("itself failed"), "{ended:?}");
    is_in_form(&reports.json("report.json"));

    let mut child = command(&["list"]).spawn().expect("it starts");
    drop(child.stdout.take());
    let ended = Ended::of(child.wait_with_output().expect("it ends"));
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""));
}

#[test]
fn listed_cases_are_those_that_run() {
    let list: Value = serde_json::from_str(&run(&["list", "--json"]).stdout).expect("JSON");
    let listed = list["cases"].as_array().expect("cases");
    assert!(listed.iter().all(|case| case["sources"].as_array().is_some_and(|sources| !sources.is_empty())));
    let ids: Vec<&str> = listed.iter().filter_map(|case| case["id"].as_str()).collect();
    let known: Vec<&str> = eks_auth_suite::cases().iter().map(eks_auth_suite::Case::id).collect();
    assert_eq!(ids, known);
    assert_eq!(run(&["list"]).stdout.lines().count(), known.len());
}
