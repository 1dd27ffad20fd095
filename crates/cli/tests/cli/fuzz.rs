//! `fuzz` against the mock in a process of its own, and `replay` of what it finds.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Child;
use std::sync::Mutex;
use std::sync::mpsc::channel;

use serde_json::Value;

use crate::process::{Ended, Mock, Reports, command, run, send};
use crate::server::{Server, nowhere};

/// Wrong in every answer.
const EVERYWHERE: &str = "response.audience.wrong";
/// Wrong only where the pod's name is a boolean of YAML.
const SOMEWHERE: &str = "deep.pod.boolean";

/// A search that is as short as it can be and finds both faults.
fn search<'a>(endpoint: &'a str, more: &[&'a str]) -> Ended {
    run(&[&["fuzz", "--endpoint", endpoint, "--cases", "400", "--seed", "1"], more].concat())
}

fn ids(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().map(|finding| finding["id"].as_str().expect("an ID")).collect()
}

fn names(folder: &str) -> Vec<String> {
    let files = fs::read_dir(folder).expect("a folder");
    files.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8")).collect()
}

/// The least that is a finding: a plain request.
fn plain_finding(reports: &Reports) -> String {
    let path = reports.path("plain.json");
    let finding = serde_json::json!({
        "schema": "eks-auth-conformance/finding/v1",
        "id": "plain",
        "partition": "aws-cn",
        "request": { "cluster": 0, "association": 0, "id": 1 },
    });
    fs::write(&path, finding.to_string()).expect("written");
    path
}

#[test]
fn whole_mock_shows_nothing() {
    let reports = Reports::new();
    let (json, out) = (reports.path("report.json"), reports.path("findings"));
    let files = ["--json", &json, "--out", &out, "--implementation", "mine@2"];
    let ended = run(&[&["fuzz", "--cases", "150", "--seed", "5"], &files[..]].concat());
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(lines[0], "seed 5");
    assert!(lines[1].starts_with("nothing found: 150 cases, ") && lines.len() == 2, "{lines:?}");
    assert_eq!(ended.stderr, "searching the mock in this process with seed 5\n");
    let report = reports.json("report.json");
    assert_eq!(
        (&report["schema"], &report["role"]),
        (&"eks-auth-conformance/report/v1".into(), &"fuzz".into())
    );
    assert_eq!((&report["seed"], &report["verdict"]), (&5.into(), &"conformant".into()));
    assert_eq!(report["target"]["implementation"]["name"], "mine");
    assert_eq!((ids(&report).len(), &report["search"]["cases"]), (0, &150.into()));
    assert!(names(&out).is_empty());
}

#[test]
fn findings_are_kept_and_sent_again() {
    for fault in [EVERYWHERE, SOMEWHERE] {
        let (mock, reports) = (Mock::start(&["--fault", fault]), Reports::new());
        let (json, out) = (reports.path("report.json"), reports.path("all findings"));
        let ended = search(mock.endpoint(), &["--json", &json, "--out", &out]);
        assert_eq!(ended.status, Some(1), "{fault}: {ended:?}");
        let report = reports.json("report.json");
        assert_eq!(report["verdict"], "nonconformant");
        let mut files: Vec<String> = ids(&report).iter().map(|id| format!("{id}.json")).collect();
        let mut kept = names(&out);
        files.sort();
        kept.sort();
        assert_eq!(files, kept, "{fault}");
        for (id, finding) in ids(&report).iter().zip(report["findings"].as_array().expect("findings")) {
            let file = format!("{out}/{id}.json");
            assert_eq!(&reports.json(&file), finding, "the file says what the report says");
            let replay = format!("eks-auth-conformance replay '{file}' --endpoint {}", mock.endpoint());
            assert!(ended.stdout.contains(&format!("replay:   {replay}\n")), "{ended:?}");
            assert!(ended.stderr.contains(&format!("\nfound {id}: ")), "{ended:?}");
            let still = run(&["replay", &file, "--endpoint", mock.endpoint()]);
            assert_eq!(still.status, Some(1), "{fault}: {still:?}");
            let parts =
                [id, "expected: ", "observed: ", "requires: ", "sent:\n", "received:\n", "\nstill found: "];
            assert!(parts.iter().all(|part| still.stdout.contains(part)), "{still:?}");
            let gone = run(&["replay", &file]);
            assert_eq!(gone.status, Some(0), "{fault}: {gone:?}");
            assert!(gone.stdout.contains("\nnot found any more: "), "{gone:?}");
        }
    }
}

#[test]
fn smallest_request_is_told_in_words() {
    let (mock, reports) = (Mock::start(&["--fault", SOMEWHERE]), Reports::new());
    let json = reports.path("report.json");
    let ended = search(mock.endpoint(), &["--json", &json, "--jobs", "1"]);
    let report = reports.json("report.json");
    let differs = &report["findings"][0]["differs"];
    assert!(differs.as_array().is_some_and(|differs| differs.len() == 1), "{differs}");
    assert!(differs[0].as_str().is_some_and(|words| words.contains("the pod's name is")), "{differs}");
    // Where nothing was kept, it says how that is made good.
    let again = ended.stdout.lines().find_map(|line| line.strip_prefix("  eks-auth-conformance fuzz "));
    let again = again.unwrap_or_else(|| panic!("{ended:?}"));
    assert!(again.ends_with(" --jobs 1 --out findings") && again.contains("--seed 1"), "{again}");

    let json = reports.path("again.json");
    assert_eq!(search(mock.endpoint(), &["--json", &json, "--jobs", "1"]).status, Some(1));
    assert_eq!(ids(&report), ids(&reports.json("again.json")), "same seed, same findings");
}

#[test]
fn limits_are_kept() {
    let (mock, reports) = (Mock::start(&[]), Reports::new());
    let json = reports.path("report.json");
    let limits = ["--time", "60", "--budget", "40", "--rate", "1000", "--jobs", "2"];
    let ended = run(&[&["fuzz", "--endpoint", mock.endpoint(), "--json", &json], &limits[..]].concat());
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let requests = reports.json("report.json")["search"]["requests"].as_u64().expect("a number");
    // A tenth is kept for what would be found.
    assert!((36..=40).contains(&requests), "{requests}");
}

#[test]
fn nothing_listens() {
    let reports = Reports::new();
    let json = reports.path("report.json");
    let ended = run(&["fuzz", "--endpoint", &nowhere(), "--json", &json]);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert!(ended.stdout.lines().last().is_some_and(|line| line.starts_with("inconclusive: ")), "{ended:?}");
    assert_eq!(reports.json("report.json")["verdict"], "inconclusive");
    let replay = run(&["replay", &plain_finding(&reports), "--endpoint", &nowhere()]);
    assert_eq!(replay.status, Some(3), "{replay:?}");
}

#[test]
fn finding_is_sent_in_its_own_partition() {
    let reports = Reports::new();
    let file = plain_finding(&reports);
    let ended = run(&["replay", &file, "--partition", "aws-cn"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("arn:aws-cn:"), "{ended:?}");
    run(&["replay", &file, "--partition", "aws"]).is_usage_error("is a finding in aws-cn, not aws");
}

#[test]
fn files_that_are_no_findings() {
    let reports = Reports::new();
    let file = |name: &str, text: &str| {
        fs::write(reports.path(name), text).expect("written");
        reports.path(name)
    };
    let of = |what: &str, value: Value| {
        let text = fs::read_to_string(plain_finding(&reports)).expect("a finding");
        let mut finding: Value = serde_json::from_str(&text).expect("JSON");
        finding[what] = value;
        finding.to_string()
    };
    run(&["replay", &file("a", "no JSON")]).is_usage_error("it is no finding of the search");
    run(&["replay", &file("b", &of("schema", "other/v1".into()))]).is_usage_error("its schema is `other/v1`");
    run(&["replay", &file("c", &of("partition", "mars".into()))]).is_usage_error("its partition is `mars`");
    let elsewhere = serde_json::json!({ "cluster": 999, "association": 0, "id": 1 });
    run(&["replay", &file("d", &of("request", elsewhere))]).is_usage_error("search again");
    run(&["replay", &reports.path("")]).is_usage_error("cannot be read");
    run(&["replay", "no.such.thing"]).is_usage_error("there is no case and no file `no.such.thing`");
}

#[test]
fn findings_that_cannot_be_kept() {
    let reports = Reports::new();
    let file = plain_finding(&reports);
    run(&["fuzz", "--out", &file]).is_usage_error("is not a folder");
    run(&["fuzz", "--out", &format!("{file}/findings")]).is_usage_error("cannot be written");
}

/// Waits for a line of standard error that begins so.
fn until_it_says(child: &mut Child, beginning: &str) {
    let lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    let mut lines = lines.map(|line| line.expect("UTF-8"));
    assert!(lines.any(|line| line.starts_with(beginning)), "no line begins with `{beginning}`");
}

#[test]
fn interrupted_after_a_finding() {
    let (mock, reports) = (Mock::start(&["--fault", EVERYWHERE]), Reports::new());
    let (json, out) = (reports.path("report.json"), reports.path("findings"));
    let endless = ["--time", "3600", "--rate", "200", "--json", &json, "--out", &out];
    let arguments = [&["fuzz", "--endpoint", mock.endpoint()], &endless[..]].concat();
    let mut child = command(&arguments).spawn().expect("the binary starts");
    until_it_says(&mut child, "found ");
    assert_eq!(names(&out).len(), 1, "it is kept as soon as it is told");
    send("INT", &child);
    let ended = Ended::of(child.wait_with_output().expect("it ends"));
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.stdout.contains("ended early: the search was interrupted"), "{ended:?}");
    let report = reports.json("report.json");
    assert_eq!((&report["verdict"], ids(&report).len()), (&"nonconformant".into(), 1));
    assert_eq!(names(&out).len(), 1);
}

#[test]
fn interrupted_while_nothing_is_answered() {
    let (sender, receiver) = channel();
    let sender = Mutex::new(sender);
    let server = Server::raw(move |mut stream| {
        let _ = sender.lock().expect("nobody panics").send(());
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let reports = Reports::new();
    let json = reports.path("report.json");
    let arguments = ["fuzz", "--endpoint", server.endpoint(), "--timeout", "600", "--json", &json];
    let child = command(&arguments).spawn().expect("the binary starts");
    receiver.recv().expect("a connection");
    send("TERM", &child);
    let ended = Ended::of(child.wait_with_output().expect("it ends"));
    assert_eq!(ended.status, Some(3), "{ended:?}");
    let last = ended.stdout.lines().last().unwrap_or_default();
    assert!(last.starts_with("inconclusive: the search was interrupted"), "{ended:?}");
    assert_eq!(reports.json("report.json")["verdict"], "inconclusive");
}
