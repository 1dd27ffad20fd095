//! The whole mock is a conformant service: no case may complain of it.

use eks_auth_suite::{Options, Outcome, Report, Stop, Target, Verdict, run};
use eks_auth_world::Partition;

async fn report(partition: Partition, options: Options) -> Report {
    let target = Target::embedded(partition, None).await.expect("a free port");
    run(&target, &options, |_| {}, Stop::never()).await.expect("filters that leave something")
}

fn complaints(report: &Report) -> Vec<String> {
    report
        .cases()
        .iter()
        .filter(|case| !matches!(case.outcome(), Outcome::Passed))
        .map(|case| {
            let evidence = case.exchange().map_or("", |exchange| exchange.received());
            format!(
                "{} {}: {}\n{evidence}",
                case.outcome().as_str(),
                case.id(),
                case.message().unwrap_or_default()
            )
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_case_passes_in_every_partition() {
    for &partition in Partition::ALL {
        let report = report(partition, Options::default()).await;
        assert_eq!(complaints(&report), Vec::<String>::new(), "in {partition}");
        assert_eq!(report.verdict(), Verdict::Conformant);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn seed_and_jobs_do_not_change_outcomes() {
    let outcomes = |report: &Report| -> Vec<(String, Option<String>)> {
        report.cases().iter().map(|case| (case.id().to_owned(), case.observed().map(str::to_owned))).collect()
    };
    let one = report(Partition::Aws, Options { jobs: 1, seed: 1, ..Options::default() }).await;
    let many = report(Partition::Aws, Options { jobs: 32, seed: 2, ..Options::default() }).await;
    assert_eq!(outcomes(&one), outcomes(&many));
}
