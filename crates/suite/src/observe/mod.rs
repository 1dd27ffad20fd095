//! The *shape* of what a service answers: statuses, names of headers and members, types and patterns; never a value that
//! identifies or grants.
//!
//! Two services, or one service at two times, are compared by their shapes: what a real endpoint does can be kept and shown
//! without a word of whose it is.

mod diff;
mod document;
mod pattern;
mod shape;

pub use diff::{Difference, Parting, diff};
pub use document::{Observation, ObservationError};

use std::collections::BTreeMap;

use crate::probe::Part;
use crate::runner::{Event, Performed};
use shape::Shape;

/// Collects shapes while a run goes on.
///
/// # Example
///
/// ```
/// use eks_auth_suite::observe::{Observer, diff};
/// use eks_auth_suite::{Options, Stop, Target, run};
/// use eks_auth_world::Partition;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let target = Target::embedded(Partition::Aws, None).await?;
/// let options = Options { only: vec!["response.audience.*".to_owned()], ..Options::default() };
/// let mut observer = Observer::default();
/// run(&target, &options, |event| observer.follow(event), Stop::never()).await?;
/// let observation = observer.finish();
/// assert!(observation.to_string().contains("pods.eks.amazonaws.com"));
/// assert!(diff(&observation, &observation).is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Observer {
    probes: BTreeMap<String, Answers>,
}

/// The shapes of the answers to one probe, each once, in a fixed order.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Answers {
    /// To the requests that the probe is about.
    variants: Vec<Shape>,
    /// To the good requests beside them.
    twins: Vec<Shape>,
}

impl Observer {
    /// Takes note of an event of a run.
    pub fn follow(&mut self, event: &Event<'_>) {
        if let Event::ProbeFinished(performed) = event {
            self.take(performed);
        }
    }

    fn take(&mut self, performed: &Performed<'_>) {
        let answers = self.probes.entry(performed.id().to_owned()).or_default();
        for turn in performed.observed() {
            let (part, shape) = (turn.part, Shape::of(&turn.exchange));
            let known = match part {
                Part::Variant => &mut answers.variants,
                Part::Twin => &mut answers.twins,
            };
            if let Err(place) = known.binary_search(&shape) {
                known.insert(place, shape);
            }
        }
    }

    /// What was seen so far.
    #[must_use]
    pub fn finish(self) -> Observation {
        Observation::of(self.probes)
    }
}
