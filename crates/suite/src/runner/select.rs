//! Which cases run, and which probes they need.

use std::collections::BTreeSet;

use globset::{Glob, GlobSet, GlobSetBuilder};
use thiserror::Error;

use crate::case::Case;
use crate::cases::{PLAIN, suite};
use crate::options::Options;

/// Why a choice of cases is wrong.
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
}

/// The cases and probes of one run.
#[derive(Debug)]
pub struct Selection {
    cases: Vec<&'static Case>,
    probes: Vec<usize>,
}

impl Selection {
    /// The cases that the filters leave, with their probes; the plain exchange is always among these.
    ///
    /// # Errors
    ///
    /// When a filter is no glob, or nothing is left.
    pub fn of(options: &Options) -> Result<Self, FilterError> {
        let only = globs(&options.only)?;
        let skip = globs(&options.skip)?;
        let wanted =
            |case: &&Case| (options.only.is_empty() || only.is_match(case.id())) && !skip.is_match(case.id());
        let cases: Vec<&'static Case> = suite().cases.iter().filter(wanted).collect();
        if cases.is_empty() {
            return Err(FilterError::NothingSelected);
        }
        let mut probes: BTreeSet<usize> = cases.iter().flat_map(|case| case.probes()).copied().collect();
        probes.insert(PLAIN);
        Ok(Self { cases, probes: probes.into_iter().collect() })
    }

    /// The cases, in the order of the suite.
    pub fn cases(&self) -> impl Iterator<Item = &'static Case> + '_ {
        self.cases.iter().copied()
    }

    pub(crate) fn probes(&self) -> &[usize] {
        &self.probes
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
