//! Which faults are put before which cases, and how.

use std::time::Duration;

use eks_auth_mock::{Fault, fault};
use eks_auth_world::Partition;

use crate::filter::{Filter, FilterError};

/// Against what each fault is held.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Scope {
    /// The cases of the requirement that it breaks; the others only where none of these sees it, to say so.
    #[default]
    Subject,
    /// Every case: the whole product.
    Everything,
}

impl Scope {
    /// The scope's name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Everything => "everything",
        }
    }
}

/// The choices of one run. The defaults are those of the command line.
///
/// # Example
///
/// ```
/// use eks_auth_suite::selftest::{Options, Scope};
///
/// let options = Options { only: vec!["response.*".to_owned()], ..Options::default() };
/// assert_eq!(options.scope, Scope::Subject);
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    /// Take only faults whose ID matches one of these globs; empty means all.
    pub only: Vec<String>,
    /// Leave out faults whose ID matches one of these globs.
    pub skip: Vec<String>,
    /// Against what each fault is held.
    pub scope: Scope,
    /// The partition that the world lies in.
    pub partition: Partition,
    /// The seed for everything drawn at random.
    pub seed: u64,
    /// How many faults are looked at at once; at least one.
    pub jobs: usize,
    /// The bound on one request.
    pub timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            only: Vec::new(),
            skip: Vec::new(),
            scope: Scope::Subject,
            partition: Partition::default(),
            seed: 0,
            jobs: 4,
            timeout: Duration::from_secs(10),
        }
    }
}

/// Which faults run.
#[derive(Debug)]
pub struct Choice(Filter);

impl Choice {
    /// The faults that the filters leave.
    ///
    /// # Errors
    ///
    /// When a filter is no glob, or nothing is left.
    pub fn of(options: &Options) -> Result<Self, FilterError> {
        let choice = Self(Filter::new(&options.only, &options.skip)?);
        if choice.faults().is_empty() { Err(FilterError::NoFault) } else { Ok(choice) }
    }

    pub(super) fn faults(&self) -> Vec<&'static Fault> {
        fault::all().filter(|fault| self.0.admits(fault.id())).collect()
    }
}
