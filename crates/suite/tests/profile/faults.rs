//! Faults that a few tokens suffice to see.

use eks_auth_suite::{Outcome, Verdict};

use crate::setup::Setup;

/// A fault of the mock, and a case that sees it with the tokens of a profile alone.
const SEEN: &[(&str, &str)] = &[
    ("response.audience.wrong", "response.audience.value"),
    ("response.namespace.default", "response.subject.value"),
    ("response.association.of-another", "response.association.value"),
    ("signature.unchecked", "token.signature-zeros"),
    ("signature.present-suffices", "token.signature-flipped-first"),
    ("signature.none-accepted", "token.alg-none"),
    ("error.leak.token.in-message", "leak.secrets"),
    ("claims.exp.unchecked", "token.exp-past"),
    ("cluster.association.none.first-taken", "association.none"),
    ("cluster.find.any-case", "cluster.case.capital"),
];

#[tokio::test(flavor = "multi_thread")]
async fn faults_are_seen() {
    for (fault, id) in SEEN {
        let setup = Setup::with_mock(Some(fault)).await;
        let report = setup.run(&setup.full(), &[id]).await;
        let case = report.cases().iter().find(|case| case.id() == *id).expect("a case");
        assert_eq!(case.outcome(), Outcome::Failed, "{fault}: {:?}", case.message());
        assert_eq!(report.verdict(), Verdict::Nonconformant, "{fault}");
    }
}
