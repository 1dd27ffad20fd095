//! A ledger written from one run fits the next, whatever the seed, the port, the clock and the order of things.

use std::time::Duration;

use eks_auth_mock::fault;
use eks_auth_suite::client::Limits;
use eks_auth_suite::ledger::Ledger;
use eks_auth_suite::{Options, Report, Stop, Target, run};
use eks_auth_world::Partition;

/// Faults whose answers hold what differs from run to run, with cases that see them.
const FAULTS: [(&str, &str); 9] = [
    ("error.request-id.missing", "error.request-id"),
    ("error.leak.token.in-message", "leak.secrets"),
    ("http.framing.kept-open", "http.framing.*"),
    ("response.association-arn.other-account", "response.*"),
    ("response.credentials.shared-by-name", "isolation.credentials"),
    ("response.expiration.iso-8601", "response.*"),
    ("response.session.name.random", "response.*"),
    ("response.status.created", "{exchange,request}.*"),
    ("signature.hmac.pem", "token.hmac*"),
];

async fn report(fault: &str, only: &str, seed: u64, jobs: usize) -> Report {
    let fault = fault::find(fault).unwrap_or_else(|| panic!("no fault `{fault}`"));
    let target = Target::embedded(Partition::Aws, Some(fault)).await.expect("a free port");
    let (only, limits) = (vec![only.to_owned()], Limits::default().with_timeout(Duration::from_secs(30)));
    let options = Options { only, seed, jobs, limits, ..Options::default() };
    run(&target, &options, |_| {}, Stop::never()).await.expect("filters that leave something")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_write_the_same_ledger() {
    for (fault, only) in FAULTS {
        let (one, other) = (report(fault, only, 1, 2).await, report(fault, only, 2, 16).await);
        let ledger = Ledger::of(&one, &Ledger::default());
        assert!(!ledger.entries().is_empty(), "{fault}");
        assert_eq!(ledger.to_string(), Ledger::of(&other, &Ledger::default()).to_string(), "{fault}");

        let read = Ledger::parse(&ledger.to_string()).expect("a ledger");
        let compared = other.compared_with(&read);
        let settlement = compared.ledger().expect("compared");
        assert!(settlement.holds() && !settlement.is_in_doubt(), "{fault}: {settlement:?}");
        assert_eq!(settlement.known_cases(), ledger.entries().len(), "{fault}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ledger_of_one_fault_does_not_cover_another() {
    let ledger = Ledger::of(&report("response.audience.wrong", "response.*", 1, 8).await, &Ledger::default());
    let compared = report("response.audience.upper-case", "response.*", 1, 8).await.compared_with(&ledger);
    let settlement = compared.ledger().expect("compared");
    assert!(!settlement.holds() && settlement.new_failures() > 0, "{settlement:?}");
}
