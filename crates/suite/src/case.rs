//! A case: one requirement, the probes that decide it, and how.

use std::fmt;

use semver::Version;

use crate::Area;
use crate::catalogue::{Condition, Level, Requirement, requirement};
use crate::judge::Ruling;
use crate::options::{Options, Sigv4};
use crate::probe::Transcript;
use crate::releases::since;

type Rule = Box<dyn Fn(&Transcript) -> Ruling + Send + Sync>;

/// One case of the suite.
pub struct Case {
    id: String,
    requirement: &'static Requirement,
    title: String,
    area: Area,
    probes: Vec<usize>,
    due: Due,
    rule: Rule,
}

/// When a case can be judged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Due {
    /// As soon as a probe was carried out.
    AtOnce,
    /// At the end of the run: what it looks for may come late.
    AtEnd,
}

impl Case {
    pub(crate) fn new(
        id: impl Into<String>,
        requirement_id: &str,
        title: impl Into<String>,
        area: Area,
        probes: Vec<usize>,
        rule: impl Fn(&Transcript) -> Ruling + Send + Sync + 'static,
    ) -> Self {
        let requirement = requirement(requirement_id).expect("cases name requirements of the catalogue");
        Self {
            id: id.into(),
            requirement,
            title: title.into(),
            area,
            probes,
            due: Due::AtOnce,
            rule: Box::new(rule),
        }
    }

    /// The same case, judged at the end of the run.
    pub(crate) fn at_end(mut self) -> Self {
        self.due = Due::AtEnd;
        self
    }

    pub(crate) fn due(&self) -> Due {
        self.due
    }

    /// The case's ID, such as `response.audience.value`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The requirement that it decides.
    #[must_use]
    pub fn requirement(&self) -> &'static Requirement {
        self.requirement
    }

    /// How binding it is: its requirement's level, where that one's condition is met.
    #[must_use]
    pub fn level(&self) -> Level {
        self.requirement.level()
    }

    /// How binding it is in a run with these options: a `may` where what its requirement depends on is not said to be so.
    #[must_use]
    pub fn level_under(&self, options: &Options) -> Level {
        match self.requirement.condition() {
            Some(Condition::VerifiesSigv4) if options.sigv4 == Sigv4::Optional => Level::May,
            _ => self.level(),
        }
    }

    /// The first release of the suite that had it.
    #[must_use]
    pub fn since(&self) -> &'static Version {
        since(&self.id)
    }

    /// What is expected, in a few words.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The group it belongs to.
    #[must_use]
    pub fn area(&self) -> Area {
        self.area
    }

    /// The positions of its probes in the suite.
    pub(crate) fn probes(&self) -> &[usize] {
        &self.probes
    }

    /// What the transcript of one of its probes says of the requirement.
    pub(crate) fn judge(&self, transcript: &Transcript) -> Ruling {
        match transcript.unreachable() {
            Some(turn) => {
                Ruling::Undecided(format!("the service could not be reached: {}", turn.exchange.received()))
            }
            None => (self.rule)(transcript),
        }
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Case")
            .field("id", &self.id)
            .field("requirement", &self.requirement.id())
            .finish_non_exhaustive()
    }
}
