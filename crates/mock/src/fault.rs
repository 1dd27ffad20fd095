//! Everything that can be wrong with a service, by name.
//!
//! A fault is one small change at one stage of the decision: a stage replaced, the granted document, the refusal or
//! the finished answer edited, or something remembered that should not be. Each breaks one requirement of the
//! suite's catalogue, which it names, and is otherwise the whole service.

mod edit;
pub(crate) mod hook;
mod response;

use std::fmt;

pub(crate) use hook::{Hook, Outcome, Seen};

/// One way in which a service can be wrong.
///
/// ```
/// let fault = eks_auth_mock::fault::find("response.audience.wrong").unwrap();
/// assert_eq!(fault.area(), "response");
/// assert_eq!(fault.requirement(), "RSP-004");
/// println!("{}: {}", fault.id(), fault.summary());
/// ```
pub struct Fault {
    id: &'static str,
    summary: &'static str,
    requirement: &'static str,
    hook: Hook,
}

impl Fault {
    const fn new(id: &'static str, requirement: &'static str, summary: &'static str, hook: Hook) -> Self {
        Fault { id, summary, requirement, hook }
    }

    /// The name by which it is chosen, such as `signature.unchecked`: area, subject and twist, joined by dots.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What the service does wrong, in one line.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// The id of the requirement that it breaks, such as `TOK-004`.
    #[must_use]
    pub fn requirement(&self) -> &'static str {
        self.requirement
    }

    /// The part of the service that is wrong: the id up to its first dot.
    #[must_use]
    pub fn area(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(area, _)| area)
    }

    pub(crate) fn hook(&self) -> &Hook {
        &self.hook
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({})", self.id)
    }
}

/// The tables, one for each subject.
static TABLES: &[&[Fault]] = &[response::FAULTS];

/// Every fault, grouped by area.
pub fn all() -> impl Iterator<Item = &'static Fault> {
    TABLES.iter().copied().flatten()
}

/// The fault of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Fault> {
    all().find(|fault| fault.id == id)
}
