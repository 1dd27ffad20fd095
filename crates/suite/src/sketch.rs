//! What a case sends, before anything is sent: for those who ask what it is about.

use std::sync::Arc;

use eks_auth_world::defect::Defect;
use eks_auth_world::{Partition, World};

use crate::case::Case;
use crate::cases::{cases, suite};
use crate::probe::{Part, Plan, Probe, Step};
use crate::stage::Stage;

/// The probes that mint defective tokens have IDs that begin so: a test of the cases says so.
const OF_TOKENS: &str = "token.";

/// One probe of a case.
#[derive(Clone, Copy, Debug)]
pub struct Sketch {
    probe: &'static Probe,
}

impl Sketch {
    /// What it sends, in a few words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.probe.title()
    }

    /// Its requests in words, in the order in which they go out. What a seed draws is drawn with 0.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        steps(self.probe.plan(&mut stage(self.probe))).iter().map(Step::role).collect()
    }
}

impl Case {
    /// What it sends: its probes, in the order of the suite. Several cases may judge one probe, which is sent once.
    ///
    /// # Example
    ///
    /// ```
    /// let number = eks_auth_suite::cases().iter().find(|case| case.id() == "request.token.number").unwrap();
    /// let sketch = number.sends().next().unwrap();
    /// assert_eq!(sketch.title(), "`token` is a number");
    /// assert_eq!(sketch.requests().len(), 2);
    /// ```
    pub fn sends(&self) -> impl ExactSizeIterator<Item = Sketch> + '_ {
        self.probes().iter().map(|position| Sketch { probe: &suite().probes[*position] })
    }
}

/// The cases that judge requests with a token of this defect, those that look at everything among them.
pub fn cases_that_send(defect: &Defect) -> impl Iterator<Item = &'static Case> {
    let sending: Vec<usize> = suite()
        .probes
        .iter()
        .enumerate()
        .filter(|(_, probe)| probe.id().starts_with(OF_TOKENS) && defects_of(probe).contains(&defect.id()))
        .map(|(position, _)| position)
        .collect();
    cases().iter().filter(move |case| case.probes().iter().any(|probe| sending.contains(probe)))
}

/// The defects of the tokens that a probe mints.
pub(crate) fn defects_of(probe: &Probe) -> Vec<&'static str> {
    let mut stage = stage(probe);
    probe.plan(&mut stage);
    stage.defects().to_vec()
}

fn stage(probe: &Probe) -> Stage {
    Stage::new(Arc::new(World::standard(Partition::Aws)), 0.0, 0, probe.id())
}

/// The requests of a plan, in the order in which they go out.
pub(crate) fn steps(plan: Plan) -> Vec<Step> {
    match plan {
        Plan::InTurn(steps) | Plan::AtOnce(steps) | Plan::Pipelined(steps) => steps,
        Plan::Interleaved(steps) => {
            let twins = steps.iter().map(|step| Step { part: Part::Twin, ..step.clone() });
            steps.iter().cloned().chain(twins).collect()
        }
        Plan::SideBySide(rows) => rows.into_iter().flatten().collect(),
        Plan::Sweep { variants, twin } => variants.into_iter().chain([*twin]).collect(),
        Plan::Aging(aging) => aging
            .pairs
            .into_iter()
            .flat_map(|(known, unknown)| [known, unknown])
            .chain([aging.twin])
            .collect(),
    }
}
