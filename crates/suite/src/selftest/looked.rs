//! How much of the mock's list was looked at.

use std::collections::BTreeMap;

use eks_auth_mock::{Fault, fault};

/// How many faults of each requirement were looked at, and how many there are.
pub(super) struct Looked {
    done: BTreeMap<&'static str, usize>,
    all: BTreeMap<&'static str, usize>,
}

impl Looked {
    pub(super) fn at(faults: impl Iterator<Item = &'static Fault>) -> Self {
        Self { done: count(faults), all: count(fault::all()) }
    }

    pub(super) fn every_fault(&self) -> bool {
        self.done == self.all
    }

    pub(super) fn some_of(&self, requirement: &str) -> bool {
        self.done.contains_key(requirement)
    }

    pub(super) fn all_of(&self, requirement: &str) -> bool {
        self.done.get(requirement) == self.all.get(requirement)
    }
}

fn count(faults: impl Iterator<Item = &'static Fault>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    faults.for_each(|fault| *counts.entry(fault.requirement()).or_default() += 1);
    counts
}
