//! What became of a case, and of a run.

use serde::Serialize;

/// What became of a case.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The requirement holds.
    Passed,
    /// A `must` does not hold (under `--strict` a `should` too).
    Failed,
    /// A `should` does not hold.
    Warned,
    /// It was not decided.
    Inconclusive,
    /// There was nothing to decide, or not what it takes.
    Skipped,
}

impl Outcome {
    /// Every outcome, in the order in which they are counted out.
    pub const ALL: [Self; 5] = [Self::Passed, Self::Failed, Self::Warned, Self::Inconclusive, Self::Skipped];

    /// The outcome's name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Warned => "warned",
            Self::Inconclusive => "inconclusive",
            Self::Skipped => "skipped",
        }
    }
}

/// Why a case was skipped.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SkipReason {
    /// The service does nothing that the case is about.
    NotApplicable,
    /// The target lacks what the case needs.
    LacksFixture,
}

/// What became of a run.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every `must` that was decided holds, and enough was decided.
    Conformant,
    /// At least one `must` does not hold.
    Nonconformant,
    /// Too little was decided.
    Inconclusive,
}

impl Verdict {
    /// The verdict's name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conformant => "conformant",
            Self::Nonconformant => "nonconformant",
            Self::Inconclusive => "inconclusive",
        }
    }
}
