//! What is said of one document.

use std::fmt;

use crate::catalogue::Requirement;

/// The kinds of documents that can be judged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Document {
    /// A service account token in compact form.
    Token,
    /// A request: its body, or the whole message.
    Request,
    /// An answer that grants credentials: its body, or the whole message.
    Response,
    /// An answer that refuses: the whole message, or its body.
    Error,
}

impl Document {
    /// The kind's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Request => "request",
            Self::Response => "response",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How much something that is said of a document weighs.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Weight {
    /// It makes the document invalid.
    Must,
    /// It is a warning.
    Should,
    /// The sources leave it to the reader, or differ.
    Open,
}

/// One thing that is said of a document. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: String,
    message: String,
    requirement: &'static Requirement,
    weight: Weight,
}

impl Violation {
    pub(super) fn new(
        path: String,
        message: String,
        requirement: &'static Requirement,
        weight: Weight,
    ) -> Self {
        Self { path, message, requirement, weight }
    }

    /// The member, claim or header that it is about, as `credentials.expiration` or `claims.exp`; empty for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What it rests on.
    #[must_use]
    pub fn requirement(&self) -> &'static Requirement {
        self.requirement
    }

    /// How much it weighs.
    #[must_use]
    pub fn weight(&self) -> Weight {
        self.weight
    }

    /// The same, left open.
    pub(super) fn left_open(self) -> Self {
        Self { weight: Weight::Open, ..self }
    }
}

/// Something that was not judged, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unjudged {
    what: &'static str,
    why: String,
}

impl Unjudged {
    pub(super) fn new(what: &'static str, why: String) -> Self {
        Self { what, why }
    }

    /// What was not judged.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// What it would have taken, or what stood in the way.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }
}

/// Everything that is said of one document, the weightiest first.
///
/// # Example
///
/// ```
/// use eks_auth_suite::check::{self, Weight};
///
/// let judgement = check::request(br#"{"token":"e30.e30.c2ln","zone":5}"#)?;
/// assert!(judgement.is_valid());
/// assert_eq!(judgement.of(Weight::Open).next().map(|open| open.path()), Some("zone"));
/// # Ok::<(), check::CaptureError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    document: Document,
    violations: Vec<Violation>,
    unjudged: Vec<Unjudged>,
}

impl Judgement {
    pub(super) fn new(document: Document, mut violations: Vec<Violation>, unjudged: Vec<Unjudged>) -> Self {
        violations.sort_by_key(Violation::weight);
        Self { document, violations, unjudged }
    }

    /// What the document was judged as.
    #[must_use]
    pub fn document(&self) -> Document {
        self.document
    }

    /// Everything that is said of it, of every weight.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// What is said of it with this weight.
    pub fn of(&self, weight: Weight) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(move |violation| violation.weight == weight)
    }

    /// What was not judged.
    #[must_use]
    pub fn unjudged(&self) -> &[Unjudged] {
        &self.unjudged
    }

    /// Whether nothing in it breaks a `must`, as far as it was judged.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.of(Weight::Must).next().is_none()
    }
}
