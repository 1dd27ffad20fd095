//! A good service under a profile: conformant, with whatever could be tested, and the rest said.

use eks_auth_suite::{CaseReport, Outcome, Report, SkipReason, Verdict, provide};

use crate::setup::{EVERYTHING, Setup};

fn wrong(report: &Report) -> Vec<String> {
    let told = |case: &CaseReport| format!("{}: {:?} {:?}", case.id(), case.outcome(), case.message());
    let is_wrong = |case: &&CaseReport| !matches!(case.outcome(), Outcome::Passed | Outcome::Skipped);
    report.cases().iter().filter(is_wrong).map(told).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_token_tells_much_already() {
    let setup = Setup::with_mock(None).await;
    let text = setup.text("", EVERYTHING);
    let report = setup.run(&text, &[]).await;
    assert_eq!(wrong(&report), Vec::<String>::new());
    assert_eq!(report.verdict(), Verdict::Conformant);
    assert!(report.totals().must.decided > 300, "{:?}", report.totals());
    for case in report.cases().iter().filter(|case| case.skip_reason() == Some(SkipReason::LacksFixture)) {
        assert!(case.message().is_some_and(|why| why.starts_with("this needs ")), "{:?}", case.message());
        assert!(case.replay().is_some_and(|command| command.contains(" --profile profile.toml ")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_a_profile_can_say_tells_more() {
    let setup = Setup::with_mock(None).await;
    let (little, text) = (setup.text("", EVERYTHING), setup.full());
    let report = setup.run(&text, &[]).await;
    assert_eq!(wrong(&report), Vec::<String>::new());
    assert_eq!(report.verdict(), Verdict::Conformant);
    let passed = |id: &str| {
        let case = report.cases().iter().find(|case| case.id() == id).expect("a case");
        assert_eq!(case.outcome(), Outcome::Passed, "{id}: {:?}", case.message());
    };
    for id in [
        "association.none",
        "error.name.expired",
        "error.name.no-association",
        "isolation.at-once",
        "isolation.credentials",
        "isolation.token-of-another-cluster",
        "response.association.value",
        "response.role-id.value",
        "token.exp-past",
        "token.hmac-hs256-pem",
        "token.signature-modulus",
    ] {
        passed(id);
    }
    let decided = |text: &str| {
        let target = setup.target(text).expect("a profile that can be followed");
        provide(&target, &setup.options(text, &[])).expect("cases").cases().len()
    };
    assert!(decided(&text) > decided(&little) + 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn plan_is_what_is_sent() {
    let setup = Setup::with_mock(None).await;
    let text = setup.text("", EVERYTHING).replace("jobs = 8", "jobs = 1");
    let target = setup.target(&text).expect("a profile that can be followed");
    let only = ["request.*", "cluster.*", "token.signature-*"];
    let provision = provide(&target, &setup.options(&text, &only)).expect("cases");
    let report = setup.run(&text, &only).await;
    let traffic = report.traffic().expect("a bounded run");
    assert_eq!(traffic.requests, provision.requests());
    assert!(traffic.granted > 0 && traffic.refused > 0, "{traffic:?}");
    let skipped: Vec<&str> = report
        .cases()
        .iter()
        .filter(|case| case.skip_reason() == Some(SkipReason::LacksFixture))
        .map(CaseReport::id)
        .collect();
    let left_out: Vec<&str> = provision.left_out().iter().map(|(id, _)| *id).collect();
    assert_eq!(skipped, left_out);
}

#[tokio::test(flavor = "multi_thread")]
async fn token_that_is_replaced_is_read_anew() {
    let setup = Setup::with_mock(None).await;
    let text = setup.text("", EVERYTHING);
    let target = setup.target(&text).expect("a profile that can be followed");
    let pod = eks_auth_world::Pod::new("payments", "ledger").with_name("another-0");
    setup.write("valid", &setup.token("conformance", pod, None));
    let options = setup.options(&text, &["response.session-name.form"]);
    let report = eks_auth_suite::run(&target, &options, |_| {}, eks_auth_suite::Stop::never());
    assert_eq!(wrong(&report.await.expect("a case")), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn token_that_is_no_good_any_more_decides_nothing() {
    let setup = Setup::with_mock(None).await;
    let text = setup.text("", EVERYTHING);
    let target = setup.target(&text).expect("a profile that can be followed");
    setup.write("valid", &setup.read("expired"));
    let options = setup.options(&text, &["response.audience.value"]);
    let report = eks_auth_suite::run(&target, &options, |_| {}, eks_auth_suite::Stop::never());
    let report = report.await.expect("a case");
    assert_eq!(report.verdict(), Verdict::Inconclusive);
    assert!(report.cases()[0].message().is_some_and(|why| why.contains("`tokens.valid`: it expired")));
    assert_eq!(report.traffic().map(|traffic| traffic.requests), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn spare_that_is_no_good_any_more_spoils_nothing_else() {
    let setup = Setup::with_mock(None).await;
    let text = setup.full();
    let target = setup.target(&text).expect("a profile that can be followed");
    setup.write("foreign", &setup.read("expired"));
    let options = setup.options(&text, &["isolation.token-of-another-cluster", "response.audience.value"]);
    let report = eks_auth_suite::run(&target, &options, |_| {}, eks_auth_suite::Stop::never());
    let report = report.await.expect("cases");
    let outcomes: Vec<Outcome> = report.cases().iter().map(CaseReport::outcome).collect();
    assert_eq!(outcomes, [Outcome::Passed, Outcome::Skipped]);
}
