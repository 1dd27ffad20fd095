//! `service --observe` and `observe diff`.

use std::fs;

use crate::process::{Reports, run};

const ONLY: &str = "request.token.n*";

fn observe(reports: &Reports, name: &str, more: &[&str]) -> String {
    let path = reports.path(name);
    let line = ["service", "--only", ONLY, "--observe", &path];
    assert_eq!(run(&[&line[..], more].concat()).status, Some(0));
    path
}

#[test]
fn same_service_is_the_same_whatever_the_seed() {
    let reports = Reports::new();
    let one = observe(&reports, "one.json", &["--seed", "1"]);
    let other = observe(&reports, "other.json", &["--seed", "2"]);
    let text = |path| fs::read_to_string(path).expect("a file");
    assert_eq!(text(&one), text(&other));
    let ended = run(&["observe", "diff", &one, &other]);
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(0), "no difference\n"));
}

#[test]
fn observation_names_nothing_of_the_world() {
    let reports = Reports::new();
    let text = fs::read_to_string(observe(&reports, "one.json", &[])).expect("a file");
    assert!(text.contains("a-[a-z0-9]{17}") && text.contains("ASIA[A-Z0-9]{16}"), "{text}");
    for value in ["111122223333", "payments", "ledger", "us-west-2", "eyJ"] {
        assert!(!text.contains(value), "{value} in {text}");
    }
}

#[test]
fn what_differs_is_told_with_its_probes() {
    let reports = Reports::new();
    let whole = observe(&reports, "whole.json", &[]);
    let other = reports.path("other.json");
    let text = fs::read_to_string(&whole).expect("a file").replace("\"application/json\"", "\"text/plain\"");
    fs::write(&other, text).expect("written");
    let ended = run(&["observe", "diff", &whole, &other]);
    assert_eq!(ended.status, Some(1));
    assert!(ended.stdout.contains("header.content-type of 200"), "{}", ended.stdout);
    assert!(ended.stdout.contains("second  text/plain"), "{}", ended.stdout);
}

#[test]
fn what_is_no_observation_is_a_wrong_file() {
    let reports = Reports::new();
    let path = reports.path("report.json");
    fs::write(&path, "{}").expect("written");
    run(&["observe", "diff", &path, &path]).is_usage_error("is not an observation");
}
