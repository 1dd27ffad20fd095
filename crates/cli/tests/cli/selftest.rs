//! `selftest` over a small part of the faults: exit statuses and the files it writes.

use std::io::Read;

use serde_json::Value;

use crate::process::{Reports, command, run, send};

const PART: [&str; 4] = ["--only", "response.audience.wrong", "--only", "response.audience.missing"];

#[test]
fn part_without_a_hole() {
    let reports = Reports::new();
    let json = reports.path("matrix.json");
    let ended = run(&[&["selftest", "--json", &json, "--seed", "7"], &PART[..]].concat());
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let lines: Vec<&str> = ended.stdout.lines().rev().take(2).collect();
    assert!(lines[0].starts_with("no hole: 2 of 2 faults seen"), "{ended:?}");
    assert_eq!(lines[1], "seed 7");
    let matrix = reports.json("matrix.json");
    assert_eq!(matrix["schema"], "eks-auth-conformance/selftest/v1");
    assert_eq!((&matrix["interrupted"], &matrix["totals"]["faults"]), (&false.into(), &2.into()));
    let sees = |case: &str| -> Vec<Value> {
        let row = matrix["cases"].as_array().and_then(|rows| rows.iter().find(|row| row["id"] == case));
        row.and_then(|row| row["sees"].as_array().cloned()).unwrap_or_default()
    };
    assert_eq!(sees("response.audience.value"), ["response.audience.wrong"]);
    assert_eq!(sees("response.shape"), ["response.audience.missing"]);
}

#[test]
fn page_is_whole_and_loads_nothing() {
    let reports = Reports::new();
    let html = reports.path("matrix.html");
    let ended = run(&[&["selftest", "--html", &html], &PART[..]].concat());
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let page = reports.text("matrix.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"), "{page}");
    for text in ["no hole", "response.audience.wrong", "response.audience.value", "RSP-004"] {
        assert!(page.contains(text), "{text}");
    }
    // What would load, run or send something; links lead within the page.
    for reference in ["src=", "href=\"http", "url(", "@import", "<script", "<link", "<form"] {
        assert!(!page.contains(reference), "{reference}");
    }
    assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
}

#[test]
fn interrupted_at_once() {
    let reports = Reports::new();
    let json = reports.path("matrix.json");
    let mut child = command(&["selftest", "--json", &json]).spawn().expect("the binary starts");
    // It says what it does once it listens for signals.
    let mut line = [0; 7];
    child.stderr.take().expect("a pipe").read_exact(&mut line).expect("a line");
    assert_eq!(&line, b"putting");
    send("INT", &child);
    assert_eq!(child.wait().expect("it ends").code(), Some(3));
    let matrix = reports.json("matrix.json");
    assert_eq!((&matrix["interrupted"], &matrix["totals"]["holes"]), (&true.into(), &0.into()));
}

#[test]
fn faults_that_do_not_exist() {
    run(&["selftest", "--only", "no.such.fault"]).is_usage_error("mock --help");
    run(&["selftest", "--only", "response.["]).is_usage_error("is no pattern");
}
