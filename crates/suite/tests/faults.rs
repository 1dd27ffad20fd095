//! Every fault of the mock is seen by a case of the requirement that it breaks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use eks_auth_mock::{Fault, fault};
use eks_auth_suite::catalogue::{Level, requirement, requirements};
use eks_auth_suite::{CaseReport, Event, Options, Outcome, Stop, Target, Verdict, cases, run};
use eks_auth_world::Partition;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// What the cases of its requirement make of a fault.
struct Sight {
    fault: &'static Fault,
    seen_by: Vec<CaseReport>,
    verdict: Verdict,
}

/// Runs the cases of the fault's requirement until the first of them sees a breach.
async fn look(fault: &'static Fault) -> Sight {
    let target = Target::embedded(Partition::Aws, Some(fault)).await.expect("a free port");
    let wanted = |case: &&eks_auth_suite::Case| case.requirement().id() == fault.requirement();
    let only: Vec<String> = cases().iter().filter(wanted).map(|case| case.id().to_owned()).collect();
    let (call, stop) = Stop::on_call();
    let stop_at_breach = |event: &Event<'_>| {
        if matches!(event, Event::Breach { .. }) {
            call();
        }
    };
    let report =
        run(&target, &Options { only, ..Options::default() }, stop_at_breach, stop).await.expect("filters");
    let seen = |case: &&CaseReport| matches!(case.outcome(), Outcome::Failed | Outcome::Warned);
    Sight { fault, seen_by: report.cases().iter().filter(seen).cloned().collect(), verdict: report.verdict() }
}

async fn look_at_all() -> Vec<Sight> {
    let slots = Arc::new(Semaphore::new(4));
    let mut looking = JoinSet::new();
    for fault in fault::all() {
        let slots = Arc::clone(&slots);
        looking.spawn(async move {
            let _slot = slots.acquire_owned().await.expect("a semaphore that nobody closes");
            look(fault).await
        });
    }
    looking.join_all().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_seen_by_a_case_of_its_requirement() {
    let mut table = BTreeMap::new();
    let mut unseen = Vec::new();
    for Sight { fault, seen_by, verdict } in look_at_all().await {
        let ids: Vec<&str> = seen_by.iter().map(CaseReport::id).collect();
        table.insert(fault.id(), format!("{}: {}", fault.requirement(), ids.join(" ")));
        if ids.is_empty() {
            unseen.push(format!("{} ({})", fault.id(), fault.requirement()));
            continue;
        }
        let must = requirement(fault.requirement()).is_some_and(|known| known.level() == Level::Must);
        assert_eq!(must, verdict == Verdict::Nonconformant, "{}", fault.id());
        for case in &seen_by {
            let explained =
                case.expected().is_some() && case.observed().is_some() && case.exchange().is_some();
            assert!(explained && case.message().is_some_and(|text| !text.is_empty()), "{}", case.id());
        }
    }
    for (fault, seen_by) in &table {
        println!("{fault} {seen_by}");
    }
    assert!(unseen.is_empty(), "no case sees:\n{}", unseen.join("\n"));
}

#[test]
fn every_fault_breaks_a_requirement_that_has_a_case() {
    for fault in fault::all() {
        let decided = cases().iter().any(|case| case.requirement().id() == fault.requirement());
        assert!(decided, "{} breaks {}, which no case decides", fault.id(), fault.requirement());
    }
}

#[test]
fn every_requirement_is_broken_by_a_fault() {
    let broken: BTreeSet<&str> = fault::all().map(Fault::requirement).collect();
    for requirement in requirements().filter(|requirement| requirement.level() != Level::May) {
        assert!(broken.contains(requirement.id()), "no fault breaks {}", requirement.id());
    }
}
