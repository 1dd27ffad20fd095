//! `service` against `mock --fault`, each in a process of its own.
//!
//! That every single fault is seen, and told of, is what `selftest` shows; here one of each area and level goes the whole way.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

use eks_auth_mock::{Fault, fault};
use eks_auth_suite::cases;
use eks_auth_suite::catalogue::{Level, Requirement, requirement};
use serde_json::Value;

use crate::process::{Mock, Reports, run};

/// As many as the smallest machine has cores.
const WORKERS: usize = 2;

#[test]
fn first_fault_of_each_area_and_level_is_seen() {
    let mut chosen: BTreeMap<(&str, Option<&str>), &'static Fault> = BTreeMap::new();
    for fault in fault::all() {
        let level = requirement(fault.requirement()).map(|broken| broken.level().as_str());
        chosen.entry((fault.area(), level)).or_insert(fault);
    }
    let waiting = Mutex::new(chosen.into_values().collect::<Vec<_>>());
    let wrong = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("no worker panics").pop();
                    let Some(fault) = next else { return };
                    let found = what_is_wrong(fault);
                    wrong.lock().expect("no worker panics").extend(found);
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("no worker panics");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs the cases of the fault's requirement; says what is not as it should be.
fn what_is_wrong(fault: &Fault) -> Option<String> {
    // Faults of verifying signatures take hold only of a service that does.
    let (manner, sigv4): (&[&str], &[&str]) = match fault.area() {
        "sigv4" => (&["--manner", "sigv4.verified"], &["--sigv4", "required"]),
        _ => (&[], &[]),
    };
    let (mock, reports) = (Mock::start(&[&["--fault", fault.id()], manner].concat()), Reports::new());
    let json = reports.path("report.json");
    let mut arguments = [&["service", "--endpoint", mock.endpoint(), "--json", &json], sigv4].concat();
    for case in cases().iter().filter(|case| case.requirement().id() == fault.requirement()) {
        arguments.extend(["--only", case.id()]);
    }
    let ended = run(&arguments);
    let level = requirement(fault.requirement()).map(Requirement::level);
    let (status, outcome) = if level == Some(Level::Must) { (1, "failed") } else { (0, "warned") };
    if ended.status != Some(status) {
        return Some(format!("{} ends {:?}, not {status}", fault.id(), ended.status));
    }
    if level == Some(Level::Should) && run(&[&arguments[..], &["--strict"]].concat()).status != Some(1) {
        return Some(format!("{} does not end 1 under --strict", fault.id()));
    }
    let report = reports.json("report.json");
    let mut seen = report["cases"].as_array().into_iter().flatten().filter(|case| case["outcome"] == outcome);
    let case = seen.find(|case| !names_the_culprit(case))?;
    Some(format!("{}: the message of {} names nothing: {}", fault.id(), case["id"], case["message"]))
}

/// Whether the message names a member, a header, a claim, or what was sent.
fn names_the_culprit(case: &Value) -> bool {
    let message = case["message"].as_str().unwrap_or_default();
    let said = message.split_once(": the answer was").or(message.split_once(": credentials were granted"));
    message.contains('`')
        || message.contains("(seen with: ")
        || message.contains("header ")
        || said.is_some_and(|(sent, _)| !sent.is_empty())
}
