//! What of a run can be sent: every probe is planned before anything goes out, and left out where something is lacking.

use eks_auth_world::Fixture;

use crate::callback::Trail;
use crate::options::Options;
use crate::probe::{Part, Plan, Probe, Step};
use crate::profile::ProfileError;
use crate::runner::Selection;
use crate::stage::Stage;
use crate::target::Target;

/// A probe of more requests than this is sent only to those who ask for it.
const BULK: usize = 12;

/// Why a probe is not sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Unsent {
    /// The target lacks what it needs, or does not ask for it.
    Lacks(String),
    /// What it needs could not be had this time.
    Failed(String),
}

impl From<Fixture> for Unsent {
    fn from(fixture: Fixture) -> Self {
        Self::Lacks(format!("this needs {}, which the profile does not give", fixture.describe()))
    }
}

impl From<ProfileError> for Unsent {
    fn from(error: ProfileError) -> Self {
        Self::Failed(error.to_string())
    }
}

/// The plan of a probe, if it can and may be sent.
pub(crate) fn plan(
    probe: &Probe,
    stage: Result<Stage, ProfileError>,
    care: Care,
) -> Result<(Plan, Trail), Unsent> {
    let mut stage = stage?;
    let plan = probe.plan(&mut stage);
    if let Some(fixture) = stage.lacking() {
        return Err(fixture.into());
    }
    if stage.world().is_outside() && differs_in_nothing(&plan) {
        return Err(Fixture::SecondToken.into());
    }
    care.admit(&plan)?;
    Ok((plan, stage.trail()))
}

/// Whether a variant that should differ from its twin is the same request: with a single token it can come to that.
fn differs_in_nothing(plan: &Plan) -> bool {
    let twins = || plan.steps().filter(|step| step.part == Part::Twin);
    let variants = plan.steps().filter(|step| step.part == Part::Variant && !step.is_good);
    variants.into_iter().any(|variant| twins().any(|twin| twin.request.is_same_as(&variant.request)))
}

/// What is sent only to those who ask for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Care {
    hostile: bool,
    bulk: bool,
}

impl Care {
    pub(crate) fn of(options: &Options) -> Self {
        Self { hostile: options.hostile, bulk: options.bulk }
    }

    fn admit(self, plan: &Plan) -> Result<(), Unsent> {
        if !self.hostile && plan.steps().any(|step| step.request.is_hostile()) {
            let why = "this may harm a service: it is sent where the profile says `hostile = true`";
            return Err(Unsent::Lacks(why.to_owned()));
        }
        if !self.bulk && plan.requests() > BULK {
            let why = "this takes many requests: they are sent where the profile says `bulk = true`";
            return Err(Unsent::Lacks(why.to_owned()));
        }
        Ok(())
    }
}

/// What a run would send: which cases would be decided, and with how many requests.
#[derive(Clone, Debug)]
pub struct Provision {
    requests: u64,
    cases: Vec<&'static str>,
    left_out: Vec<(&'static str, String)>,
}

impl Provision {
    /// Plans a run without sending anything.
    pub(crate) fn of(target: &Target, options: &Options, selection: &Selection) -> Self {
        let care = Care::of(options);
        let suite = crate::cases::suite();
        let now = target.now();
        let mut requests = 0;
        let mut unsent: Vec<(usize, String)> = Vec::new();
        for position in selection.probes() {
            let Some(probe) = suite.probes.get(*position) else { continue };
            match plan(probe, target.stages().stage(now, options.seed, probe.id()), care) {
                Ok((plan, _)) => requests += plan.requests() as u64,
                Err(Unsent::Lacks(why) | Unsent::Failed(why)) => unsent.push((*position, why)),
            }
        }
        let (mut cases, mut left_out) = (Vec::new(), Vec::new());
        for case in selection.cases() {
            let why = |probe: &usize| unsent.iter().find(|(position, _)| position == probe);
            match case.probes().iter().map(why).collect::<Option<Vec<_>>>() {
                Some(all) => left_out.push((case.id(), all.first().map_or_else(String::new, |(_, why)| why.clone()))),
                None => cases.push(case.id()),
            }
        }
        Self { requests, cases, left_out }
    }

    /// How many requests it is, if none has to be sent again.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// The cases that are sent.
    #[must_use]
    pub fn cases(&self) -> &[&'static str] {
        &self.cases
    }

    /// The cases that are not, each with what it lacks.
    #[must_use]
    pub fn left_out(&self) -> &[(&'static str, String)] {
        &self.left_out
    }
}

impl Plan {
    /// Its requests as they are planned, each once.
    pub(crate) fn steps(&self) -> Box<dyn Iterator<Item = &Step> + '_> {
        match self {
            Self::InTurn(steps) | Self::AtOnce(steps) | Self::Pipelined(steps) | Self::Interleaved(steps) => {
                Box::new(steps.iter())
            }
            Self::SideBySide(rows) => Box::new(rows.iter().flatten()),
            Self::Sweep { variants, twin } => Box::new(variants.iter().chain([&**twin])),
            Self::Aging(aging) => Box::new(
                aging.pairs.iter().flat_map(|(known, unknown)| [known, unknown]).chain([&aging.twin]),
            ),
        }
    }

    /// How many requests go out, if every one is answered.
    pub(crate) fn requests(&self) -> usize {
        match self {
            Self::Interleaved(steps) => 2 * steps.len(),
            Self::Sweep { variants, .. } => variants.len() + variants.len().div_ceil(TWIN_EVERY),
            // Each is sent known, then again beside an unknown one; and once more where something remembered it.
            Self::Aging(aging) => 3 * aging.pairs.len() + 2,
            _ => self.steps().count(),
        }
    }
}

/// So many variants of a sweep go out before its twin shows that the service still grants.
pub(crate) const TWIN_EVERY: usize = 8;
