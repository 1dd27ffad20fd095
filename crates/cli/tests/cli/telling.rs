//! How much is told of a run, and in which form.

use serde_json::Value;

use crate::process::{Ended, Mock, Reports, command, run};

fn service(mock: &Mock, more: &[&str]) -> Ended {
    run(&[&["service", "--endpoint", mock.endpoint(), "--only", "response.*", "--seed", "7"], more].concat())
}

fn events(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON in every line")).collect()
}

#[test]
fn quiet_is_a_line_for_each_failure_and_one_for_the_verdict() {
    let well = run(&["service", "--only", "response.*", "--quiet"]);
    assert_eq!((well.status, well.stderr.as_str()), (Some(0), ""), "{well:?}");
    assert!(
        well.stdout.starts_with("conformant: 20 passed, ") && well.stdout.lines().count() == 1,
        "{well:?}"
    );

    let ended = service(&Mock::start(&["--fault", "response.audience.wrong"]), &["--quiet"]);
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(1), ""), "{ended:?}");
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(lines[..2], ["failed: response.audience.value", "seed 7"], "{ended:?}");
    assert!(lines[2].starts_with("nonconformant: ") && lines[2].ends_with(" decided"), "{ended:?}");
    assert_eq!(lines.len(), 3, "{ended:?}");

    let search = run(&["fuzz", "--cases", "20", "--seed", "5", "--quiet"]);
    assert_eq!((search.status, search.stderr.as_str()), (Some(0), ""), "{search:?}");
    assert!(search.stdout.starts_with("nothing found: 20 cases, "), "{search:?}");
    run(&["service", "--quiet", "--verbose"]).is_usage_error("--verbose");
}

#[test]
fn verbose_tells_every_case_and_warnings_in_full() {
    let reports = Reports::new();
    let json = reports.path("report.json");
    let mock = Mock::start(&["--fault", "response.cache.public"]);
    let ended = service(&mock, &["--verbose", "--json", &json]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    for case in reports.json("report.json")["cases"].as_array().expect("cases") {
        let (outcome, id) = (case["outcome"].as_str().expect("a text"), case["id"].as_str().expect("a text"));
        let told = ended
            .stdout
            .lines()
            .any(|line| line.trim_start().starts_with(outcome) && line.ends_with(&format!(" ms  {id}")));
        assert!(told, "{outcome} {id}: {}", ended.stdout);
    }
    for part in ["1 warned\n", "    expected: ", "    observed: ", "    requires: RSP-018 (should): "] {
        assert!(ended.stdout.contains(part), "{part}: {}", ended.stdout);
    }
    assert!(ended.stdout.lines().last().is_some_and(|line| line.starts_with("conformant: ")), "{ended:?}");
}

#[test]
fn lines_of_json_say_what_the_report_says() {
    let reports = Reports::new();
    let json = reports.path("report.json");
    let mock = Mock::start(&["--fault", "response.audience.wrong"]);
    let more = ["--format", "json-lines", "--quiet", "--budget", "5000", "--json", &json];
    let ended = service(&mock, &more);
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(1), ""), "{ended:?}");
    let (report, events) = (reports.json("report.json"), events(&ended.stdout));
    let (first, last) = (&events[0], &events[events.len() - 1]);
    assert_eq!(first["event"], "started");
    assert_eq!(first["schema"], "eks-auth-conformance/events/v1");
    for key in ["suite", "role", "target", "seed"] {
        assert_eq!(first[key], report[key], "{key}");
    }
    assert_eq!((&events[1]["event"], &events[1]["cases"]), (&"planned".into(), &20.into()));
    assert!(events[1]["requests"].as_u64() > Some(20), "{}", events[1]);
    assert_eq!(last["event"], "finished");
    for key in ["verdict", "totals", "traffic", "started_at", "duration_ms"] {
        assert_eq!(last[key], report[key], "{key}");
    }
    let told: Vec<&Value> = events.iter().filter(|event| event["event"] == "case").collect();
    let cases = report["cases"].as_array().expect("cases");
    assert_eq!(told.len(), cases.len());
    for case in cases {
        let mut told = (*told.iter().find(|told| told["id"] == case["id"]).expect("told")).clone();
        told.as_object_mut().expect("an object").remove("event");
        assert_eq!(&told, case);
    }
}

#[test]
fn search_is_told_in_lines_of_json() {
    let reports = Reports::new();
    let json = reports.path("report.json");
    let mock = Mock::start(&["--fault", "response.audience.wrong"]);
    let search = ["fuzz", "--endpoint", mock.endpoint(), "--cases", "20", "--seed", "1", "--json", &json];
    let ended = run(&[&search[..], &["--format", "json-lines"]].concat());
    assert_eq!(ended.status, Some(1), "{ended:?}");
    let (report, events) = (reports.json("report.json"), events(&ended.stdout));
    assert_eq!((&events[0]["event"], &events[0]["role"]), (&"started".into(), &"fuzz".into()));
    let found: Vec<&Value> = events.iter().filter(|event| event["event"] == "finding").collect();
    assert_eq!(found.len(), report["findings"].as_array().expect("findings").len());
    assert_eq!(found[0]["id"], report["findings"][0]["id"]);
    let last = &events[events.len() - 1];
    assert_eq!((&last["event"], &last["search"]), (&"finished".into(), &report["search"]));
}

#[test]
fn reader_of_lines_that_leaves_changes_nothing() {
    let reports = Reports::new();
    let json = reports.path("report.json");
    let arguments = ["service", "--only", "response.*", "--format", "json-lines", "--json", &json];
    let mut child = command(&arguments).spawn().expect("it starts");
    drop(child.stdout.take());
    let ended = Ended::of(child.wait_with_output().expect("it ends"));
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert_eq!(reports.json("report.json")["verdict"], "conformant");
}
