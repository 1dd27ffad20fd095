//! `--sigv4 required`: the mock in the same process verifies signatures, and another one has to.

use crate::process::{Mock, run};

const REQUIRED: [&str; 5] = ["service", "--sigv4", "required", "--only", "sigv4.*"];

#[test]
fn embedded_mock_verifies_signatures_where_they_are_required() {
    let ended = run(&REQUIRED);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let ended = run(&["replay", "sigv4.stranger", "--sigv4", "required"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("must"), "{ended:?}");
}

#[test]
fn mock_without_that_manner_fails_and_is_replayed_with_the_option() {
    let mock = Mock::start(&[]);
    let ended = run(&[&REQUIRED[..], &["--endpoint", mock.endpoint()]].concat());
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert!(ended.stdout.contains("--sigv4 required"), "{ended:?}");
    let verifying = Mock::start(&["--manner", "sigv4.verified"]);
    let ended = run(&[&REQUIRED[..], &["--endpoint", verifying.endpoint()]].concat());
    assert_eq!(ended.status, Some(0), "{ended:?}");
}

#[test]
fn other_values_are_none() {
    run(&["service", "--sigv4", "optional"]).is_usage_error("required");
}
