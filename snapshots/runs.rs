//! Runs of the suite that end in each of the ways in which a run can end.

use std::future::Future;
use std::sync::LazyLock;

use eks_auth_mock::fault;
use eks_auth_suite::ledger::Ledger;
use eks_auth_suite::{Options, Report, Stop, Target, run};
use eks_auth_world::Partition;
use tokio::net::TcpSocket;
use tokio::runtime::Runtime;

/// Nothing is wrong.
pub(crate) static WELL: LazyLock<Report> = LazyLock::new(|| embedded(None));

/// A `must` does not hold.
pub(crate) static FAILED: LazyLock<Report> = LazyLock::new(|| embedded(Some("response.audience.wrong")));

/// A `should` does not hold.
pub(crate) static WARNED: LazyLock<Report> = LazyLock::new(|| embedded(Some("response.cache.public")));

/// Nothing is granted, so that there is nothing to say of what is granted.
pub(crate) static SKIPPED: LazyLock<Report> =
    LazyLock::new(|| embedded(Some("response.status.client-error")));

/// A `must` does not hold, of which a ledger knows; two of its entries are not true.
pub(crate) static KNOWN: LazyLock<Report> = LazyLock::new(|| {
    let known = Ledger::of(&FAILED, &Ledger::default()).to_string();
    let others = ["response.body", "no.such.case"].map(|case| {
        format!(
            "\n[[expected]]\ncase = \"{case}\"\noutcome = \"failed\"\nobserved = \"something\"\nreason = \"mended in 2.0\"\n"
        )
    });
    let ledger = Ledger::parse(&(known + &others.concat())).expect("a ledger");
    FAILED.clone().compared_with(&ledger)
});

/// Nobody listens.
pub(crate) static LOST: LazyLock<Report> = LazyLock::new(|| block_on(nobody()));

/// The mock in this process, whole or with one fault.
fn embedded(fault: Option<&str>) -> Report {
    let fault = fault.map(|id| fault::find(id).expect("a fault of that id"));
    block_on(async { report(&Target::embedded(Partition::Aws, fault).await.expect("a free port")).await })
}

/// A port that is taken and not listened at: no other process can begin to answer there.
async fn nobody() -> Report {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
    let address = socket.local_addr().expect("a bound socket");
    let endpoint = format!("http://{address}").parse().expect("an endpoint");
    report(&Target::remote(endpoint, Partition::Aws)).await
}

/// A run of the twenty or so cases that look at one answer.
async fn report(target: &Target) -> Report {
    let options = Options { only: vec!["response.*".to_owned()], seed: 42, jobs: 1, ..Options::default() };
    run(target, &options, |_| {}, Stop::never()).await.expect("a filter that leaves something")
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    Runtime::new().expect("a runtime").block_on(future)
}
