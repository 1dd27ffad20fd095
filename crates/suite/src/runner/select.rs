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
    /// The cases that the filters leave, of those that were there in the release that is asked for, with their probes; the plain
    /// exchange is always among these.
    ///
    /// # Errors
    ///
    /// When a filter is no glob, or nothing is left.
    pub fn of(options: &Options) -> Result<Self, FilterError> {
        let filter = Filter::new(&options.only, &options.skip)?;
        let in_time = |case: &Case| options.as_of.as_ref().is_none_or(|release| case.since() <= release);
        let selection = Self::of_cases(|case| in_time(case) && filter.admits(case.id()));
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

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::*;
    use crate::{cases, first_release, this_release};

    fn as_of(release: Version) -> Result<usize, FilterError> {
        Selection::of(&Options { as_of: Some(release), ..Options::default() }).map(|it| it.cases().count())
    }

    #[test]
    fn release_has_the_cases_that_came_until_then() {
        assert!(matches!(as_of(Version::new(0, 0, 1)), Err(FilterError::NothingSelected)));
        let first = cases().iter().filter(|case| case.since() == first_release()).count();
        assert_eq!(as_of(first_release().clone()).ok(), Some(first));
        assert_eq!(as_of(this_release()).ok(), Some(cases().len()));
    }
}
