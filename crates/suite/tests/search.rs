//! The search finds what is wrong with a service, and nothing in one that is merely unusual.

use eks_auth_mock::{Fault, Manner, Service, fault, manner};
use eks_auth_suite::search::{KeptFinding, SearchOptions, SearchReport, search, send_again};
use eks_auth_suite::{Stop, Target, Verdict};
use eks_auth_world::{Partition, World};

async fn searched(service: Service, cases: u64, seed: u64) -> SearchReport {
    let target = Target::serving(service).await.expect("a free port");
    let options = SearchOptions { cases, seed, ..SearchOptions::default() };
    search(&target, &options, str::to_owned, |_| {}, Stop::never()).await
}

fn whole() -> Service {
    Service::new(World::standard(Partition::Aws))
}

fn told(report: &SearchReport) -> Vec<String> {
    let findings = report.findings().iter();
    findings
        .map(|finding| format!("{}: {} {:?}", finding.id(), finding.message(), finding.differs()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_in_the_whole_service() {
    let report = searched(whole(), 1_500, 7).await;
    assert_eq!(told(&report), Vec::<String>::new());
    assert_eq!(report.verdict(), Verdict::Conformant);
    assert_eq!(report.totals().cases(), 1_500);
}

/// A service may be unusual in many ways and still be right.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_in_unusual_services() {
    for (house, seed) in houses().iter().zip(1..) {
        let service = house.iter().fold(whole(), |service, manner| service.with_manner(manner));
        let report = searched(service, 200, seed).await;
        let names: Vec<&str> = house.iter().map(|manner| manner.id()).collect();
        assert_eq!(told(&report), Vec::<String>::new(), "{names:?}");
        assert_eq!(report.verdict(), Verdict::Conformant, "{names:?}");
    }
}

/// Services with as many manners as go together.
fn houses() -> Vec<Vec<&'static Manner>> {
    let mut houses: Vec<Vec<&'static Manner>> = Vec::new();
    for manner in manner::all() {
        match houses.iter_mut().find(|house| house.iter().all(|other| !other.excludes(manner))) {
            Some(house) => house.push(manner),
            None => houses.push(vec![manner]),
        }
    }
    houses
}

fn deep(id: &str) -> &'static Fault {
    fault::find(id).unwrap_or_else(|| panic!("no fault {id}"))
}

/// One of each class that the search meets early; the benchmark looks for all.
#[tokio::test(flavor = "multi_thread")]
async fn deep_faults_are_found_and_told_in_few_words() {
    for (id, words) in
        [("deep.pod.boolean", "the pod's name is"), ("deep.zone.and-chunked", "the body comes in chunks")]
    {
        let report = searched(whole().with_fault(deep(id)), 3_000, 1).await;
        let Some(finding) = report.findings().first() else { panic!("{id} is not found") };
        assert!(
            finding.differs().iter().any(|differs| differs.contains(words)),
            "{id}: {:?}",
            finding.differs()
        );
        assert!(finding.differs().len() <= 2, "{id}: {:?}", finding.differs());
        assert_eq!(report.verdict(), Verdict::Nonconformant);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn finding_is_sent_again_from_its_file() {
    let report = searched(whole().with_fault(deep("deep.pod.boolean")), 3_000, 1).await;
    let finding = report.findings().first().expect("it is found");
    let kept = KeptFinding::parse(&finding.write()).expect("a finding");
    let faulty = Target::serving(whole().with_fault(deep("deep.pod.boolean"))).await.expect("a free port");
    let good = Target::serving(whole()).await.expect("a free port");
    let options = SearchOptions::default();
    let again = send_again(&faulty, &kept, &options).await.expect("of this world");
    assert!(again.breach().is_some(), "{}", again.outcome());
    let mended = send_again(&good, &kept, &options).await.expect("of this world");
    assert!(mended.breach().is_none(), "{}", mended.outcome());
}

#[tokio::test(flavor = "multi_thread")]
async fn same_seed_finds_the_same() {
    let ids = || async {
        let report = searched(whole().with_fault(deep("deep.pod.boolean")), 1_500, 1).await;
        let mut ids: Vec<String> = report.findings().iter().map(|finding| finding.id().to_owned()).collect();
        ids.sort();
        ids
    };
    let (one, two) = (ids().await, ids().await);
    assert_eq!(one, two);
    assert!(!one.is_empty());
}
