//! Every law holds for every example that seeds its target: on stable Rust, with every test run.

use std::collections::BTreeMap;
use std::process::Command;

#[test]
fn laws_hold_for_the_corpus() {
    let programs = BTreeMap::from([
        ("empty", env!("CARGO_BIN_EXE_empty")),
        ("error", env!("CARGO_BIN_EXE_error")),
        ("exchange", env!("CARGO_BIN_EXE_exchange")),
        ("json_differential", env!("CARGO_BIN_EXE_json_differential")),
        ("request", env!("CARGO_BIN_EXE_request")),
        ("response", env!("CARGO_BIN_EXE_response")),
        ("response_differential", env!("CARGO_BIN_EXE_response_differential")),
        ("service", env!("CARGO_BIN_EXE_service")),
        ("token", env!("CARGO_BIN_EXE_token")),
        ("token_differential", env!("CARGO_BIN_EXE_token_differential")),
    ]);
    for target in eks_auth_corpus::targets() {
        let program = programs.get(target).unwrap_or_else(|| panic!("no program for the target `{target}`"));
        let output = Command::new(program).output().expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{target} ended with {}: {said}", output.status);
    }
    assert_eq!(programs.len(), eks_auth_corpus::targets().count(), "a target is not in the map");
}
