//! What must hold: every requirement, once, with its level and its sources.
//!
//! Cases, reports, `list` and `explain` derive from this table. An ID never changes its meaning and is never
//! used again: `snapshots/frozen` holds them, and what is given up is listed as retired.

mod cluster;
mod error;
mod http;
mod request;
mod response;
mod retired;
mod signing;
mod source;
mod state;
mod token;

use std::fmt;

use serde::{Serialize, Serializer};

pub use retired::{Retired, all_retired, retired};
pub use source::Source;

/// How binding a requirement is.
///
/// # Example
///
/// ```
/// use eks_auth_suite::catalogue::Level;
///
/// assert_eq!(Level::Must.to_string(), "must");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// The documentation says so, or a token or credential would be misused, or every client would break.
    Must,
    /// A convention of the protocol, or what is only observed: a breach is a warning.
    Should,
    /// Good services differ: never failed, never warned, only told.
    May,
}

impl Level {
    /// Every level, the most binding first.
    pub const ALL: [Self; 3] = [Self::Must, Self::Should, Self::May];

    /// The level's name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that a service must, should or may do.
///
/// # Example
///
/// ```
/// use eks_auth_suite::catalogue;
///
/// let audience = catalogue::requirement("RSP-004").expect("a requirement of the catalogue");
/// assert_eq!(audience.level(), catalogue::Level::Must);
/// assert!(!audience.sources().is_empty());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Requirement {
    id: &'static str,
    level: Level,
    text: &'static str,
    sources: &'static [Source],
    condition: Option<Condition>,
}

/// What a service has to do for a requirement to bind it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Condition {
    /// It verifies Signature Version 4. Whoever does not may do as it likes.
    VerifiesSigv4,
}

impl Requirement {
    const fn must(id: &'static str, text: &'static str, sources: &'static [Source]) -> Self {
        Self { id, level: Level::Must, text, sources, condition: None }
    }

    const fn should(id: &'static str, text: &'static str, sources: &'static [Source]) -> Self {
        Self { id, level: Level::Should, text, sources, condition: None }
    }

    const fn may(id: &'static str, text: &'static str, sources: &'static [Source]) -> Self {
        Self { id, level: Level::May, text, sources, condition: None }
    }

    /// The same requirement of services alone that verify Signature Version 4.
    const fn of_verifiers(self) -> Self {
        Self { condition: Some(Condition::VerifiesSigv4), ..self }
    }

    /// The frozen identifier, such as `RSP-004`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// How binding it is, where its condition is met.
    #[must_use]
    pub fn level(&self) -> Level {
        self.level
    }

    /// What a service has to do for it to be binding: without that it is a `may`.
    #[must_use]
    pub fn condition(&self) -> Option<Condition> {
        self.condition
    }

    /// What must hold, in one sentence.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text
    }

    /// The witnesses for the text and its level.
    #[must_use]
    pub fn sources(&self) -> &'static [Source] {
        self.sources
    }
}

const TABLES: [&[Requirement]; 8] = [
    response::TABLE,
    request::TABLE,
    cluster::TABLE,
    token::TABLE,
    error::TABLE,
    http::TABLE,
    state::TABLE,
    signing::TABLE,
];

/// Every requirement, in the order of the catalogue.
pub fn requirements() -> impl Iterator<Item = &'static Requirement> {
    TABLES.into_iter().flatten()
}

/// The requirement with this ID.
#[must_use]
pub fn requirement(id: &str) -> Option<&'static Requirement> {
    requirements().find(|requirement| requirement.id == id)
}

/// Whether the requirement with this ID is a must.
pub(crate) fn is_must(id: &str) -> bool {
    requirement(id).is_some_and(|known| known.level == Level::Must)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_in_form() {
        let mut seen = HashSet::new();
        for requirement in requirements() {
            let (prefix, number) = requirement.id.split_once('-').expect("a hyphen");
            assert!(
                prefix.len() == 3 && prefix.bytes().all(|b| b.is_ascii_uppercase()),
                "{}",
                requirement.id
            );
            assert!(number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()), "{}", requirement.id);
            assert!(seen.insert(requirement.id), "{} is used twice", requirement.id);
        }
    }

    #[test]
    fn every_source_is_called_by_a_requirement() {
        for source in Source::ALL {
            let called = requirements().any(|requirement| requirement.sources.contains(source));
            assert!(called, "no requirement rests on {}: remove it from the table", source.name());
        }
    }

    #[test]
    fn no_retired_id_is_in_use() {
        for retired in all_retired() {
            assert!(
                requirement(retired.id()).is_none(),
                "{} was retired: take the next free ID",
                retired.id()
            );
        }
    }

    #[test]
    fn every_requirement_has_a_source() {
        for requirement in requirements() {
            assert!(!requirement.sources.is_empty(), "{} has no source", requirement.id);
        }
    }

    #[test]
    fn no_must_rests_on_observation_alone() {
        for requirement in requirements().filter(|requirement| requirement.level == Level::Must) {
            assert!(
                requirement.sources.iter().any(|source| source.carries_must()),
                "{} is a must without a witness that strong",
                requirement.id
            );
        }
    }
}
