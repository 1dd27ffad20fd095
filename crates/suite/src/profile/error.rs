//! What is wrong with a profile, and where.

use eks_auth_world::GivenTokenError;
use thiserror::Error;

use crate::client::EndpointError;
use crate::toml_text::Place;

/// Why a profile cannot be used. It never shows anything of a token.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// The text is no profile.
    #[error("line {line}, column {column}: {problem}")]
    Text {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong.
        problem: Problem,
    },
    /// The endpoint is none.
    #[error("`endpoint`")]
    Endpoint(#[from] EndpointError),
    /// Tokens would go over the network in the clear.
    #[error(
        "`endpoint`: {0} is plain HTTP to another machine, and a real token is never sent in the clear; use https, or a \
         service on this machine"
    )]
    PlainHttp(String),
    /// A token is not what it is said to be.
    #[error("`{name}`: {problem}")]
    Token {
        /// The key of the token.
        name: String,
        /// What is wrong with it.
        problem: TokenProblem,
    },
}

impl ProfileError {
    /// The problem at a byte of the text.
    pub(super) fn at(text: &str, offset: usize, problem: Problem) -> Self {
        let Place { line, column } = Place::of(text, offset);
        Self::Text { line, column, problem }
    }
}

/// What can be wrong with the text of a profile.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// It is not TOML.
    #[error("this is not TOML: {0}")]
    Syntax(String),
    /// A key that profiles do not have.
    #[error("`{name}` is unknown here; known are {known}")]
    Unknown {
        /// The key.
        name: String,
        /// The keys that are known.
        known: String,
    },
    /// A key that has to be there is not.
    #[error("`{0}` is missing")]
    Missing(String),
    /// A value of another kind.
    #[error("`{name}` is {found}, and should be {wanted}")]
    Kind {
        /// The key.
        name: String,
        /// What it is.
        found: &'static str,
        /// What it should be.
        wanted: String,
    },
    /// A name or an ARN that is none.
    #[error("`{name}`: {problem}")]
    Value {
        /// The key.
        name: String,
        /// What is wrong.
        problem: String,
    },
}

/// Why a token is not what a profile says that it is.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TokenProblem {
    /// Its file cannot be read.
    #[error("`{path}` cannot be read: {source}")]
    File {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Its file has too much in it.
    #[error("`{0}` is larger than it can be")]
    TooLarge(String),
    /// Its environment variable is not set.
    #[error("the environment variable {0} is not set")]
    Variable(String),
    /// It is none.
    #[error(transparent)]
    Token(#[from] GivenTokenError),
    /// It is expired.
    #[error("it expired {0} seconds ago")]
    Expired(i64),
    /// It is not valid yet.
    #[error("it is valid in {0} seconds only")]
    NotYetValid(i64),
    /// It never expires.
    #[error("its claim `exp` is missing or no number")]
    NoExpiry,
    /// It is not expired, or not for long enough.
    #[error("it has to be expired for more than a minute")]
    NotExpired,
    /// It is for somebody else.
    #[error("its audience is not {wanted}", wanted = eks_auth_protocol::operation::AUDIENCE)]
    Audience,
    /// It is another one's than expected.
    #[error("it is of {found}, not of {wanted}")]
    Subject {
        /// Whose it is.
        found: String,
        /// Whose it should be.
        wanted: String,
    },
    /// Another issuer made it than the valid token.
    #[error("it is of another issuer than `tokens.valid`")]
    OtherIssuer,
    /// The issuer of the valid token made it.
    #[error("it is of the same issuer as `tokens.valid`")]
    SameIssuer,
    /// The set of public keys lacks the one that signed the valid token.
    #[error("it has no RSA key with the `kid` of `tokens.valid`")]
    NoKey,
    /// Another token of the profile is of the same service account.
    #[error("its service account is that of another token of the profile")]
    Twice,
    /// Its service account has an association.
    #[error("its service account is one of those that have an association")]
    Associated,
}
