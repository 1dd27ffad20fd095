//! The rulings on one case, probe by probe, until it is decided.

use std::time::Duration;

use super::{needs_words, replay_command};
use crate::canonical::canonical;
use crate::case::{Case, Due};
use crate::cases::suite;
use crate::catalogue::Level;
use crate::judge::{Finding, Ruling};
use crate::options::Options;
use crate::outcome::{Outcome, SkipReason};
use crate::probe::Transcript;
use crate::provision::Unsent;
use crate::report::{CaseReport, millis};
use crate::skew::Skew;
use crate::target::Target;

/// How many further breaches a message names.
const NAMED: usize = 5;

/// A case in the making. Only what the report needs is kept of a transcript.
pub(super) struct Fold {
    case: &'static Case,
    left: usize,
    took: Duration,
    broken: Vec<(usize, Box<Finding>)>,
    undecided: Option<(usize, String)>,
    holds: Option<(usize, String)>,
    not_applicable: Option<(usize, String)>,
    lacking: Option<(usize, String)>,
    /// Probes that were not sent: they count where no other probe decides anything.
    unsent: Option<(usize, String)>,
}

impl Fold {
    pub(super) fn new(case: &'static Case) -> Self {
        Self {
            case,
            left: case.probes().len(),
            took: Duration::ZERO,
            broken: Vec::new(),
            undecided: None,
            holds: None,
            not_applicable: None,
            lacking: None,
            unsent: None,
        }
    }

    pub(super) fn id(&self) -> &'static str {
        self.case.id()
    }

    /// Whether a breach was seen.
    pub(super) fn is_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    pub(super) fn is_finished(&self) -> bool {
        self.left == 0
    }

    /// Whether the probe is one of the case's.
    pub(super) fn has_probe(&self, probe: usize) -> bool {
        self.case.probes().binary_search(&probe).is_ok()
    }

    /// Whether the case is judged by this probe at the end of the run.
    pub(super) fn waits_for(&self, probe: usize) -> bool {
        self.case.due() == Due::AtEnd && self.has_probe(probe)
    }

    /// Takes one probe's transcript, if it is one of the case's and the case is due; true when that was the last.
    pub(super) fn take(&mut self, probe: usize, transcript: &Transcript, took: Duration, due: Due) -> bool {
        if self.case.due() != due || !self.has_probe(probe) {
            return false;
        }
        self.left = self.left.saturating_sub(1);
        self.took += took;
        match self.case.judge(transcript) {
            Ruling::Broken(finding) => self.broken.push((probe, finding)),
            Ruling::Undecided(why) => keep_first(&mut self.undecided, probe, why),
            Ruling::Holds(observed) => keep_first(&mut self.holds, probe, observed),
            Ruling::NotApplicable(why) => keep_first(&mut self.not_applicable, probe, why),
            Ruling::Lacking(what) => keep_first(&mut self.lacking, probe, what),
        }
        self.left == 0
    }

    /// Takes notice that one of the case's probes was not sent; true when that was the last.
    pub(super) fn miss(&mut self, probe: usize, why: &Unsent) -> bool {
        if !self.has_probe(probe) {
            return false;
        }
        self.left = self.left.saturating_sub(1);
        match why {
            Unsent::Lacks(what) => keep_first(&mut self.unsent, probe, what.clone()),
            Unsent::Failed(why) => keep_first(&mut self.undecided, probe, why.clone()),
        }
        self.left == 0
    }

    /// The case as it stands; `unfinished` says why probes are missing, if any are, and `skew` how far the clocks differ: it
    /// may be why good requests are refused.
    pub(super) fn report(
        &self,
        options: &Options,
        target: &Target,
        unfinished: Option<&str>,
        skew: Option<Skew>,
    ) -> CaseReport {
        let mut report = CaseReport {
            id: self.case.id().to_owned(),
            requirement: self.case.requirement().id(),
            level: self.case.level_under(options),
            area: self.case.area().as_str(),
            title: self.case.title().to_owned(),
            outcome: Outcome::Passed,
            skip_reason: None,
            expected: None,
            observed: None,
            message: None,
            duration_ms: millis(self.took),
            replay: None,
            exchange: None,
            ledger: None,
        };
        // The order in which probes end must not show: breaches are told in the order of the suite.
        if let Some((_, finding)) = self.broken.iter().min_by_key(|(probe, _)| *probe) {
            self.tell_breach(&mut report, finding, options);
        } else if let Some(why) = unfinished.filter(|_| !self.is_finished()) {
            self.tell(&mut report, Outcome::Inconclusive, why);
        } else if let Some((_, why)) = &self.undecided {
            let skew = skew.map(|skew| format!("; {skew}")).unwrap_or_default();
            self.tell(&mut report, Outcome::Inconclusive, &format!("{why}{skew}"));
        } else if let Some((_, what)) = &self.lacking {
            self.tell(&mut report, Outcome::Skipped, what);
            report.skip_reason = Some(SkipReason::LacksFixture);
        } else if let Some((_, observed)) = &self.holds {
            report.observed = Some(canonical(observed));
        } else if let (Some((_, what)), None) = (&self.unsent, &self.not_applicable) {
            self.tell(&mut report, Outcome::Skipped, what);
            report.skip_reason = Some(SkipReason::LacksFixture);
        } else {
            let why =
                self.not_applicable.as_ref().map_or("there was nothing to decide", |(_, why)| why.as_str());
            self.tell(&mut report, Outcome::Skipped, why);
            report.skip_reason = Some(SkipReason::NotApplicable);
        }
        if needs_words(report.outcome) {
            report.replay = Some(replay_command(self.case, options, target));
        }
        report
    }

    fn tell_breach(&self, report: &mut CaseReport, finding: &Finding, options: &Options) {
        report.outcome = match self.case.level_under(options) {
            Level::Must => Outcome::Failed,
            Level::Should if options.strict => Outcome::Failed,
            Level::Should => Outcome::Warned,
            Level::May => Outcome::Passed,
        };
        report.observed = Some(canonical(finding.observed()));
        if report.outcome == Outcome::Passed {
            return;
        }
        report.expected = Some(finding.expected().to_owned());
        report.message = Some(self.message(finding));
        report.exchange = finding.evidence().cloned();
    }

    /// The first breach in words, and where else it was seen.
    fn message(&self, finding: &Finding) -> String {
        if self.case.probes().len() == 1 {
            return finding.message().to_owned();
        }
        let mut probes: Vec<usize> = self.broken.iter().map(|(probe, _)| *probe).collect();
        probes.sort_unstable();
        let title = |probe: &usize| suite().probes.get(*probe).map_or("", |probe| probe.title());
        let first = probes.first().map_or("", title);
        let mut message = format!("{} (seen with: {first})", finding.message());
        let others = probes.get(1..).unwrap_or_default();
        if !others.is_empty() {
            let named: Vec<&str> = others.iter().take(NAMED).map(title).collect();
            message.push_str(&format!("; also with: {}", named.join("; ")));
        }
        if others.len() > NAMED {
            message.push_str(&format!("; and with {} more", others.len() - NAMED));
        }
        message
    }

    fn tell(&self, report: &mut CaseReport, outcome: Outcome, why: &str) {
        report.outcome = outcome;
        report.expected = Some(self.case.title().to_owned());
        report.observed =
            Some(if outcome == Outcome::Skipped { "nothing to decide" } else { "not decided" }.to_owned());
        report.message = Some(why.to_owned());
    }
}

fn keep_first(kept: &mut Option<(usize, String)>, probe: usize, text: String) {
    if kept.as_ref().is_none_or(|(known, _)| probe < *known) {
        *kept = Some((probe, text));
    }
}
