//! A search of a good service under a profile: it finds nothing, and says how little it could make.

use eks_auth_suite::search::{SearchOptions, search};
use eks_auth_suite::{Stop, Verdict};

use crate::setup::Setup;

#[tokio::test(flavor = "multi_thread")]
async fn good_service_with_two_associations_shows_nothing() {
    let setup = Setup::with_mock(None).await;
    let target = setup.target(&setup.full()).expect("a profile that can be followed");
    let options = SearchOptions { cases: 2_000, seed: 1, ..SearchOptions::default() };
    let report = search(&target, &options, str::to_owned, |_| {}, Stop::never()).await;
    let found: Vec<_> = report.findings().iter().map(|finding| (finding.id(), finding.differs())).collect();
    assert_eq!(report.verdict(), Verdict::Conformant, "{found:?}");
    let totals = report.totals();
    assert!(totals.cases() > 100 && totals.lacking() > 100, "{totals:?}");
    assert_eq!(totals.cases() + totals.lacking(), 2_000);
}
