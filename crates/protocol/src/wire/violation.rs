//! What is wrong with a document, and where.

use std::fmt;

use super::{Kind, SyntaxError};
use crate::token::TokenError;

/// One way in which a document is not what the model says, and the member at fault.
///
/// It holds no text of the document beyond what the errors of names show, so it may be printed.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::{Limits, ViolationKind, read_response_into};
///
/// let mut violations = Vec::new();
/// let body = br#"{"subject":null,"audience":7}"#;
/// assert!(read_response_into(body, Limits::default(), &mut violations).is_none());
/// assert_eq!(violations[0].path(), "subject");
/// assert_eq!(violations[0].kind(), &ViolationKind::Null);
/// assert_eq!(violations[1].to_string(), "audience is of type number, not string");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    path: &'static str,
    kind: ViolationKind,
}

impl Violation {
    pub(super) fn new(path: &'static str, kind: ViolationKind) -> Self {
        Self { path, kind }
    }

    /// The member at fault, as `credentials.expiration`; empty for the document as a whole.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// What is wrong with it.
    #[must_use]
    pub fn kind(&self) -> &ViolationKind {
        &self.kind
    }

    /// Whether no value can be made of the document because of this.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        self.kind != ViolationKind::Duplicate
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = if self.path.is_empty() { "the document" } else { self.path };
        match &self.kind {
            ViolationKind::Syntax(error) => write!(f, "{subject} is not readable JSON: {error}"),
            ViolationKind::NotAnObject { found } => write!(f, "{subject} is of type {found}, not object"),
            ViolationKind::Missing => write!(f, "{subject} is missing"),
            ViolationKind::Null => write!(f, "{subject} is null"),
            ViolationKind::WrongType { expected, found } => {
                write!(f, "{subject} is of type {found}, not {expected}")
            }
            ViolationKind::Duplicate => write!(f, "{subject} is there more than once"),
            ViolationKind::Token(error) => write!(f, "{subject}: {error}"),
        }
    }
}

impl std::error::Error for Violation {}

/// The ways in which a document is not what the model says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The member is there more than once; the last one counts, as it does for every client that was observed.
    Duplicate,
    /// A required member is not there.
    Missing,
    /// The document is JSON, but not an object.
    NotAnObject {
        /// What it is instead.
        found: Kind,
    },
    /// A required member is null, which the protocol takes for absent.
    Null,
    /// The bytes are not JSON, or go beyond a limit.
    Syntax(SyntaxError),
    /// The request's token is not in the form that the API asks for.
    Token(TokenError),
    /// A member is of another JSON kind.
    WrongType {
        /// What it has to be.
        expected: Kind,
        /// What it is instead.
        found: Kind,
    },
}

impl From<TokenError> for ViolationKind {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}
