//! Sends every probe once, has it judged, and keeps count; survives a service that is lost on the way.

mod aging;
#[cfg(test)]
mod determinism;
mod fold;
mod perform;
mod performed;
mod select;
mod stop;

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use thiserror::Error;
use tokio::task::JoinSet;

pub use performed::{Performed, PerformedTurn};
pub use select::Selection;
pub use stop::Stop;

use crate::callback::{Callback, CallbackAddress, Followed};
use crate::case::{Case, Due};
use crate::cases::{PLAIN, suite};
use crate::client::wait_for;
use crate::command;
use crate::filter::FilterError;
use crate::judge::disposition;
use crate::options::{Options, Sigv4};
use crate::outcome::Outcome;
use crate::pace::Pace;
use crate::probe::{Probe, Transcript, Turn};
use crate::provision::{Provision, Unsent};
use crate::report::{self, CaseReport, Report, SCHEMA, SuiteName, TargetReport, Totals, millis, rfc3339};
use crate::target::Target;

use fold::Fold;
use perform::Performer;

/// How long after the last token that points to the suite's listener somebody may still come there.
const GRACE: Duration = Duration::from_secs(1);

/// Why a run could not begin.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RunError {
    /// The filters are wrong, or leave nothing.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The suite cannot listen where the service should reach it.
    #[error("cannot listen at `{address}`, where the service could reach the suite")]
    Callback {
        /// Where it should.
        address: CallbackAddress,
        /// What the system says.
        source: std::io::Error,
    },
}

/// What happens in a run, as it happens.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// What the run will send, if it is bounded in that. Nothing was sent yet.
    Planned(&'a Provision),
    /// The run begins.
    Started {
        /// How many cases were selected.
        cases: usize,
    },
    /// A breach of a case's requirement was seen for the first time; the case goes on until all its probes were sent.
    Breach {
        /// The case's ID.
        case: &'a str,
    },
    /// A probe was carried out, and all is known that will be of it.
    ProbeFinished(&'a Performed<'a>),
    /// A case is decided, or will not be.
    CaseFinished(&'a CaseReport),
    /// The run ends.
    Finished(&'a Report),
}

/// Runs the suite against a target.
///
/// Events come in the order in which cases are decided; the report has them in the order of the suite.
///
/// # Errors
///
/// When the filters of `options` are no globs or leave no case. Whatever the service does ends in a report.
///
/// # Example
///
/// ```
/// use eks_auth_suite::{Options, Stop, Target, Verdict, run};
/// use eks_auth_world::Partition;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let target = Target::embedded(Partition::Aws, None).await?;
/// let options = Options { only: vec!["response.*".to_owned()], ..Options::default() };
/// let report = run(&target, &options, |_| {}, Stop::never()).await?;
/// assert_eq!(report.verdict(), Verdict::Conformant);
/// # Ok(())
/// # }
/// ```
pub async fn run(
    target: &Target,
    options: &Options,
    events: impl FnMut(&Event<'_>),
    stop: Stop,
) -> Result<Report, RunError> {
    let selection = Selection::of(options)?;
    let callback = listen(target, options).await?;
    Ok(Run::new(target, options, selection, Effort::EveryProbe, callback, events).carry_out(stop).await)
}

/// What a run would send, without sending anything.
///
/// # Errors
///
/// As [`run`].
///
/// # Example
///
/// ```
/// use eks_auth_suite::{Options, Target, provide};
/// use eks_auth_world::Partition;
///
/// let target = Target::remote("http://127.0.0.1:8080".parse()?, Partition::Aws);
/// let options = Options { only: vec!["request.token.number".to_owned()], ..Options::default() };
/// let provision = provide(&target, &options)?;
/// // The request, its twin, and the plain exchange of two pods.
/// assert_eq!((provision.cases().len(), provision.requests()), (1, 4));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn provide(target: &Target, options: &Options) -> Result<Provision, FilterError> {
    Ok(Provision::of(target, options, &Selection::of(options)?))
}

/// Runs some cases, each until the first of its probes shows a breach: what they see, with the least of requests.
pub(crate) async fn run_to_first_breach(target: &Target, options: &Options, selection: Selection) -> Report {
    let callback = listen(target, options).await.unwrap_or_default();
    Run::new(target, options, selection, Effort::FirstBreach, callback, |_| {}).carry_out(Stop::never()).await
}

async fn listen(target: &Target, options: &Options) -> Result<Option<Callback>, RunError> {
    let listening = Callback::listen(options.callback.as_ref(), target.endpoint(), target.world()).await;
    match (listening, &options.callback) {
        (Ok(callback), _) => Ok(callback),
        (Err(source), Some(address)) => Err(RunError::Callback { address: address.clone(), source }),
        (Err(_), None) => Ok(None),
    }
}

/// What is sent for a case that is broken already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Effort {
    /// The rest of its probes as well: the report names all that break it.
    EveryProbe,
    /// Nothing more.
    FirstBreach,
}

struct Run<'a, F> {
    target: &'a Target,
    options: &'a Options,
    folds: Vec<Fold>,
    probes: Vec<usize>,
    effort: Effort,
    performer: Arc<Performer>,
    late: Vec<Late>,
    events: F,
    started: Instant,
    started_at: SystemTime,
    plain_granted: bool,
}

/// A probe of which there may be more to say at the end of the run.
struct Late {
    probe: usize,
    transcript: Transcript,
    took: Duration,
    ended: Instant,
}

impl<'a, F: FnMut(&Event<'_>)> Run<'a, F> {
    fn new(
        target: &'a Target,
        options: &'a Options,
        selection: Selection,
        effort: Effort,
        callback: Option<Callback>,
        events: F,
    ) -> Self {
        // What is bounded is planned first: whoever is careful wants to know, and a budget goes to what matters.
        let is_bounded = options.rate.is_some() || options.budget.is_some();
        let provision = is_bounded.then(|| Provision::of(target, options, &selection));
        Self {
            effort,
            target,
            options,
            folds: selection.cases().map(Fold::new).collect(),
            probes: selection.probes().to_vec(),
            performer: Arc::new(Performer::new(target, options, provision, callback)),
            late: Vec::new(),
            events,
            started: Instant::now(),
            started_at: SystemTime::now(),
            plain_granted: false,
        }
    }

    async fn carry_out(mut self, mut stop: Stop) -> Report {
        let performer = Arc::clone(&self.performer);
        if let Some(provision) = performer.provision() {
            (self.events)(&Event::Planned(provision));
        }
        (self.events)(&Event::Started { cases: self.folds.len() });
        let bound = tokio::time::sleep(self.options.max_time);
        tokio::pin!(bound);
        let options = self.options;
        let ended_early = tokio::select! {
            () = self.send_everything() => self.loss(),
            () = stop.requested() => Some("the run was interrupted".to_owned()),
            () = performer.pace().spent() => Some(format!(
                "the budget of {} requests was spent", options.budget.unwrap_or_default()
            )),
            () = &mut bound => Some(format!("the run took longer than its bound of {} s", self.options.max_time.as_secs())),
        };
        // Of what was cut short only that is certain which was seen already.
        self.judge_late(|followed| followed.first().is_some());
        self.report(ended_early)
    }

    /// The plain exchange first and alone: whoever does not answer it is spared the rest.
    async fn send_everything(&mut self) {
        if let Some(wait) = self.options.wait {
            wait_for(self.performer.endpoint(), wait).await;
        }
        let (performed, took) = self.performer.perform(PLAIN).await;
        let is_granted = |turn: &Turn| disposition(&turn.exchange).is_granted();
        self.plain_granted = performed.as_ref().is_ok_and(|transcript| transcript.variants().any(is_granted));
        self.settle(PLAIN, performed, took);
        let (alone, together): (Vec<usize>, Vec<usize>) =
            self.probes.iter().filter(|probe| **probe != PLAIN).partition(|probe| runs_alone(**probe));
        for probe in alone {
            if !self.performer.lost() && self.is_needed(probe) {
                let (performed, took) = self.performer.perform(probe).await;
                self.settle(probe, performed, took);
            }
        }
        let (early, others): (Vec<usize>, Vec<usize>) =
            together.into_iter().partition(|probe| runs_early(*probe));
        let mut waiting = early.into_iter().chain(others);
        let mut running: JoinSet<(usize, Result<Transcript, Unsent>, Duration)> = JoinSet::new();
        loop {
            while running.len() < self.options.jobs.max(1) && !self.performer.lost() {
                let Some(probe) = waiting.next() else { break };
                if !self.is_needed(probe) {
                    continue;
                }
                let performer = Arc::clone(&self.performer);
                running.spawn(async move {
                    let (performed, took) = performer.perform(probe).await;
                    (probe, performed, took)
                });
            }
            match running.join_next().await {
                None => break,
                Some(Ok((probe, performed, took))) => {
                    self.settle(probe, performed, took);
                    // Answers may take long to judge and be there at once: the bounds of the run are looked at in between.
                    tokio::task::yield_now().await;
                }
                // A probe that panicked is an error of the suite: its cases stay undecided, the rest goes on.
                Some(Err(_)) => {}
            }
        }
        self.wait_for_late().await;
        self.judge_late(|_| true);
    }

    /// Waits until what comes late has had its time since the last request that could lead to it.
    async fn wait_for_late(&self) {
        let last = self.late.iter().map(|late| late.ended).max().filter(|_| self.performer.listens());
        if let Some(last) = last {
            tokio::time::sleep_until((last + GRACE).into()).await;
        }
    }

    /// Judges what is judged at the end, of the probes of which there is this to say.
    fn judge_late(&mut self, ready: impl Fn(&Followed) -> bool) {
        for Late { probe, mut transcript, took, .. } in std::mem::take(&mut self.late) {
            transcript.followed = self.performer.followed(&transcript);
            self.announce(probe, &transcript);
            if ready(&transcript.followed) {
                self.tell(probe, &transcript, took, Due::AtEnd);
            }
        }
    }

    /// Whether some case still wants to see it.
    fn is_needed(&self, probe: usize) -> bool {
        self.effort == Effort::EveryProbe
            || self.folds.iter().any(|fold| !fold.is_broken() && fold.has_probe(probe))
    }

    /// Why the run ended before everything was sent, if the service did not last.
    fn loss(&self) -> Option<String> {
        let endpoint = self.target.endpoint();
        let why = self.performer.last_silence().map(|words| format!(" ({words})")).unwrap_or_default();
        match (self.performer.lost(), self.performer.ever_answered()) {
            (false, _) => None,
            (true, true) => Some(format!("the service was lost: nothing is answered any more{why}")),
            (true, false) => Some(format!("nothing answers at {endpoint}{why}")),
        }
    }

    /// Judges a probe that was sent; of any other, its cases take notice.
    fn settle(&mut self, probe: usize, performed: Result<Transcript, Unsent>, took: Duration) {
        let why = match performed {
            Ok(transcript) => return self.judge(probe, transcript, took),
            Err(why) => why,
        };
        for fold in &mut self.folds {
            if fold.miss(probe, &why) {
                let report = fold.report(self.options, self.target, None, self.performer.skew());
                (self.events)(&Event::CaseFinished(&report));
            }
        }
    }

    fn judge(&mut self, probe: usize, transcript: Transcript, took: Duration) {
        self.tell(probe, &transcript, took, Due::AtOnce);
        if self.folds.iter().any(|fold| fold.waits_for(probe)) {
            self.late.push(Late { probe, transcript, took, ended: Instant::now() });
        } else {
            self.announce(probe, &transcript);
        }
    }

    fn announce(&mut self, position: usize, transcript: &Transcript) {
        if let Some(probe) = suite().probes.get(position) {
            (self.events)(&Event::ProbeFinished(&Performed::new(position, probe, transcript)));
        }
    }

    fn tell(&mut self, probe: usize, transcript: &Transcript, took: Duration, due: Due) {
        for fold in &mut self.folds {
            let before = fold.is_broken();
            let finished = fold.take(probe, transcript, took, due);
            if fold.is_broken() && !before {
                (self.events)(&Event::Breach { case: fold.id() });
            }
            if finished {
                let report = fold.report(self.options, self.target, None, self.performer.skew());
                (self.events)(&Event::CaseFinished(&report));
            }
        }
    }

    fn report(mut self, ended_early: Option<String>) -> Report {
        let unfinished = ended_early.as_deref().unwrap_or("the suite failed within one of the case's probes");
        let skew = self.performer.skew();
        let mut cases = Vec::with_capacity(self.folds.len());
        for fold in &self.folds {
            let report = fold.report(self.options, self.target, Some(unfinished), skew);
            if !fold.is_finished() {
                (self.events)(&Event::CaseFinished(&report));
            }
            cases.push(report);
        }
        let circumstances = report::Circumstances {
            ended_early: ended_early.is_some(),
            plain_granted: self.plain_granted,
            require_all: self.options.require_all,
        };
        let report = Report {
            schema: SCHEMA,
            suite: SuiteName::THIS,
            as_of: self.options.as_of.as_ref().map(ToString::to_string),
            role: "service",
            target: TargetReport::of(self.target),
            seed: self.options.seed,
            started_at: rfc3339(self.started_at),
            duration_ms: millis(self.started.elapsed()),
            verdict: report::verdict(&cases, circumstances),
            ledger: None,
            untrue_entries: Vec::new(),
            totals: Totals::of(&cases),
            ended_early,
            clock_skew: skew,
            traffic: Some(self.performer.pace()).filter(|pace| pace.is_bounded()).map(Pace::traffic),
            cases,
            circumstances,
        };
        (self.events)(&Event::Finished(&report));
        report
    }
}

fn runs_early(probe: usize) -> bool {
    suite().probes.get(probe).is_some_and(Probe::runs_early)
}

fn runs_alone(probe: usize) -> bool {
    suite().probes.get(probe).is_some_and(Probe::runs_alone)
}

/// The command that sends a case again.
fn replay_command(case: &Case, options: &Options, target: &Target) -> String {
    let mut command = command::replay(case.id(), target, &options.limits);
    if target.partition() != eks_auth_world::Partition::default() {
        command.push_str(&format!(" --partition {}", target.partition()));
    }
    with_options(command, options)
}

/// The options that make a difference to a single case.
fn with_options(mut command: String, options: &Options) -> String {
    if let Some(callback) = &options.callback {
        command.push_str(&format!(" --callback {callback}"));
    }
    if options.strict {
        command.push_str(" --strict");
    }
    if options.sigv4 == Sigv4::Required {
        command.push_str(" --sigv4 required");
    }
    command.push_str(&format!(" --seed {}", options.seed));
    command
}

/// Whether an outcome needs an explanation.
fn needs_words(outcome: Outcome) -> bool {
    outcome != Outcome::Passed
}
