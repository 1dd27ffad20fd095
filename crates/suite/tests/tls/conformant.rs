//! A good service behind TLS.

use eks_auth_mock::Service;
use eks_auth_suite::{Options, Outcome, Report, Sigv4, Stop, Target, Verdict, run};
use eks_auth_world::World;

use crate::authority::Authority;
use crate::front::Front;
use crate::world;

/// Whatever bears on connections and signatures, and what a good answer is.
const ONLY: [&str; 5] = ["exchange.*", "http.*", "request.*", "response.*", "sigv4.*"];
/// It looks at everything that is sent, some of which rests for a minute.
const RESTS: &str = "http.complete-answers";

async fn report(known: World) -> Report {
    let authority = Authority::new();
    let front = Front::before(Service::new(world()).verifying(), authority.vouches()).await;
    let target = Target::remote_in(front.endpoint("https"), known).with_trust(authority.trust());
    let only = ONLY.map(str::to_owned).to_vec();
    let options =
        Options { only, skip: vec![RESTS.to_owned()], sigv4: Sigv4::Required, ..Options::default() };
    run(&target, &options, |_| {}, Stop::never()).await.expect("filters that leave something")
}

#[tokio::test(flavor = "multi_thread")]
async fn service_is_conformant_behind_tls_to_a_caller_with_temporary_keys() {
    let report = report(world()).await;
    for case in report.cases() {
        let fine = matches!(case.outcome(), Outcome::Passed | Outcome::Skipped);
        assert!(fine, "{}: {:?}", case.id(), case.message());
    }
    assert_eq!(report.verdict(), Verdict::Conformant);
    assert!(report.target().endpoint().starts_with("https://"));
}

#[tokio::test(flavor = "multi_thread")]
async fn temporary_keys_are_good_for_nothing_without_their_session() {
    let known = World::standard(world().partition());
    let caller = eks_auth_world::Caller::new(
        world().caller().access_key_id(),
        world().caller().secret_access_key().clone(),
    );
    let report = report(known.with_caller(caller)).await;
    assert!(!report.plain_granted());
}
