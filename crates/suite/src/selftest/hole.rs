//! What a kill matrix lacks.

use std::fmt;

use eks_auth_mock::Fault;

use crate::case::Case;
use crate::catalogue::Requirement;
use crate::outcome::Verdict;

/// How many cases a hole names.
const NAMED: usize = 5;

/// One thing that the suite cannot be trusted with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Hole {
    /// A case complains of the mock without a fault, so that it proves nothing when it complains of one with a fault.
    FalseAlarm {
        /// The case.
        case: &'static Case,
    },
    /// No case of its requirement sees a fault.
    FaultUnseen {
        /// The fault.
        fault: &'static Fault,
        /// The cases of other requirements that do see it.
        elsewhere: Vec<&'static Case>,
    },
    /// A case sees a fault and does not say what it expected, what it observed, what is wrong and in which exchange.
    Unexplained {
        /// The fault.
        fault: &'static Fault,
        /// The case.
        case: &'static Case,
    },
    /// A run that sees a fault comes to the wrong verdict: a service is nonconformant exactly where a `must` is broken.
    Misjudged {
        /// The fault.
        fault: &'static Fault,
        /// The verdict.
        verdict: Verdict,
    },
    /// A `must` case sees no fault of its requirement, though there are some: it may be unable to fail.
    CaseBlind {
        /// The case.
        case: &'static Case,
    },
    /// No fault breaks a requirement that a service must or should fulfil.
    RequirementUnbroken {
        /// The requirement.
        requirement: &'static Requirement,
    },
}

impl Hole {
    /// What kind of hole it is, for programs.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::FalseAlarm { .. } => "false-alarm",
            Self::FaultUnseen { .. } => "fault-unseen",
            Self::Unexplained { .. } => "unexplained",
            Self::Misjudged { .. } => "misjudged",
            Self::CaseBlind { .. } => "case-blind",
            Self::RequirementUnbroken { .. } => "requirement-unbroken",
        }
    }

    /// The ID of the fault, case or requirement that it is about.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::FalseAlarm { case } | Self::CaseBlind { case } => case.id(),
            Self::FaultUnseen { fault, .. }
            | Self::Unexplained { fault, .. }
            | Self::Misjudged { fault, .. } => fault.id(),
            Self::RequirementUnbroken { requirement } => requirement.id(),
        }
    }

    /// The ID of the requirement that it is about.
    #[must_use]
    pub fn requirement(&self) -> &'static str {
        match self {
            Self::FalseAlarm { case } | Self::CaseBlind { case } => case.requirement().id(),
            Self::FaultUnseen { fault, .. }
            | Self::Unexplained { fault, .. }
            | Self::Misjudged { fault, .. } => fault.requirement(),
            Self::RequirementUnbroken { requirement } => requirement.id(),
        }
    }
}

/// The hole in one sentence.
impl fmt::Display for Hole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FalseAlarm { case } => {
                write!(f, "the case {} complains of the mock without any fault", case.id())
            }
            Self::FaultUnseen { fault, elsewhere } => {
                write!(f, "no case of {} sees the fault {}", fault.requirement(), fault.id())?;
                match elsewhere.len() {
                    0 => f.write_str(", and no other case does"),
                    1 => write!(f, "; only {}, a case of another requirement, does", elsewhere[0].id()),
                    count => {
                        let named: Vec<&str> = elsewhere.iter().take(NAMED).map(|case| case.id()).collect();
                        write!(f, "; only {count} cases of other requirements do: {}", named.join(", "))?;
                        if count > NAMED { f.write_str(", …") } else { Ok(()) }
                    }
                }
            }
            Self::Unexplained { fault, case } => {
                write!(
                    f,
                    "the case {} sees the fault {} and does not explain what it saw",
                    case.id(),
                    fault.id()
                )
            }
            Self::Misjudged { fault, verdict } => write!(
                f,
                "the verdict on the fault {}, which breaks {}, is {}",
                fault.id(),
                fault.requirement(),
                verdict.as_str()
            ),
            Self::CaseBlind { case } => {
                write!(f, "the must case {} sees no fault of {}", case.id(), case.requirement().id())
            }
            Self::RequirementUnbroken { requirement } => {
                write!(
                    f,
                    "no fault breaks {}, which a service {} fulfil",
                    requirement.id(),
                    requirement.level()
                )
            }
        }
    }
}
