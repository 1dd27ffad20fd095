//! Which cases run, and which probes they need.

use std::collections::BTreeSet;

use crate::case::Case;
use crate::cases::{PLAIN, suite};
use crate::filter::{Filter, FilterError};
use crate::options::Options;

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
        let filter = Filter::new(&options.only, &options.skip)?;
        let selection = Self::of_cases(|case| filter.admits(case.id()));
        if selection.cases.is_empty() { Err(FilterError::NothingSelected) } else { Ok(selection) }
    }

    /// The cases that are wanted, of which there may be none.
    pub(crate) fn of_cases(wanted: impl Fn(&Case) -> bool) -> Self {
        let cases: Vec<&'static Case> = suite().cases.iter().filter(|case| wanted(case)).collect();
        let mut probes: BTreeSet<usize> = cases.iter().flat_map(|case| case.probes()).copied().collect();
        probes.insert(PLAIN);
        Self { cases, probes: probes.into_iter().collect() }
    }

    /// The cases, in the order of the suite.
    pub fn cases(&self) -> impl Iterator<Item = &'static Case> + '_ {
        self.cases.iter().copied()
    }

    pub(crate) fn probes(&self) -> &[usize] {
        &self.probes
    }
}
