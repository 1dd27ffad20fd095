//! The suite as a library: a run inside a test, with what happens on the way.

// ANCHOR: suite
use eks_auth_suite::{Event, Options, Outcome, Stop, Target, Verdict, run};
use eks_auth_world::Partition;

#[tokio::test]
async fn service_answers_as_it_should() {
    // Yours: `Target::remote("http://127.0.0.1:8080".parse()?, Partition::Aws)`.
    let target = Target::embedded(Partition::Aws, None).await.expect("a free port");
    let options = Options { only: vec!["response.*".to_owned()], seed: 42, ..Options::default() };

    let mut failed = Vec::new();
    let events = |event: &Event<'_>| {
        if let Event::CaseFinished(case) = event
            && case.outcome() == Outcome::Failed
        {
            failed.push(format!("{}: {}", case.id(), case.message().unwrap_or_default()));
        }
    };
    let report = run(&target, &options, events, Stop::never()).await.expect("cases to run");

    assert!(failed.is_empty(), "{failed:#?}");
    assert_eq!(report.verdict(), Verdict::Conformant);
}
// ANCHOR_END: suite
