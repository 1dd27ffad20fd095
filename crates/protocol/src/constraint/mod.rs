//! Every documented limit of the API, once, with its source.
//!
//! The parsed types of this crate take their limits from this table, and so do the generators of the
//! `strategies` feature: to change a limit is to change one row.
//!
//! # Example
//!
//! ```
//! use eks_auth_protocol::constraint;
//!
//! for row in constraint::ALL {
//!     println!("{}: {} ({})", row.member(), row.kind(), row.source());
//! }
//! assert_eq!(constraint::CLUSTER_NAME.longest(), Some(100));
//! ```

mod pattern;
mod table;

use std::fmt;

use crate::NameError;

pub use pattern::{CharSet, Pattern, Shape};
pub use table::*;

/// One documented limit.
#[derive(Clone, Copy, Debug)]
pub struct Constraint {
    member: &'static str,
    noun: &'static str,
    kind: Kind,
    source: Source,
}

impl Constraint {
    /// The member, claim or part as its documentation spells it: `clusterName`, `kubernetes.io.namespace`.
    #[must_use]
    pub fn member(&self) -> &'static str {
        self.member
    }

    /// What it is called in a sentence: `cluster name`.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        self.noun
    }

    /// The limit itself.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Who says so.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// The greatest length of a text, in Unicode scalar values. `None` if there is none, or if it is no text.
    #[must_use]
    pub fn longest(&self) -> Option<usize> {
        match self.kind {
            Kind::Text { longest, .. } => longest,
            Kind::Seconds { .. } => None,
        }
    }

    /// The pattern of a text. `None` if the member is no text.
    #[must_use]
    pub fn pattern(&self) -> Option<Pattern> {
        match self.kind {
            Kind::Text { pattern, .. } => Some(pattern),
            Kind::Seconds { .. } => None,
        }
    }

    /// Whether `text` keeps to this limit. A duration is read as a whole number of seconds.
    ///
    /// # Errors
    ///
    /// Says which limit is broken, with what the text has instead. The length is judged before the pattern.
    pub fn check(&self, text: &str) -> Result<(), NameError> {
        let noun = self.noun;
        match self.kind {
            Kind::Text { shortest, longest, pattern } => {
                let length = text.chars().count();
                if length < shortest {
                    return Err(NameError::TooShort { noun, shortest, length });
                }
                if let Some(longest) = longest.filter(|&longest| length > longest) {
                    return Err(NameError::TooLong { noun, longest, length });
                }
                match pattern.first_breach(text) {
                    None => Ok(()),
                    Some(offset) => Err(NameError::pattern(noun, pattern, text, offset)),
                }
            }
            Kind::Seconds { least, most } => match text.parse::<u64>() {
                Ok(seconds) if (least..=most).contains(&seconds) => Ok(()),
                _ => Err(NameError::Seconds { noun, least, most }),
            },
        }
    }

    /// The error for a text that has every character it may have and lacks one that it must have.
    pub(crate) fn incomplete(&self) -> NameError {
        NameError::Incomplete { noun: self.noun, words: self.pattern().map_or("", |pattern| pattern.words()) }
    }
}

/// The kinds of limits that the sources state.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// A string with bounds on its length, in Unicode scalar values as Smithy counts them, and a pattern that
    /// the *whole* string matches.
    Text {
        /// The least length.
        shortest: usize,
        /// The greatest length, or `None` where no source states one.
        longest: Option<usize>,
        /// Which characters may stand where.
        pattern: Pattern,
    },
    /// A duration in whole seconds.
    Seconds {
        /// The shortest duration.
        least: u64,
        /// The longest duration.
        most: u64,
    },
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { shortest, longest: Some(longest), pattern } if shortest == longest => {
                write!(f, "{shortest} characters, {}", pattern.regex())
            }
            Self::Text { shortest, longest: Some(longest), pattern } => {
                write!(f, "{shortest} to {longest} characters, {}", pattern.regex())
            }
            Self::Text { shortest, longest: None, pattern } => {
                write!(f, "at least {shortest} characters, {}", pattern.regex())
            }
            Self::Seconds { least, most } => write!(f, "{least} to {most} seconds"),
        }
    }
}

/// Where a limit is stated, and how firmly.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Source {
    standing: Standing,
    reference: &'static str,
}

impl Source {
    /// How firmly it is stated.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// The page or model that states it.
    #[must_use]
    pub fn reference(&self) -> &'static str {
        self.reference
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.standing, self.reference)
    }
}

/// How firmly a source states a limit.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Standing {
    /// The published service model states it.
    Model,
    /// Public documentation states it.
    Documented,
    /// Nobody states it; it is a reasoned reading of what was seen.
    Convention,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Model => "model",
            Self::Documented => "documented",
            Self::Convention => "convention",
        })
    }
}
