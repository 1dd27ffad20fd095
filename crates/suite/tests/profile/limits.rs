//! How much is sent, and what is spared a service.

use eks_auth_suite::{CaseReport, Outcome, Report, Verdict, provide, run};
use eks_auth_suite::{Options, Stop};

use crate::setup::Setup;

/// Fast, and otherwise as careful as usual.
const FAST: &str = "[limits]\nrequests_per_second = 100000\n";

fn case<'r>(report: &'r Report, id: &str) -> &'r CaseReport {
    report.cases().iter().find(|case| case.id() == id).expect("a case")
}

#[tokio::test(flavor = "multi_thread")]
async fn usual_budget_suffices_for_a_verdict() {
    let setup = Setup::with_mock(None).await;
    let report = setup.run(&setup.text("", FAST), &[]).await;
    assert_eq!((report.verdict(), report.ended_early()), (Verdict::Conformant, None));
    let sent = report.traffic().expect("a bounded run").requests;
    assert!((400..=500).contains(&sent), "{sent}");
    assert!(report.totals().must.decided > 100, "{:?}", report.totals());
    let beyond =
        report.cases().iter().filter(|case| case.message().is_some_and(|why| why.contains("budget of 500")));
    assert!(beyond.count() > 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_and_bulk_requests_are_sent_to_those_who_ask_for_them() {
    let setup = Setup::with_mock(None).await;
    let (hostile, bulk) = ("http.framing.two-lengths", "boundary.members.integer");
    let report = setup.run(&setup.text("", FAST), &[hostile, bulk]).await;
    for (id, word) in [(hostile, "`hostile = true`"), (bulk, "`bulk = true`")] {
        assert_eq!(case(&report, id).outcome(), Outcome::Skipped);
        assert!(case(&report, id).message().is_some_and(|why| why.contains(word)), "{id}");
    }
    let asked = format!("{FAST}hostile = true\nbulk = true\n");
    let report = setup.run(&setup.text("", &asked), &[hostile, bulk]).await;
    assert_eq!([hostile, bulk].map(|id| case(&report, id).outcome()), [Outcome::Passed; 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn budget_that_is_spent_ends_the_run() {
    // What is throttled is sent again, which nobody could plan.
    let setup = Setup::with_mock(Some("cluster.association.none.throttled")).await;
    let text = setup.text("unassociated = { file = \"nobody\" }\n", FAST);
    let target = setup.target(&text).expect("a profile that can be followed");
    let planned = provide(&target, &setup.options(&text, &["association.none"])).expect("a case").requests();
    let options = Options { budget: Some(planned + 1), ..setup.options(&text, &["association.none"]) };
    let report = run(&target, &options, |_| {}, Stop::never()).await.expect("a case");
    let why = format!("the budget of {} requests was spent", planned + 1);
    assert_eq!(report.ended_early(), Some(why.as_str()));
    assert_eq!(report.traffic().map(|traffic| traffic.requests), Some(planned + 1));
    assert_eq!(report.verdict(), Verdict::Inconclusive);
    assert_eq!(case(&report, "association.none").message(), Some(why.as_str()));
}
