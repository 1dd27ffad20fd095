//! Wrong command lines and wrong files: status 2, and one line that says what to do.

use std::net::TcpListener;

use crate::process::{Reports, run};

#[test]
fn wrong_flag() {
    run(&["service", "--jsno", "report.json"]).is_usage_error("did you mean `--json`?");
}

#[test]
fn unknown_command() {
    run(&["fuz"]).is_usage_error("did you mean `fuzz`?");
}

#[test]
fn no_command() {
    let ended = run(&[]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("Usage: "), "{ended:?}");
}

#[test]
fn value_of_a_flag() {
    run(&["service", "--timeout", "0"]).is_usage_error("more than 0 seconds");
    run(&["service", "--jobs", "0"]).is_usage_error("1 to 256");
    run(&["service", "--seed=-1"]).is_usage_error("--seed");
    run(&["service", "--endpoint", "127.0.0.1:8080"]).is_usage_error("is not a URL such as");
    run(&["service", "--endpoint", "ftp://127.0.0.1"]).is_usage_error("neither http nor https");
    run(&["service", "--as-of", "0.0.1"]).is_usage_error("the first release was 0.1.0");
    run(&["service", "--as-of", "999.0.0"]).is_usage_error("no case of a later one");
    run(&["service", "--max-body", "10"]).is_usage_error("bytes from 1024");
    run(&["fuzz", "--cases", "0"]).is_usage_error("1 or more");
    run(&["fuzz", "--rate", "0"]).is_usage_error("requests a second");
    run(&["service", "--partition", "aws-moon"]).is_usage_error("aws-us-gov");
    run(&["mock", "--listen", "8080"]).is_usage_error("127.0.0.1:8080");
}

#[test]
fn filter_that_selects_nothing() {
    run(&["service", "--only", "no.such.case"]).is_usage_error("eks-auth-conformance list");
    run(&["service", "--skip", "*"]).is_usage_error("eks-auth-conformance list");
}

#[test]
fn filter_that_is_no_glob() {
    run(&["service", "--only", "response.["]).is_usage_error("`response.[` is no pattern");
}

#[test]
fn report_that_cannot_be_written() {
    let reports = Reports::new();
    let missing = reports.path("missing/report.json");
    run(&["service", "--json", &missing]).is_usage_error("does not exist; create it");
    run(&["service", "--junit", &reports.path("")]).is_usage_error("is a folder");
    run(&["service", "--done", &reports.path("done")]).is_usage_error("--junit");
    let (one, same) = (reports.path("report"), reports.path("./report"));
    run(&["service", "--json", &one, "--junit", &same]).is_usage_error("two reports");
    assert_eq!(std::fs::read_dir(reports.path("")).expect("a folder").count(), 0);
}

#[test]
fn port_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    run(&["mock", "--listen", &address]).is_usage_error("choose another address");
}

#[test]
fn unknown_ids() {
    run(&["mock", "--fault", "response.audience.wrnog"]).is_usage_error("`response.audience.wrong`");
    run(&["mock", "--manner", "response.json.prety"]).is_usage_error("did you mean `response.json.pretty`");
    run(&["replay", "response.audience.vlaue"]).is_usage_error("did you mean `response.audience.value`?");
    run(&["explain", "rsp-004"]).is_usage_error("did you mean `RSP-004`?");
    run(&["token", "mint", "--defect", "exp-psat"]).is_usage_error("did you mean `exp-past`?");
    run(&["token", "mint", "--cluster", "Conformance"]).is_usage_error("NorthStar");
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [&["--help"][..], &["--version"], &["service", "-h"], &["token", "mint", "--help"]] {
        let ended = run(arguments);
        assert_eq!(ended.status, Some(0), "{arguments:?}");
        assert!(ended.stderr.is_empty() && !ended.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn everything_that_can_be_chosen_is_listed() {
    let faults = run(&["mock", "--help"]).stdout;
    assert!(eks_auth_mock::fault::all().all(|fault| faults.contains(fault.id())));
    assert!(eks_auth_mock::fault::deep().all(|fault| faults.contains(fault.id())));
    assert!(eks_auth_mock::fault::transport().all(|fault| faults.contains(fault.id())));
    assert!(eks_auth_mock::manner::all().all(|manner| faults.contains(manner.id())));
    let defects = run(&["token", "mint", "--help"]).stdout;
    assert!(eks_auth_world::defect::all().all(|defect| defects.contains(defect.id())));
}
