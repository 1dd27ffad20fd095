//! What is kept of one case's exchanges while it is sent again.

use std::collections::BTreeMap;

use crate::case::Case;
use crate::cases::cases;
use crate::evidence::Evidence;
use crate::judge::Ruling;
use crate::runner::{Event, Performed};

/// Of so many probes the exchanges are kept; of the others only what came of them.
const PROBES: usize = 4;
/// So many exchanges are kept of one probe.
const TURNS: usize = 6;

/// The exchanges of one case, those that show a breach first. Whatever a case sends, so much is kept that it can be read.
///
/// # Example
///
/// ```
/// use eks_auth_suite::{Options, Recording, Stop, Target, run};
/// use eks_auth_world::Partition;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut recording = Recording::of("response.audience.value").expect("a case of the suite");
/// let target = Target::embedded(Partition::Aws, None).await?;
/// let options = Options { only: vec!["response.audience.value".to_owned()], ..Options::default() };
/// run(&target, &options, |event| recording.follow(event), Stop::never()).await?;
/// assert!(recording.probes()[0].exchanges()[0].evidence().received().starts_with("status 200"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Recording {
    case: &'static Case,
    probes: Vec<Recorded>,
}

impl Recording {
    /// A recording of the case with this ID, with nothing in it yet; `None` if there is no such case.
    #[must_use]
    pub fn of(case: &str) -> Option<Self> {
        let case = cases().iter().find(|known| known.id() == case)?;
        Some(Self { case, probes: Vec::new() })
    }

    /// Takes notice of what happens in a run.
    pub fn follow(&mut self, event: &Event<'_>) {
        let Event::ProbeFinished(performed) = event else { return };
        let Some(ruling) = performed.ruling(self.case) else { return };
        self.probes.push(Recorded::new(performed, ruling));
        self.probes.sort_by_key(|probe| (probe.rank(), probe.position));
        for probe in self.probes.iter_mut().skip(PROBES) {
            probe.exchanges.clear();
        }
    }

    /// How many probes the case has.
    #[must_use]
    pub fn of_probes(&self) -> usize {
        self.case.probes().len()
    }

    /// The probes that were carried out: first those that break the requirement, then those that decide nothing, then the
    /// others, each in the order of the suite.
    #[must_use]
    pub fn probes(&self) -> &[Recorded] {
        &self.probes
    }
}

/// What is kept of one probe.
#[derive(Debug)]
pub struct Recorded {
    position: usize,
    title: &'static str,
    ruling: Ruling,
    outcomes: Vec<String>,
    exchanges: Vec<RecordedExchange>,
}

impl Recorded {
    fn new(performed: &Performed<'_>, ruling: Ruling) -> Self {
        let shown = match &ruling {
            Ruling::Broken(finding) => finding.evidence(),
            _ => None,
        };
        let breach = shown.and_then(|shown| performed.turns().position(|turn| turn.evidence() == *shown));
        let mut exchanges: Vec<RecordedExchange> = Vec::new();
        let order =
            breach.into_iter().chain((0..performed.turns().len()).filter(|index| Some(*index) != breach));
        for index in order.take(TURNS) {
            let Some(turn) = performed.turns().nth(index) else { continue };
            exchanges.push(RecordedExchange {
                number: index + 1,
                role: turn.role(),
                evidence: turn.evidence(),
                shows_breach: Some(index) == breach,
            });
        }
        let outcomes = performed.turns().map(|turn| turn.outcome()).collect();
        Self { position: performed.position(), title: performed.title(), ruling, outcomes, exchanges }
    }

    /// Breaches first.
    fn rank(&self) -> u8 {
        match &self.ruling {
            Ruling::Broken(_) => 0,
            Ruling::Undecided(_) | Ruling::Lacking(_) => 1,
            Ruling::Holds(_) => 2,
            Ruling::NotApplicable(_) => 3,
        }
    }

    /// What it sends, in a few words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// What the case makes of it.
    #[must_use]
    pub fn ruling(&self) -> &Ruling {
        &self.ruling
    }

    /// How many requests it sent.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.outcomes.len()
    }

    /// The exchanges that were kept, the one that shows the breach first.
    #[must_use]
    pub fn exchanges(&self) -> &[RecordedExchange] {
        &self.exchanges
    }

    /// What came of the requests whose exchanges were not kept, and how often.
    #[must_use]
    pub fn other_outcomes(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for (index, outcome) in self.outcomes.iter().enumerate() {
            if !self.exchanges.iter().any(|exchange| exchange.number == index + 1) {
                *counts.entry(outcome.as_str()).or_default() += 1;
            }
        }
        counts
    }
}

/// One exchange, without secrets.
#[derive(Debug)]
pub struct RecordedExchange {
    number: usize,
    role: String,
    evidence: Evidence,
    shows_breach: bool,
}

impl RecordedExchange {
    /// Its number among the requests of its probe, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// What it is in its probe, and for whom its token was signed.
    #[must_use]
    pub fn role(&self) -> &str {
        &self.role
    }

    /// What was sent and what came back.
    #[must_use]
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// Whether it is the one that shows the breach.
    #[must_use]
    pub fn shows_breach(&self) -> bool {
        self.shows_breach
    }
}

#[cfg(test)]
mod tests {
    use eks_auth_mock::fault;
    use eks_auth_world::Partition;

    use super::*;
    use crate::{Options, Stop, Target, run};

    async fn recorded(case: &str, fault: Option<&str>) -> Recording {
        let fault = fault.map(|id| fault::find(id).expect("a fault of that id"));
        let target = Target::embedded(Partition::Aws, fault).await.expect("a free port");
        let mut recording = Recording::of(case).expect("a case");
        let options = Options { only: vec![case.to_owned()], ..Options::default() };
        run(&target, &options, |event| recording.follow(event), Stop::never()).await.expect("a case");
        recording
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn passing_case_shows_variant_and_twin() {
        let recording = recorded("request.token.number", None).await;
        let [probe] = recording.probes() else { panic!("one probe: {recording:?}") };
        assert!(matches!(probe.ruling(), Ruling::Holds(_)));
        let roles: Vec<&str> = probe.exchanges().iter().map(RecordedExchange::role).collect();
        assert_eq!(roles.len(), 2);
        assert!(
            roles[0].starts_with("the request in question, for ") && roles[1].starts_with("the good request")
        );
        assert!(probe.other_outcomes().is_empty());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn many_probes_and_requests_stay_readable_with_the_breach_first() {
        let recording = recorded("isolation.session-names", Some("response.session.uuid.constant")).await;
        assert_eq!(recording.probes().len(), recording.of_probes());
        let first = &recording.probes()[0];
        assert!(first.ruling().is_broken() && first.exchanges()[0].shows_breach());
        let kept: usize = recording.probes().iter().map(|probe| probe.exchanges().len()).sum();
        assert!(kept <= PROBES * TURNS, "{kept}");
        let sent: usize = recording.probes().iter().map(Recorded::requests).sum();
        let others: usize =
            recording.probes().iter().flat_map(|probe| probe.other_outcomes().into_values()).sum();
        assert_eq!(kept + others, sent);
    }
}
