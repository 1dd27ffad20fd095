//! The ledger: outcomes of a service that are known and accepted, each with its reason.
//!
//! A ledger is compared with a finished report. It never changes an outcome or the verdict: it decides how the program
//! ends, so that a service with known failures can be held to having no others. An entry that is no longer true does not
//! hold either, so a ledger never covers more than it says.

mod entry;
mod error;
mod read;
mod settle;
#[cfg(test)]
mod tests;
mod write;

use std::fmt;

pub use entry::Entry;
pub use error::{LedgerError, Problem};
pub use settle::{Mark, Settlement, Standing, Untrue, Why};

use crate::cases;
use crate::outcome::Outcome;
use crate::report::Report;

/// Known and accepted outcomes.
///
/// # Example
///
/// ```
/// use eks_auth_suite::ledger::Ledger;
///
/// let text = r#"
/// [[expected]]
/// case = "error.access-denied.*"
/// outcome = "failed"
/// observed = "403 AccessDeniedException"
/// reason = "our gateway maps it; fixed in 2.0"
/// expires = 2027-01-01
/// "#;
/// let ledger = Ledger::parse(text)?;
/// assert_eq!(ledger.entries().len(), 1);
///
/// let error = Ledger::parse("[[expected]]\ncase = 7\n").unwrap_err();
/// assert_eq!(error.to_string(), "line 2, column 8: `case` is an integer, and should be a string");
/// # Ok::<(), eks_auth_suite::ledger::LedgerError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// Reads a ledger as TOML.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with the text, by line and column: it is no TOML, an entry lacks something or has
    /// something unknown or of another type, a pattern is none, or an entry is there twice.
    pub fn parse(text: &str) -> Result<Self, LedgerError> {
        read::entries(text).map(|entries| Self { entries })
    }

    /// The ledger that holds for a report: an entry for each case that failed, warned or was not decided, in the order of
    /// the suite.
    ///
    /// Of the ledger `before`, entries that still describe a case stay as they are, except that a date which is past goes;
    /// and so do entries for cases that were not run. What is new has a placeholder for its reason. Of a run that
    /// ended early, only what was seen is written, not what was left undecided.
    #[must_use]
    pub fn of(report: &Report, before: &Self) -> Self {
        let mut used = vec![false; before.entries.len()];
        let mut entries = Vec::new();
        for case in report.cases() {
            let left_undone = case.outcome() == Outcome::Inconclusive && report.ended_early().is_some();
            if !Entry::may_expect(case.outcome()) || left_undone {
                continue;
            }
            match before.entries.iter().position(|entry| entry.describes(case)) {
                Some(index) if used[index] => {}
                Some(index) => {
                    used[index] = true;
                    entries.push(before.entries[index].clone().renewed(settle::date_of(report)));
                }
                None => entries.push(Entry::unexplained(case)),
            }
        }
        let unused = before.entries.iter().zip(used).filter(|(_, used)| !used).map(|(entry, _)| entry);
        entries.extend(unused.filter(|entry| settle::was_not_judged(entry, report)).cloned());
        // Stable: entries for one case stay in the order in which they were found.
        entries.sort_by_cached_key(|entry| cases().iter().position(|case| entry.matches(case.id())));
        Self { entries }
    }

    /// The entries, in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// The ledger as a file, in TOML.
impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write::ledger(&self.entries, f)
    }
}
