//! The search: finds requests that a service mishandles.
//!
//! A recipe describes one request as the edits that make it differ from a plain one, which is granted. Each edit knows what it
//! means for the answer, so whatever is put together of them can be judged: an edit without meaning must change nothing, a
//! forged token must never be granted, and everything gets one well-formed answer below 500.
//!
//! - `pool` has the values that are walked, and the strategies that others are drawn from;
//! - `generate` makes the recipe of each number: the same for the same seed, whatever the service answers;
//! - `build` mints and puts together what a recipe describes, `sender` signs and sends it;
//! - `oracle` tells what an answer breaks, `prober` what one recipe shows alone;
//! - `shrink` finds the smallest recipe that still shows it;
//! - `engine` does all of it in parallel and keeps what is found.

mod build;
mod edit;
mod engine;
mod finding;
mod generate;
mod meaning;
mod options;
mod oracle;
mod pool;
mod prober;
mod recipe;
mod report;
mod sender;
mod shrink;

use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

pub use finding::{FINDING_SCHEMA, KeptFinding, KeptFindingError, SearchFinding};
pub use options::SearchOptions;
pub use report::{SearchReport, SearchTotals};

use engine::{Engine, Halt, Notice};
use prober::Bench;
use sender::Line;

use crate::command;
use crate::evidence::Evidence;
use crate::exchange::Exchange;
use crate::judge::disposition;
use crate::pace::Pace;
use crate::report::{Circumstances, Report, SuiteName, TargetReport, Totals, millis, rfc3339, verdict};
use crate::runner::Stop;
use crate::target::Target;

/// So long a search that is stopped waits for answers.
const PATIENCE: Duration = Duration::from_secs(1);

/// What happens while a search goes on.
#[derive(Debug)]
#[non_exhaustive]
pub enum SearchEvent<'a> {
    /// So many cases were begun, and so many requests went out.
    Progress {
        /// Requests that were made up.
        cases: u64,
        /// Requests in all.
        requests: u64,
    },
    /// A request that the service mishandles, already as small as it gets.
    Found(&'a SearchFinding),
}

/// Why a search cannot say that there is nothing to find.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ending {
    Interrupted,
    Lost,
    /// It went on to its end, but the service was not there all the time.
    Away,
}

/// Searches a service for requests that it mishandles.
///
/// `keep` is told where a finding is kept, for the command that sends it again: given its ID, it names the file.
///
/// # Example
///
/// ```
/// use eks_auth_suite::search::{SearchOptions, search};
/// use eks_auth_suite::{Stop, Target, Verdict};
/// use eks_auth_world::Partition;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let target = Target::embedded(Partition::Aws, None).await?;
/// let options = SearchOptions { cases: 20, seed: 1, ..SearchOptions::default() };
/// let report = search(&target, &options, |id| format!("{id}.json"), |_| {}, Stop::never()).await;
/// assert_eq!(report.verdict(), Verdict::Conformant);
/// # Ok(())
/// # }
/// ```
pub async fn search(
    target: &Target,
    options: &SearchOptions,
    keep: impl Fn(&str) -> String,
    mut events: impl FnMut(&SearchEvent<'_>),
    stop: Stop,
) -> SearchReport {
    if let Some(wait) = options.wait {
        let mut stop = stop.clone();
        tokio::select! {
            () = crate::client::wait_for(target.endpoint(), wait) => {}
            () = stop.requested() => {}
        }
    }
    // The time of the search begins when the service can be searched.
    let (begun, started) = (Instant::now(), SystemTime::now());
    let (notices, mut told) = mpsc::unbounded_channel();
    let engine = Arc::new(Engine::new(target, options, notices));
    let halt = Arc::clone(engine.halt());
    let watch = tokio::spawn(until_stopped(stop.clone(), Arc::clone(&halt)));
    let mut cut = pin!(cut_off(stop));
    let ungranted = tokio::select! {
        begun = engine.begin() => begun.err(),
        () = &mut cut => None,
    };
    if ungranted.is_none() && !halt.is_due() {
        let mut workers = JoinSet::new();
        for _ in 0..options.jobs.max(1) {
            workers.spawn(Arc::clone(&engine).work());
        }
        // The events are told from here, so that whoever listens need not be shared by threads.
        loop {
            tokio::select! {
                Some(notice) = told.recv() => tell(&notice, &mut events),
                done = workers.join_next() => if done.is_none() { break },
                // What is still in flight is given up when the workers are dropped.
                () = &mut cut => break,
                () = engine.line().pace().spent() => break,
            }
        }
    }
    watch.abort();
    while let Ok(notice) = told.try_recv() {
        tell(&notice, &mut events);
    }
    let nothing_went_out = engine.lacking() > 0 && engine.cases() == engine.lacking();
    let ended = ended_early(ungranted.as_ref(), halt.ending()).or_else(|| {
        nothing_went_out.then(|| "nothing that was made up can be made of the profile's tokens".to_owned())
    });
    let circumstances = Circumstances {
        ended_early: ended.is_some(),
        plain_granted: ungranted.is_none(),
        require_all: false,
    };
    let findings = engine.take_found();
    let cases = findings
        .iter()
        .map(|finding| report::case(finding, command::replay(&keep(finding.id()), target, &options.limits)))
        .collect::<Vec<_>>();
    let elapsed = begun.elapsed();
    let requests = engine.line().requests();
    SearchReport {
        totals: SearchTotals {
            cases: engine.cases().saturating_sub(engine.lacking()),
            lacking: engine.lacking(),
            requests,
            per_second: (requests as f64 / elapsed.as_secs_f64().max(0.001)) as u64,
            throttled: engine.line().throttled(),
            unstable: engine.unstable(),
        },
        report: Report {
            schema: crate::report::SCHEMA,
            suite: SuiteName::THIS,
            as_of: None,
            role: "fuzz",
            target: TargetReport::of(target),
            seed: options.seed,
            started_at: rfc3339(started),
            duration_ms: millis(elapsed),
            verdict: verdict(&cases, circumstances),
            ledger: None,
            untrue_entries: Vec::new(),
            totals: Totals::of(&cases),
            ended_early: ended,
            clock_skew: engine.line().skew(),
            traffic: Some(engine.line().pace()).filter(|pace| pace.is_bounded()).map(Pace::traffic),
            cases,
            circumstances,
        },
        findings,
    }
}

/// What became of a finding that was sent again.
#[derive(Debug)]
pub struct Replayed {
    exchange: Exchange,
    breach: Option<oracle::Breach>,
}

impl Replayed {
    /// What was sent and what came back, without secrets.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence::of(&self.exchange)
    }

    /// What came of it, in words: `granted`, `403 AccessDeniedException`, `no answer in time`.
    #[must_use]
    pub fn outcome(&self) -> String {
        disposition(&self.exchange).describe()
    }

    /// What was observed, as a finding says it: the breach, or what came of the request where nothing is wrong.
    #[must_use]
    pub fn observed(&self) -> String {
        match &self.breach {
            Some(breach) => breach.finding.observed().to_owned(),
            None => self.outcome(),
        }
    }

    /// The requirement that is broken, with what was expected and the breach in a sentence; `None` if nothing is wrong.
    #[must_use]
    pub fn breach(&self) -> Option<(&'static str, &str, &str)> {
        let breach = self.breach.as_ref()?;
        Some((breach.requirement, breach.finding.expected(), breach.finding.message()))
    }

    /// Whether nothing listens at the endpoint.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        self.exchange.received().is_unreachable()
    }
}

/// Sends a finding again, minted and signed anew. `None` if the world has no such association.
///
/// # Example
///
/// ```no_run
/// use eks_auth_suite::search::{KeptFinding, SearchOptions, send_again};
/// use eks_auth_suite::Target;
///
/// # async fn example(text: &str) -> Result<(), Box<dyn std::error::Error>> {
/// let finding = KeptFinding::parse(text)?;
/// let target = Target::embedded(finding.partition(), None).await?;
/// let replayed = send_again(&target, &finding, &SearchOptions::default()).await.ok_or("another world")?;
/// println!("{}", replayed.outcome());
/// # Ok(())
/// # }
/// ```
pub async fn send_again(target: &Target, finding: &KeptFinding, options: &SearchOptions) -> Option<Replayed> {
    if let Some(wait) = options.wait {
        crate::client::wait_for(target.endpoint(), wait).await;
    }
    // It is a request or two: a budget would only cut them short.
    let line = Arc::new(Line::new(target, options.limits, None, options.rate));
    let bench = Arc::new(Bench::new(target, options, line, || false));
    let (exchange, breach) = bench.prober().send(finding.recipe()).await?;
    Some(Replayed { exchange, breach })
}

async fn until_stopped(mut stop: Stop, halt: Arc<Halt>) {
    stop.requested().await;
    halt.stop();
}

/// Waits until the search is stopped, and then so long that whatever the service answers soon is not lost.
async fn cut_off(mut stop: Stop) {
    stop.requested().await;
    tokio::time::sleep(PATIENCE).await;
}

fn tell(notice: &Notice, events: &mut impl FnMut(&SearchEvent<'_>)) {
    match notice {
        Notice::Progress { cases, requests } => {
            events(&SearchEvent::Progress { cases: *cases, requests: *requests });
        }
        Notice::Found(finding) => events(&SearchEvent::Found(finding)),
    }
}

fn ended_early(ungranted: Option<&Exchange>, ending: Option<Ending>) -> Option<String> {
    match (ungranted, ending) {
        (Some(exchange), _) => {
            let outcome = disposition(exchange).describe();
            Some(format!(
                "the plain exchange was never granted ({outcome}), and everything else starts from that"
            ))
        }
        (None, Some(Ending::Lost)) => Some("the service was lost: nothing is answered any more".to_owned()),
        (None, Some(Ending::Away)) => {
            Some("the service was away for a while: nothing listened there".to_owned())
        }
        (None, Some(Ending::Interrupted)) => Some("the search was interrupted".to_owned()),
        (None, None) => None,
    }
}
