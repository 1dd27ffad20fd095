//! What of a run can be sent: every probe is planned before anything goes out, and left out where something is lacking.

use std::collections::{BTreeMap, HashMap};

use eks_auth_world::Fixture;

use crate::Area;
use crate::callback::Trail;
use crate::case::Case;
use crate::cases::{PLAIN, suite};
use crate::catalogue::Level;
use crate::options::Options;
use crate::probe::{Part, Plan, Probe, Step};
use crate::profile::ProfileError;
use crate::runner::Selection;
use crate::stage::Stage;
use crate::target::Target;

/// So many variants of a sweep go out before its twin shows that the service still grants.
pub(crate) const TWIN_EVERY: usize = 8;
/// A probe of more requests than this is sent only to those who ask for it.
const BULK: usize = 12;

/// One part in so many of a budget is kept for requests that have to be sent again.
const AGAIN: u64 = 10;

/// Why a probe is not sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Unsent {
    /// The target lacks what it needs, or does not ask for it.
    Lacks(String),
    /// What it needs could not be had this time.
    Failed(String),
}

impl Unsent {
    /// Of a probe that the budget does not reach.
    fn beyond(budget: Option<u64>) -> Self {
        let budget = budget.unwrap_or_default();
        Self::Lacks(format!(
            "the budget of {budget} requests does not reach so far: `limits.requests` of the profile, or --budget, raises it"
        ))
    }

    fn why(&self) -> &str {
        match self {
            Self::Lacks(why) | Self::Failed(why) => why,
        }
    }
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

/// What a run sends: which cases are decided, and with how many requests. Where that is bounded, what a `must` takes goes first,
/// and every area gets its share.
#[derive(Clone, Debug)]
pub struct Provision {
    requests: u64,
    unsent: BTreeMap<usize, Unsent>,
    cases: Vec<&'static str>,
    left_out: Vec<(&'static str, String)>,
}

impl Provision {
    /// Plans a run without sending anything.
    pub(crate) fn of(target: &Target, options: &Options, selection: &Selection) -> Self {
        let mut provision =
            Self { requests: 0, unsent: BTreeMap::new(), cases: Vec::new(), left_out: Vec::new() };
        let (care, now) = (Care::of(options), target.now());
        // A part is kept for what has to be sent again.
        let budget = options.budget.map_or(u64::MAX, |budget| budget - budget / AGAIN);
        for position in in_order(selection) {
            let Some(probe) = suite().probes.get(position) else { continue };
            match plan(probe, target.stages().stage(now, options.seed, probe.id()), care) {
                Ok((plan, _)) if provision.requests + plan.requests() as u64 <= budget => {
                    provision.requests += plan.requests() as u64;
                }
                Ok(_) => _ = provision.unsent.insert(position, Unsent::beyond(options.budget)),
                Err(why) => _ = provision.unsent.insert(position, why),
            }
        }
        for case in selection.cases() {
            let why = |probe: &usize| provision.unsent.get(probe);
            match case.probes().iter().map(why).collect::<Option<Vec<_>>>().as_deref() {
                Some([first, ..]) => provision.left_out.push((case.id(), first.why().to_owned())),
                _ => provision.cases.push(case.id()),
            }
        }
        provision
    }

    /// Why a probe is not sent, if it is not.
    pub(crate) fn unsent(&self, probe: usize) -> Option<&Unsent> {
        self.unsent.get(&probe)
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

/// The probes in the order in which a budget is spent on them: the plain exchange, then what decides a `must`, the areas in
/// turn.
fn in_order(selection: &Selection) -> Vec<usize> {
    // The cases that look at everything say nothing of what a probe is for.
    let own = |case: &&&Case| case.probes().len() <= BULK;
    let mut places: HashMap<Area, usize> = HashMap::new();
    let mut ranked: Vec<(bool, bool, usize, usize)> = Vec::new();
    for &probe in selection.probes() {
        let cases: Vec<&'static Case> =
            selection.cases().filter(|case| case.probes().contains(&probe)).collect();
        let of_own = || cases.iter().filter(own);
        let area = of_own().map(|case| case.area()).next().unwrap_or(Area::Response);
        let place = places.entry(area).or_default();
        *place += 1;
        ranked.push((probe != PLAIN, !of_own().any(|case| case.level() == Level::Must), *place, probe));
    }
    ranked.sort_unstable();
    ranked.into_iter().map(|(.., probe)| probe).collect()
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
