//! Services that are not to be trusted: the run ends at once, undecided, and says why.

use eks_auth_mock::Service;
use eks_auth_suite::client::{Endpoint, Trust};
use eks_auth_suite::report::terminal::{self, Colour, Page};
use eks_auth_suite::search::{SearchOptions, search};
use eks_auth_suite::{Options, Outcome, Stop, Target, Verdict, run};
use tokio_rustls::TlsAcceptor;

use crate::authority::{Authority, expired, of_the_future, self_signed};
use crate::front::Front;
use crate::world;

/// Both a run and a search say this, and judge nothing.
async fn says(target: &Target, why: &str) {
    let report = run(target, &Options::default(), |_| {}, Stop::never()).await.expect("cases");
    assert_eq!(report.verdict(), Verdict::Inconclusive, "{why}");
    assert!(report.ended_early().is_some_and(|text| text.contains(why)), "{:?}", report.ended_early());
    assert!(report.cases().iter().all(|case| case.outcome() == Outcome::Inconclusive), "{why}");
    assert!(terminal::write(&report, Page::new(1000, Colour::Never)).contains(why));
    let report = search(target, &SearchOptions::default(), str::to_owned, |_| {}, Stop::never()).await;
    assert_eq!(report.verdict(), Verdict::Inconclusive, "{why}");
    let ended = report.report().ended_early();
    assert!(ended.is_some_and(|text| text.contains(why)), "{ended:?}");
}

async fn front(acceptor: TlsAcceptor) -> Front {
    Front::before(Service::new(world()), acceptor).await
}

fn target(endpoint: Endpoint, trust: Trust) -> Target {
    Target::remote_in(endpoint, world()).with_trust(trust)
}

/// What is said of a service with this certificate.
async fn certificate(authority: &Authority, acceptor: TlsAcceptor, why: &str) {
    let front = front(acceptor).await;
    says(&target(front.endpoint("https"), authority.trust()), why).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_that_nobody_trusted_vouches_for() {
    let authority = Authority::new();
    let why = "certificate is of no authority that is trusted";
    certificate(&authority, Authority::named("another").vouches(), why).await;
    certificate(&authority, self_signed(), why).await;
    // Of the same name, as after a change of its key.
    certificate(&authority, Authority::new().vouches(), "not signed by the authority that it names").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_out_of_their_time() {
    let authority = Authority::new();
    let host = crate::authority::HOST;
    certificate(&authority, authority.vouches_for(host, expired), "certificate has expired").await;
    let future = authority.vouches_for(host, of_the_future);
    certificate(&authority, future, "certificate is not valid yet").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_for_another_host() {
    let authority = Authority::new();
    for host in ["service.example", "127.0.0.2"] {
        let other = authority.vouches_for(host, |_| {});
        certificate(&authority, other, "certificate is for another host name").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_trusted_where_nobody_was_named() {
    let authority = Authority::new();
    let front = front(authority.vouches()).await;
    let target = Target::remote_in(front.endpoint("https"), world());
    says(&target, "no certificate authority was given").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_where_the_service_speaks_none() {
    let mock = Target::serving(Service::new(world())).await.expect("a free port");
    let endpoint = mock.endpoint().to_string().replace("http:", "https:").parse().expect("an endpoint");
    says(&target(endpoint, Authority::new().trust()), "does not speak TLS there; is it http?").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_http_where_the_service_speaks_tls() {
    let authority = Authority::new();
    let front = front(authority.vouches()).await;
    let target = Target::remote_in(front.endpoint("http"), world());
    says(&target, "speaks TLS there; is it https?").await;
}
