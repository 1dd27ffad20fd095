//! Choosing by ID: what `--only` and `--skip` mean.

use globset::{Glob, GlobSet, GlobSetBuilder};
use thiserror::Error;

/// Why a choice is wrong.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FilterError {
    /// A filter is no glob.
    #[error("`{pattern}` is no pattern: {source}")]
    Pattern {
        /// The filter.
        pattern: String,
        /// What is wrong with it.
        source: globset::Error,
    },
    /// The filters leave no case.
    #[error("no case is left by the filters; `eks-auth-conformance list` shows every case's ID")]
    NothingSelected,
    /// The filters leave no fault.
    #[error("no fault is left by the filters; `eks-auth-conformance mock --help` names every fault")]
    NoFault,
}

/// The IDs that match one of some globs and none of some others.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    only: Option<GlobSet>,
    skip: GlobSet,
}

impl Filter {
    /// Without a glob in `only`, every ID matches.
    pub(crate) fn new(only: &[String], skip: &[String]) -> Result<Self, FilterError> {
        let every = only.is_empty();
        let only = globs(only)?;
        Ok(Self { only: (!every).then_some(only), skip: globs(skip)? })
    }

    pub(crate) fn admits(&self, id: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.is_match(id)) && !self.skip.is_match(id)
    }
}

fn globs(patterns: &[String]) -> Result<GlobSet, FilterError> {
    let fail = |pattern: &str, source| FilterError::Pattern { pattern: pattern.to_owned(), source };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(|error| fail(pattern, error))?);
    }
    set.build().map_err(|error| fail(&patterns.join(" "), error))
}
