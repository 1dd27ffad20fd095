//! The report of a run, and the files that write it in one format each.

mod areas;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod lines;
pub mod sarif;
pub mod terminal;
mod totals;
mod when;

use serde::Serialize;

use crate::catalogue::Level;
use crate::evidence::Evidence;
use crate::ledger::{Mark, Settlement, Standing, Untrue};
use crate::outcome::{Outcome, SkipReason, Verdict};
use crate::pace::Traffic;
use crate::skew::Skew;
use crate::target::{Implementation, Target, TargetKind};

pub(crate) use totals::{Circumstances, leaves_doubt, verdict};
pub use totals::{MustTotals, Totals};
pub(crate) use when::{millis, rfc3339};

/// The name of the report's form; it changes with the form.
pub const SCHEMA: &str = "eks-auth-conformance/report/v1";

/// What a run found. It holds no secret.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub(crate) schema: &'static str,
    pub(crate) suite: SuiteName,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<String>,
    pub(crate) role: &'static str,
    pub(crate) target: TargetReport,
    pub(crate) seed: u64,
    pub(crate) started_at: String,
    pub(crate) duration_ms: u64,
    pub(crate) verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ledger: Option<Settlement>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) untrue_entries: Vec<Untrue>,
    pub(crate) totals: Totals,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ended_early: Option<String>,
    #[serde(rename = "clock_skew_seconds", skip_serializing_if = "Option::is_none")]
    pub(crate) clock_skew: Option<Skew>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) traffic: Option<Traffic>,
    pub(crate) cases: Vec<CaseReport>,
    // The verdict tells of them.
    #[serde(skip)]
    pub(crate) circumstances: Circumstances,
}

impl Report {
    /// What was tested.
    #[must_use]
    pub fn target(&self) -> &TargetReport {
        &self.target
    }

    /// The release of the suite whose cases were run, if it was an earlier one that was asked for.
    #[must_use]
    pub fn as_of(&self) -> Option<&str> {
        self.as_of.as_deref()
    }

    /// The seed of everything drawn at random.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// When the run began, in UTC as RFC 3339 writes it.
    #[must_use]
    pub fn started_at(&self) -> &str {
        &self.started_at
    }

    /// How long the run took, in milliseconds.
    #[must_use]
    pub fn duration_ms(&self) -> u64 {
        self.duration_ms
    }

    /// The verdict on the service.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The counts.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// Why the run ended before everything was sent, if it did.
    #[must_use]
    pub fn ended_early(&self) -> Option<&str> {
        self.ended_early.as_deref()
    }

    /// How far the service's clock is from this machine's, if it is too far for tokens and signatures to be judged well.
    #[must_use]
    pub fn clock_skew(&self) -> Option<Skew> {
        self.clock_skew
    }

    /// What was sent, of a run that was bounded in that.
    #[must_use]
    pub fn traffic(&self) -> Option<Traffic> {
        self.traffic
    }

    /// Whether the plain exchange was granted: without that, refusals say little.
    #[must_use]
    pub fn plain_granted(&self) -> bool {
        self.circumstances.plain_granted
    }

    /// How the report and a ledger settle, if it was compared with one.
    #[must_use]
    pub fn ledger(&self) -> Option<&Settlement> {
        self.ledger.as_ref()
    }

    /// The entries of that ledger that are not true, or not true any more.
    #[must_use]
    pub fn untrue_entries(&self) -> &[Untrue] {
        &self.untrue_entries
    }

    /// Every case that was selected, in the order of the suite.
    #[must_use]
    pub fn cases(&self) -> &[CaseReport] {
        &self.cases
    }
}

/// Which suite wrote the report.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SuiteName {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
}

impl SuiteName {
    pub(crate) const THIS: Self = Self { name: "eks-auth-conformance", version: env!("CARGO_PKG_VERSION") };
}

/// What was tested.
#[derive(Clone, Debug, Serialize)]
pub struct TargetReport {
    pub(crate) endpoint: String,
    pub(crate) kind: TargetKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) implementation: Option<Implementation>,
}

impl TargetReport {
    pub(crate) fn of(target: &Target) -> Self {
        Self {
            endpoint: target.endpoint().to_string(),
            kind: target.kind(),
            implementation: target.implementation().cloned(),
        }
    }

    /// The URL of the service.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// What kind of service it is.
    #[must_use]
    pub fn kind(&self) -> TargetKind {
        self.kind
    }

    /// Its name and version, if they were given.
    #[must_use]
    pub fn implementation(&self) -> Option<&Implementation> {
        self.implementation.as_ref()
    }
}

/// What became of one case.
#[derive(Clone, Debug, Serialize)]
pub struct CaseReport {
    pub(crate) id: String,
    pub(crate) requirement: &'static str,
    pub(crate) level: Level,
    pub(crate) area: &'static str,
    pub(crate) title: String,
    pub(crate) outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) skip_reason: Option<SkipReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) observed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<String>,
    pub(crate) duration_ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) replay: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exchange: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ledger: Option<Mark>,
}

impl CaseReport {
    /// The case's ID.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The ID of the requirement that it decides.
    #[must_use]
    pub fn requirement(&self) -> &'static str {
        self.requirement
    }

    /// How binding it is.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// The name of its area.
    #[must_use]
    pub fn area(&self) -> &'static str {
        self.area
    }

    /// What it expects, in a few words.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What became of it.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// Why it was skipped, if it was.
    #[must_use]
    pub fn skip_reason(&self) -> Option<SkipReason> {
        self.skip_reason
    }

    /// What was expected.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// What was observed, without identifiers, times and counts.
    #[must_use]
    pub fn observed(&self) -> Option<&str> {
        self.observed.as_deref()
    }

    /// What went wrong, naming the member, header or claim at fault; or why it was skipped or not decided.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// How long its probes took together, in milliseconds. Cases share probes.
    #[must_use]
    pub fn duration_ms(&self) -> u64 {
        self.duration_ms
    }

    /// The command that sends the case again.
    #[must_use]
    pub fn replay(&self) -> Option<&str> {
        self.replay.as_deref()
    }

    /// The exchange that shows the breach, without secrets.
    #[must_use]
    pub fn exchange(&self) -> Option<&Evidence> {
        self.exchange.as_ref()
    }

    /// What went wrong in a few lines, for writers that have no room for more: as it was, not yet escaped.
    pub(crate) fn in_short(&self) -> String {
        let lines = [
            ("", self.message().or(Some(self.title()))),
            ("expected: ", self.expected()),
            ("observed: ", self.observed()),
            ("replay: ", self.replay()),
        ];
        let told = lines.into_iter().filter_map(|(name, text)| Some(format!("{name}{}", text?)));
        told.collect::<Vec<_>>().join("\n")
    }

    /// What the ledger says of it, if the report was compared with one.
    #[must_use]
    pub fn ledger(&self) -> Option<&Mark> {
        self.ledger.as_ref()
    }

    /// Whether a ledger expects what became of it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.ledger.as_ref().is_some_and(|mark| mark.standing() == Standing::Known)
    }
}
