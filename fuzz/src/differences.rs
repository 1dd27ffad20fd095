//! Where two readers may disagree: tables of permitted differences, each with its reason.

use std::fmt::Display;

/// One permitted difference between us and another reader, who disagrees in ways `D`.
pub(crate) struct Difference<D: 'static> {
    /// Why it is none of ours to mend.
    pub(crate) reason: &'static str,
    /// Whether it explains this disagreement about these bytes.
    pub(crate) explains: fn(&D, &[u8]) -> bool,
    /// An input that is read differently for this reason alone.
    pub(crate) example: &'static [u8],
}

/// Us and another reader of the same bytes, and where they may disagree.
pub(crate) struct Comparison<D: 'static> {
    pub(crate) disagreements: fn(&[u8]) -> Vec<D>,
    pub(crate) permitted: &'static [Difference<D>],
}

/// One permitted difference, for people: what its law lets another reader do.
///
/// ```
/// for permitted in eks_auth_fuzz::permitted() {
///     assert!(!permitted.reason().is_empty());
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Permitted {
    target: &'static str,
    reason: &'static str,
    example: &'static [u8],
}

impl Permitted {
    /// The fuzz target whose law permits it.
    #[must_use]
    pub fn target(&self) -> &'static str {
        self.target
    }

    /// What the other reader does, and why that is none of ours to mend.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.reason
    }

    /// An input that is read differently for this reason alone.
    #[must_use]
    pub fn example(&self) -> &'static [u8] {
        self.example
    }
}

impl<D: Display> Comparison<D> {
    /// The rows of the table, for people.
    pub(crate) fn permitted(&self, target: &'static str) -> impl Iterator<Item = Permitted> {
        self.permitted.iter().map(move |row| Permitted { target, reason: row.reason, example: row.example })
    }

    /// Panics where the readers disagree for a reason that is not in the table.
    pub(crate) fn hold(&self, bytes: &[u8]) {
        for disagreement in (self.disagreements)(bytes) {
            let explained = self.permitted.iter().any(|row| (row.explains)(&disagreement, bytes));
            assert!(explained, "two readers disagree: {disagreement}");
        }
    }
}

#[cfg(test)]
impl<D: Display> Comparison<D> {
    /// The example of each row is read differently, and some of that no other row explains: none is there for nothing.
    pub(crate) fn every_row_is_needed(&self) {
        for row in self.permitted {
            self.hold(row.example);
            let by_others = |disagreement: &D| {
                let mut others = self.permitted.iter().filter(|other| other.reason != row.reason);
                others.any(|other| (other.explains)(disagreement, row.example))
            };
            let found = (self.disagreements)(row.example);
            assert!(!found.iter().all(by_others), "nothing needs the row: {}", row.reason);
        }
    }
}
