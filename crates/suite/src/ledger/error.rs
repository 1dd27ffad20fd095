//! What is wrong with a ledger's text, and where.

use thiserror::Error;

use crate::toml_text::Place;

/// Why a text is no ledger: the first thing that is wrong with it.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("line {line}, column {column}: {problem}")]
pub struct LedgerError {
    line: usize,
    column: usize,
    problem: Problem,
}

impl LedgerError {
    /// The problem at a byte of the text.
    pub(super) fn at(text: &str, offset: usize, problem: Problem) -> Self {
        let Place { line, column } = Place::of(text, offset);
        Self { line, column, problem }
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// What is wrong.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

/// What can be wrong with a ledger.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// It is not TOML.
    #[error("this is not TOML: {0}")]
    Syntax(String),
    /// A name that no ledger has.
    #[error("`{name}` is unknown here; known are {known}")]
    UnknownName {
        /// The name.
        name: String,
        /// The names that are known.
        known: String,
    },
    /// An entry lacks what every entry has.
    #[error("this entry has no `{0}`")]
    Missing(&'static str),
    /// A value of another type.
    #[error("`{name}` is {found}, and should be {wanted}")]
    Type {
        /// Its name.
        name: &'static str,
        /// The type that it has.
        found: String,
        /// The type that it should have.
        wanted: &'static str,
    },
    /// A text with nothing in it.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// A case that is no pattern.
    #[error("`{pattern}` is no pattern: {why}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        why: String,
    },
    /// An outcome that nobody need accept, or none at all.
    #[error("`{0}` cannot be expected; expected are failed, warned and inconclusive outcomes")]
    Outcome(String),
    /// The same entry once more.
    #[error("this entry is the same as that on line {0}: the same case, outcome and observation")]
    Twice(usize),
}
