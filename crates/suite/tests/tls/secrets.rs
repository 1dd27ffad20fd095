//! Temporary keys leave no trace in what a run says.

use eks_auth_mock::{Fault, Service, fault};
use eks_auth_suite::report::terminal::{self, Colour, Page};
use eks_auth_suite::report::{json, junit};
use eks_auth_suite::{Options, Outcome, Recording, Report, Stop, Target, run};

use crate::authority::Authority;
use crate::front::Front;
use crate::{SECRET, SESSION, world};

/// The report of one case against the mock with this fault, and all that can be said of it.
async fn told(case: &str, fault: &'static Fault) -> (Report, String) {
    let authority = Authority::new();
    let service = Service::new(world()).with_fault(fault);
    let front = Front::before(service, authority.vouches()).await;
    let target = Target::remote_in(front.endpoint("https"), world()).with_trust(authority.trust());
    let options = Options { only: vec![case.to_owned()], ..Options::default() };
    let mut recording = Recording::of(case).expect("a case");
    let follow = |event: &eks_auth_suite::Event<'_>| recording.follow(event);
    let report = run(&target, &options, follow, Stop::never()).await.expect("a case");
    let page = Page::new(100, Colour::Never);
    let all = [
        json::write(&report),
        junit::write(&report),
        terminal::write(&report, page),
        terminal::write_replay(&report, &recording, page),
        format!("{report:?}{target:?}"),
    ];
    (report, all.concat())
}

#[tokio::test(flavor = "multi_thread")]
async fn session_token_is_sent_and_shown_nowhere() {
    let fault = fault::find("response.audience.wrong").expect("a fault of the mock");
    let (report, all) = told("response.audience.value", fault).await;
    let failed = report.cases().iter().find(|case| case.outcome() == Outcome::Failed).expect("a breach");
    let sent = failed.exchange().expect("an exchange").sent();
    assert!(sent.contains("X-Amz-Security-Token: …") && sent.contains("AWS4-HMAC-SHA256 …"), "{sent}");
    for secret in [SECRET, SESSION] {
        for part in secret.as_bytes().windows(12) {
            let part = std::str::from_utf8(part).expect("ASCII");
            assert!(!all.contains(part), "a part of a secret is shown");
        }
    }
}
