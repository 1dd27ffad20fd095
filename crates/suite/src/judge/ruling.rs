//! What the judge says of one requirement in one place.

use crate::evidence::Evidence;
use crate::exchange::Exchange;

/// Whether a requirement holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Ruling {
    /// It holds; the text says what was seen.
    Holds(String),
    /// It does not.
    Broken(Box<Finding>),
    /// It could not be decided, and why.
    Undecided(String),
    /// There was nothing to decide, and why.
    NotApplicable(String),
    /// The run lacks what it takes to decide it, and what that is.
    Lacking(String),
}

impl Ruling {
    /// Whether the requirement is broken.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Broken(_))
    }

    pub(crate) fn broken(finding: Finding) -> Self {
        Self::Broken(Box::new(finding))
    }

    /// The ruling with the exchange that shows the breach, if it is one, and without any secret of that exchange.
    pub(crate) fn about(self, exchange: &Exchange) -> Self {
        match self {
            Self::Broken(finding) => {
                let mut finding = finding.redacted(|text| exchange.redact(text));
                finding.evidence.get_or_insert_with(|| Evidence::of(exchange));
                Self::broken(finding)
            }
            other => other,
        }
    }
}

/// A breach: what was expected where, and what was there instead. Holds no secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    expected: String,
    observed: String,
    message: String,
    path: String,
    evidence: Option<Evidence>,
}

impl Finding {
    /// A finding; `message` names the member, header or claim at fault.
    #[must_use]
    pub fn new(expected: impl Into<String>, observed: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            expected: expected.into(),
            observed: observed.into(),
            message: message.into(),
            path: String::new(),
            evidence: None,
        }
    }

    /// The same finding at one place of the document.
    pub(crate) fn at(self, path: impl Into<String>) -> Self {
        Self { path: path.into(), ..self }
    }

    /// The member, claim or header at fault, where one is: empty if it is the whole, or nobody said.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What should have been there.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What was there: canonical, without identifiers, times or counts.
    #[must_use]
    pub fn observed(&self) -> &str {
        &self.observed
    }

    /// The breach in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The exchange that shows the breach.
    #[must_use]
    pub fn evidence(&self) -> Option<&Evidence> {
        self.evidence.as_ref()
    }

    /// The first of several findings about one requirement, which says how many follow.
    pub(crate) fn and_more(mut self, count: usize) -> Self {
        self.message = format!("{} (and {count} more)", self.message);
        self
    }

    /// The finding with a message that says which request it is about.
    pub(crate) fn of_request(mut self, title: &str) -> Self {
        self.message = format!("{title}: {}", self.message);
        self
    }

    /// The finding with every text passed through `mask`.
    pub(crate) fn redacted(self, mask: impl Fn(&str) -> String) -> Self {
        Self {
            expected: mask(&self.expected),
            observed: mask(&self.observed),
            message: mask(&self.message),
            path: mask(&self.path),
            evidence: self.evidence,
        }
    }
}
