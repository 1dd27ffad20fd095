//! Hostile services before the binary: how it ends, and what it leaves.

use serde_json::Value;

use crate::process::{Mock, Reports, run};

/// One of each sort: nothing, not enough, too much, and what is not HTTP.
const FAULTS: [&str; 5] = [
    "transport.silent",
    "transport.chunk.unfinished",
    "transport.head.huge",
    "transport.garbage.endless",
    "transport.fickle",
];

fn is_verdict(status: Option<i32>) -> bool {
    matches!(status, Some(1 | 3))
}

#[test]
fn service_ends_with_a_verdict_and_a_whole_report() {
    for fault in FAULTS {
        let (mock, reports) = (Mock::start(&["--fault", fault]), Reports::new());
        let json = reports.path("report.json");
        let arguments = ["service", "--endpoint", mock.endpoint(), "--timeout", "0.5", "--json", &json];
        let ended = run(&[&arguments[..], &["--only", "exchange.*", "--only", "response.*"]].concat());
        assert!(is_verdict(ended.status), "{fault}: {ended:?}");
        assert!(!ended.stderr.contains("panicked"), "{fault}: {ended:?}");
        let report = reports.json("report.json");
        let open = |case: &&Value| case["outcome"] == "failed" || case["outcome"] == "inconclusive";
        let told = report["cases"].as_array().into_iter().flatten().find(open);
        assert!(told.is_some_and(|case| case["message"].is_string()), "{fault}: {report}");
    }
}

#[test]
fn fuzz_and_replay_end_with_a_verdict() {
    for fault in FAULTS {
        let mock = Mock::start(&["--fault", fault]);
        let common = ["--endpoint", mock.endpoint(), "--timeout", "0.5", "--seed", "1"];
        for arguments in [&["fuzz", "--cases", "40"][..], &["replay", "exchange.granted"]] {
            let ended = run(&[arguments, &common].concat());
            assert!(is_verdict(ended.status), "{fault} {arguments:?}: {ended:?}");
            assert!(!ended.stderr.contains("panicked"), "{fault} {arguments:?}: {ended:?}");
        }
    }
}
