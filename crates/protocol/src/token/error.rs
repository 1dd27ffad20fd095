//! Why a text is not a token.

use std::fmt;

use crate::NameError;
use crate::wire::{Kind, SyntaxError};

/// The three parts of a token.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Part {
    /// The JWS header, before the first dot.
    Header,
    /// The claims, between the dots.
    Payload,
    /// The signature, after the second dot.
    Signature,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        })
    }
}

/// Why a text is not a token, or a token cannot be decoded.
///
/// It names parts, members and claims, and never shows their values.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// The dots are too few or too many.
    #[error("a token has 3 parts joined by dots, this has {found}")]
    Parts {
        /// How many parts there are.
        found: usize,
    },
    /// A part is empty. An empty signature is that of an unsigned token.
    #[error("the token's {part} is empty")]
    Empty {
        /// The part.
        part: Part,
    },
    /// It breaks a limit of the API.
    #[error(transparent)]
    Limit(#[from] NameError),
    /// A part is not canonical base64url without padding (RFC 7515, section 2).
    #[error("the token's {part} is not canonical base64url without padding")]
    Base64 {
        /// The part.
        part: Part,
    },
    /// A part does not hold JSON.
    #[error("the token's {part} is not JSON")]
    Json {
        /// The part.
        part: Part,
        /// Where and why.
        source: SyntaxError,
    },
    /// A part holds JSON that is not an object.
    #[error("the token's {part} is JSON of type {found} and must be an object")]
    NotAnObject {
        /// The part.
        part: Part,
        /// What it is.
        found: Kind,
    },
    /// A member that must be there is not.
    #[error("`{path}` is missing from the token's {part}")]
    Missing {
        /// The part.
        part: Part,
        /// The member: `alg`.
        path: String,
    },
    /// A member has another type than it must have.
    #[error("`{path}` in the token's {part} is of type {found} and must be {expected}")]
    WrongType {
        /// The part.
        part: Part,
        /// The member or claim, from the top: `kubernetes.io.pod.uid`, `aud[2]`.
        path: String,
        /// What it must be, in words.
        expected: &'static str,
        /// What it is.
        found: Kind,
    },
}
