//! Where two readers may disagree: tables of permitted differences, each with its reason.

use std::fmt;

/// How two readers disagree about one input.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Disagreement {
    /// We read it and they do not.
    OnlyOurs,
    /// They read it and we do not.
    OnlyTheirs,
    /// Both read it, and this is something else for them.
    Value(&'static str),
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnlyOurs => f.write_str("only we read it"),
            Self::OnlyTheirs => f.write_str("only they read it"),
            Self::Value(what) => write!(f, "{what} is read differently"),
        }
    }
}

/// One permitted difference.
pub(crate) struct Difference {
    /// Why it is none of ours to mend.
    pub(crate) reason: &'static str,
    /// Whether it explains this disagreement about these bytes.
    pub(crate) explains: fn(Disagreement, &[u8]) -> bool,
    /// An input that differs for this reason alone.
    pub(crate) example: &'static [u8],
}

/// Two readers of the same bytes, and where they may disagree.
pub(crate) struct Comparison {
    pub(crate) disagreements: fn(&[u8]) -> Vec<Disagreement>,
    pub(crate) permitted: &'static [Difference],
}

impl Comparison {
    /// Panics where the readers disagree for a reason that is not in the table.
    pub(crate) fn hold(&self, bytes: &[u8]) {
        for disagreement in (self.disagreements)(bytes) {
            let explained = self.permitted.iter().any(|row| (row.explains)(disagreement, bytes));
            assert!(explained, "two readers disagree: {disagreement}");
        }
    }
}

#[cfg(test)]
impl Comparison {
    /// Every row has an example that differs, and that no other row explains: so none is there for nothing.
    pub(crate) fn every_row_is_needed(&self) {
        for (place, row) in self.permitted.iter().enumerate() {
            let found = (self.disagreements)(row.example);
            assert!(!found.is_empty(), "both read the example alike: {}", row.reason);
            let explain = |other: &Difference| {
                found.iter().all(|disagreement| (other.explains)(*disagreement, row.example))
            };
            let rows: Vec<_> = (0..self.permitted.len()).filter(|at| explain(&self.permitted[*at])).collect();
            assert_eq!(rows, [place], "not this row alone explains its example: {}", row.reason);
        }
    }
}
