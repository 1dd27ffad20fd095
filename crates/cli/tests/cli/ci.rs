//! Runs inside jobs of CI: what GitHub Actions and services for code scanning are given.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::process::{Ended, Mock, Reports, command, run};
use crate::server::{Server, answer};

/// Runs the binary as a step of a job of GitHub Actions.
fn step(summary: &str, arguments: &[&str]) -> Ended {
    let mut command = command(arguments);
    command.envs([("CI", "true"), ("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary)]);
    Ended::of(command.output().expect("the binary starts"))
}

/// What services for code scanning ask of a file; `cargo xtask schemas` asks the schema itself.
fn fits_code_scanning(sarif: &Value) {
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let array = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let rules = array(&run["tool"]["driver"]["rules"]);
    let ids: BTreeSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids.len(), rules.len(), "every rule has an ID of its own");
    for rule in &rules {
        assert!(rule["help"]["text"].is_string() && rule["shortDescription"]["text"].is_string(), "{rule}");
        assert!(rule["helpUri"].as_str().is_none_or(|uri| uri.starts_with("https://")), "{rule}");
    }
    let mut prints = BTreeSet::new();
    for result in array(&run["results"]) {
        assert!(result["ruleId"].as_str().is_some_and(|id| ids.contains(id)), "{result}");
        assert_eq!(result["level"] == "none", result["kind"] == "open", "{result}");
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a file");
        assert!(!uri.contains([' ', '\\']) && place["region"]["startLine"].as_u64() >= Some(1), "{result}");
        assert!(prints.insert(result["partialFingerprints"].to_string()), "{result}");
    }
}

#[test]
fn step_is_annotated_and_summed_up() {
    let (mock, reports) = (Mock::start(&["--fault", "response.audience.wrong"]), Reports::new());
    let (summary, sarif, ledger) =
        (reports.path("summary.md"), reports.path("it.sarif"), reports.path("my ledger.toml"));
    fs::write(&summary, "# Before\n").expect("written");
    let arguments =
        ["service", "--endpoint", mock.endpoint(), "--only", "response.*", "--quiet", "--sarif", &sarif];
    let ended = step(&summary, &[&arguments[..], &["--write-expect", &ledger]].concat());
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.stderr.starts_with("::error title=response.audience.value (must RSP-004)::"), "{ended:?}");
    assert_eq!(ended.stderr.lines().count(), 1, "{ended:?}");
    let text = reports.text("summary.md");
    assert!(text.starts_with("# Before\n## ❌ eks-auth-conformance: nonconformant\n"), "{text}");
    assert!(text.contains("<code>response.audience.value</code>") && text.contains("--quiet"), "{text}");
    let found = reports.json("it.sarif");
    fits_code_scanning(&found);
    let result = &found["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"RSP-004".into(), &"error".into()));
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "README.md");

    let known = step(&summary, &[&arguments[..], &["--expect", &ledger]].concat());
    assert_eq!(known.status, Some(0), "{known:?}");
    assert_eq!(known.stderr, "::notice title=known::1 case ended as the ledger says\n");
    let found = reports.json("it.sarif");
    fits_code_scanning(&found);
    let result = &found["runs"][0]["results"][0];
    assert_eq!(result["suppressions"][0]["status"], "accepted", "{result}");
    let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str();
    assert!(uri.is_some_and(|uri| uri.ends_with("my%20ledger.toml")), "{result}");
}

#[test]
fn summary_that_cannot_be_written_fails_no_run() {
    let reports = Reports::new();
    let only = ["service", "--only", "response.audience.value"];
    let ended = step(&reports.path("no/such/folder"), &only);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(ended.stderr.contains("\nwarning: the summary of the step, `"), "{ended:?}");
    let elsewhere = run(&only);
    assert_eq!((elsewhere.status, elsewhere.stderr.lines().count()), (Some(0), 1), "{elsewhere:?}");
}

/// No line of what was printed is a command to a runner, but for annotations of our own.
fn gives_no_command(ended: &Ended) {
    for line in ended.stdout.lines() {
        assert!(!line.trim().starts_with("::"), "{line}");
    }
    for line in ended.stderr.lines().filter(|line| line.trim().starts_with("::")) {
        let ours = ["::error title=", "::warning title=", "::notice title="];
        assert!(ours.iter().any(|beginning| line.starts_with(beginning)), "{line}");
    }
    for text in [&ended.stdout, &ended.stderr] {
        assert!(!text.contains("##"), "{text}");
    }
}

#[test]
fn hostile_service_commands_no_runner() {
    const COMMAND: &str =
        "::error::no ##[error]no\\n::stop-commands::no\\n ::add-mask::e ##vso[task.complete]no";
    let server = Server::http(|_, number| {
        let text = COMMAND.replace("\\n", " ");
        let headers = format!("X-Amzn-Errortype: {text}\r\n::error::no: {text}\r\nX-Odd: {text}\r\n");
        match number % 4 {
            0 => answer(&format!("400 {text}"), &headers, &format!("{{\"message\":\"{COMMAND}\"}}")),
            1 => answer("500 Oops", &headers, &COMMAND.replace("\\n", "\n")),
            2 => answer("200 OK", &headers, &format!("{{\"audience\":\"{COMMAND}\",\"::error::x\":1}}")),
            _ => answer("403 No", "", &format!("{{\"__type\":\"{COMMAND}\",\"message\":\"{COMMAND}\"}}")),
        }
    });
    let reports = Reports::new();
    let (summary, sarif) = (reports.path("summary.md"), reports.path("it.sarif"));
    let only = ["--only", "response.*", "--only", "error.*", "--timeout", "5", "--sarif", &sarif];
    let service = [&["service", "--endpoint", server.endpoint()], &only[..]].concat();
    for more in [&["--verbose"][..], &["--format", "json-lines"]] {
        let ended = step(&summary, &[&service[..], more].concat());
        assert!(ended.stdout.contains("add-mask") && ended.stderr.contains("::error title="), "{ended:?}");
        gives_no_command(&ended);
    }
    fits_code_scanning(&reports.json("it.sarif"));
    let text = reports.text("summary.md");
    assert!(text.contains("<details>") && !text.contains("##["), "{text}");

    let replay = ["replay", "response.audience.value", "--endpoint", server.endpoint()];
    gives_no_command(&step(&summary, &replay));
    for more in [&[][..], &["--format", "json-lines"]] {
        let search = ["fuzz", "--endpoint", server.endpoint(), "--cases", "20", "--seed", "1"];
        gives_no_command(&step(&summary, &[&search[..], more].concat()));
    }
}
