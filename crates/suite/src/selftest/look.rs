//! One fault before the cases: who sees it.

use std::collections::BTreeSet;
use std::io;
use std::time::Duration;

use eks_auth_mock::Fault;

use super::options::{Options, Scope};
use super::setting::Setting;
use crate::case::Case;
use crate::outcome::{Outcome, Verdict};
use crate::report::{CaseReport, Report};
use crate::runner::{Selection, run_to_first_breach};

/// What the cases made of one fault.
#[derive(Clone, Debug)]
pub struct Sight {
    fault: &'static Fault,
    seen_by: Vec<String>,
    seen_outside_by: Vec<String>,
    unexplained_by: Vec<String>,
    verdict: Verdict,
    took: Duration,
}

impl Sight {
    /// The fault.
    #[must_use]
    pub fn fault(&self) -> &'static Fault {
        self.fault
    }

    /// The IDs of the cases of the fault's requirement that see it, in the order of the suite.
    #[must_use]
    pub fn seen_by(&self) -> &[String] {
        &self.seen_by
    }

    /// The IDs of the cases of other requirements that see it. These are looked at only where no case of its own sees it, or
    /// under [`Scope::Everything`].
    #[must_use]
    pub fn seen_outside_by(&self) -> &[String] {
        &self.seen_outside_by
    }

    /// The verdict of the first run on the mock with that fault: of the requirement's cases, or of all.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The IDs of the cases among [`seen_by`](Self::seen_by) that do not say what they saw.
    #[must_use]
    pub fn unexplained_by(&self) -> &[String] {
        &self.unexplained_by
    }

    /// How long that run took. Others ran at the same time.
    #[must_use]
    pub fn took(&self) -> Duration {
        self.took
    }

    /// Nobody sees the fault.
    pub(super) fn nothing_of(fault: &'static Fault) -> Self {
        Self {
            fault,
            seen_by: Vec::new(),
            seen_outside_by: Vec::new(),
            unexplained_by: Vec::new(),
            verdict: Verdict::Inconclusive,
            took: Duration::ZERO,
        }
    }

    fn of(fault: &'static Fault, report: &Report) -> Self {
        let (own, others): (Vec<&CaseReport>, Vec<&CaseReport>) =
            complaining(report).partition(|case| case.requirement() == fault.requirement());
        let ids = |cases: &[&CaseReport]| cases.iter().map(|case| case.id().to_owned()).collect();
        let unexplained: Vec<&CaseReport> = own.iter().copied().filter(|case| !explains(case)).collect();
        Self {
            fault,
            seen_by: ids(&own),
            seen_outside_by: ids(&others),
            unexplained_by: ids(&unexplained),
            verdict: report.verdict(),
            took: Duration::from_millis(report.duration_ms()),
        }
    }
}

/// Looks at faults, one call each.
#[derive(Clone, Debug)]
pub(super) struct Lookout {
    setting: Setting,
    scope: Scope,
}

impl Lookout {
    pub(super) fn new(options: &Options) -> Self {
        Self { setting: Setting::new(options), scope: options.scope }
    }

    /// The cases that complain of the mock without a fault, of those before which some fault is put.
    pub(super) async fn complaints(&self, faults: &[&'static Fault]) -> io::Result<Vec<String>> {
        let broken: BTreeSet<&str> = faults.iter().map(|fault| fault.requirement()).collect();
        let report =
            self.run(None, |case| self.takes_all() || broken.contains(case.requirement().id())).await?;
        Ok(complaining(&report).map(|case| case.id().to_owned()).collect())
    }

    /// Who sees the fault.
    pub(super) async fn look(&self, fault: &'static Fault) -> io::Result<Sight> {
        let is_own = |case: &Case| case.requirement().id() == fault.requirement();
        let report = self.run(Some(fault), |case| self.takes_all() || is_own(case)).await?;
        let mut sight = Sight::of(fault, &report);
        if sight.seen_by.is_empty() && !self.takes_all() {
            let report = self.run(Some(fault), |case| !is_own(case)).await?;
            sight.seen_outside_by = Sight::of(fault, &report).seen_outside_by;
        }
        Ok(sight)
    }

    fn takes_all(&self) -> bool {
        self.scope == Scope::Everything
    }

    async fn run(&self, fault: Option<&'static Fault>, wanted: impl Fn(&Case) -> bool) -> io::Result<Report> {
        let (target, options) = self.setting.stage(fault).await?;
        Ok(run_to_first_breach(&target, &options, Selection::of_cases(wanted)).await)
    }
}

fn complaining(report: &Report) -> impl Iterator<Item = &CaseReport> {
    report.cases().iter().filter(|case| matches!(case.outcome(), Outcome::Failed | Outcome::Warned))
}

/// Whether a case says what it saw, as everybody needs it who has to mend a service.
fn explains(case: &CaseReport) -> bool {
    let texts = [case.expected(), case.observed(), case.message(), case.replay()];
    texts.iter().all(|text| text.is_some_and(|text| !text.is_empty())) && case.exchange().is_some()
}
