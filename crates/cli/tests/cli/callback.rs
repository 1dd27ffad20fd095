//! The listener of the suite, which sees what a service fetches.

use std::net::TcpListener;

use crate::process::{Mock, Reports, run};

const FETCHED: &str = "token.key-jku.nothing-fetched";

#[test]
fn chosen_address_is_listened_on_and_shown_in_replays() {
    let mock = Mock::start(&["--fault", "signature.fetch.jku-in-vain"]);
    // Free a moment ago; should another take it, the run ends with status 2 and the test says so.
    let free =
        TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let callback = free.to_string();
    let reports = Reports::new();
    let json = reports.path("report.json");
    let ended = run(&[
        "service",
        "--endpoint",
        mock.endpoint(),
        "--callback",
        &callback,
        "--only",
        FETCHED,
        "--json",
        &json,
    ]);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    let case = &reports.json("report.json")["cases"][0];
    assert_eq!(case["observed"], "fetched with GET");
    assert!(
        case["replay"].as_str().is_some_and(|replay| replay.contains(&format!(" --callback {callback} ")))
    );
    let replayed = run(&["replay", FETCHED, "--endpoint", mock.endpoint()]);
    assert_eq!(replayed.status, Some(1), "{replayed:?}");
}

#[test]
fn service_that_cannot_reach_the_suite_is_not_judged() {
    let mock = Mock::start(&["--fault", "signature.fetch.jku-in-vain"]);
    // The same socket under an address that is not of the loopback interface.
    let endpoint = mock.endpoint().replace("127.0.0.1", "0.0.0.0");
    let reports = Reports::new();
    let json = reports.path("report.json");
    let ended = run(&["service", "--endpoint", &endpoint, "--only", FETCHED, "--json", &json]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let case = &reports.json("report.json")["cases"][0];
    assert_eq!((&case["outcome"], &case["skip_reason"]), (&"skipped".into(), &"lacks-fixture".into()));
    assert!(case["message"].as_str().is_some_and(|message| message.contains("--callback")));
    let required = run(&["service", "--endpoint", &endpoint, "--only", FETCHED, "--require-all"]);
    assert_eq!(required.status, Some(3), "{required:?}");
}

#[test]
fn address_that_cannot_be_had_is_a_wrong_command_line() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let ended = run(&["service", "--callback", &address, "--only", FETCHED]);
    assert_eq!(ended.status, Some(2), "{ended:?}");
    assert!(ended.stderr.contains("error: cannot listen at"), "{ended:?}");
    let ended = run(&["service", "--callback", "nowhere"]);
    assert_eq!(ended.status, Some(2), "{ended:?}");
    assert!(ended.stderr.contains("is not a host and a port"), "{ended:?}");
}
