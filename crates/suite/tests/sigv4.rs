//! The signature of requests is judged of those services alone that are said to verify it.

use eks_auth_mock::Service;
use eks_auth_suite::catalogue::Level;
use eks_auth_suite::{CaseReport, Options, Outcome, Report, Sigv4, Stop, Target, Verdict, run};
use eks_auth_world::{Partition, World};

async fn report(service: Service, sigv4: Sigv4) -> Report {
    let target = Target::serving(service).await.expect("a free port");
    let options = Options { only: vec!["sigv4.*".to_owned()], sigv4, ..Options::default() };
    run(&target, &options, |_| {}, Stop::never()).await.expect("filters that leave something")
}

fn whole(partition: Partition) -> Service {
    Service::new(World::standard(partition))
}

/// The cases that bind only services that verify.
fn conditional(report: &Report) -> impl Iterator<Item = &CaseReport> {
    let unconditional = ["SIG-001", "SIG-011", "SIG-012"];
    report.cases().iter().filter(move |case| !unconditional.contains(&case.requirement()))
}

#[tokio::test(flavor = "multi_thread")]
async fn service_that_verifies_is_conformant_in_every_partition() {
    for &partition in Partition::ALL {
        let report = report(whole(partition).verifying(), Sigv4::Required).await;
        assert!(report.cases().iter().all(|case| case.outcome() == Outcome::Passed), "in {partition}");
        assert_eq!(report.verdict(), Verdict::Conformant);
        assert!(conditional(&report).count() > 30);
        assert!(conditional(&report).all(|case| case.level() == Level::Must));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn service_that_does_not_verify_fails_where_it_is_said_to() {
    let report = report(whole(Partition::Aws), Sigv4::Required).await;
    for case in conditional(&report) {
        assert_eq!(case.outcome(), Outcome::Failed, "{}", case.id());
        assert!(case.replay().is_some_and(|command| command.contains(" --sigv4 required ")), "{}", case.id());
    }
    assert_eq!(report.verdict(), Verdict::Nonconformant);
}

#[tokio::test(flavor = "multi_thread")]
async fn otherwise_it_is_told_which_way_and_nothing_else() {
    for (service, observed) in [(whole(Partition::Aws), "granted"), (whole(Partition::Aws).verifying(), "40")]
    {
        let report = report(service, Sigv4::Optional).await;
        for case in conditional(&report) {
            assert_eq!((case.level(), case.outcome()), (Level::May, Outcome::Passed), "{}", case.id());
            assert!(case.observed().is_some_and(|seen| seen.starts_with(observed)), "{}", case.id());
        }
        assert_eq!(report.verdict(), Verdict::Conformant);
    }
}
