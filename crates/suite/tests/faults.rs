//! Every fault of the mock is seen by a case of the requirement that it breaks.

use std::collections::BTreeMap;
use std::sync::Arc;

use eks_auth_mock::{Fault, fault};
use eks_auth_suite::catalogue::Level;
use eks_auth_suite::{CaseReport, Options, Outcome, Stop, Target, Verdict, cases, run};
use eks_auth_world::Partition;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// What the cases of its requirement make of a fault.
struct Sight {
    fault: &'static Fault,
    seen_by: Vec<CaseReport>,
    verdict: Verdict,
}

async fn look(fault: &'static Fault) -> Sight {
    let target = Target::embedded(Partition::Aws, Some(fault)).await.expect("a free port");
    let only: Vec<String> = cases()
        .iter()
        .filter(|case| case.requirement().id() == fault.requirement())
        .map(|case| case.id().to_owned())
        .collect();
    let report =
        run(&target, &Options { only, ..Options::default() }, |_| {}, Stop::never()).await.expect("filters");
    let seen = |case: &&CaseReport| matches!(case.outcome(), Outcome::Failed | Outcome::Warned);
    Sight { fault, seen_by: report.cases().iter().filter(seen).cloned().collect(), verdict: report.verdict() }
}

async fn look_at_all() -> Vec<Sight> {
    for fault in fault::all() {
        let decided = cases().iter().any(|case| case.requirement().id() == fault.requirement());
        if std::env::var_os("NOCASE").is_none() {
            assert!(decided, "{} breaks {}, which no case decides", fault.id(), fault.requirement());
        }
    }
    let slots = Arc::new(Semaphore::new(4));
    let mut looking = JoinSet::new();
    for fault in fault::all() {
        if std::env::var_os("NOCASE").is_some()
            && !cases().iter().any(|case| case.requirement().id() == fault.requirement())
        {
            continue;
        }
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
    let sights = look_at_all().await;
    let mut table = BTreeMap::new();
    let mut unseen = Vec::new();
    for sight in &sights {
        let ids: Vec<&str> = sight.seen_by.iter().map(CaseReport::id).collect();
        table.insert(sight.fault.id(), format!("{} {}", sight.fault.requirement(), ids.join(" ")));
        if ids.is_empty() {
            unseen.push(format!("{} ({})", sight.fault.id(), sight.fault.requirement()));
        }
        let level =
            eks_auth_suite::catalogue::requirement(sight.fault.requirement()).map(|known| known.level());
        if level == Some(Level::Must) && !ids.is_empty() {
            assert_eq!(sight.verdict, Verdict::Nonconformant, "{}", sight.fault.id());
        }
        for case in &sight.seen_by {
            let explained =
                case.expected().is_some() && case.observed().is_some() && case.exchange().is_some();
            assert!(explained && case.message().is_some_and(|text| !text.is_empty()), "{}", case.id());
        }
    }
    for (fault, seen_by) in &table {
        println!("{fault}: {seen_by}");
    }
    assert!(unseen.is_empty(), "no case sees:\n{}", unseen.join("\n"));
}
