//! IDs that nothing has any more, and that nothing will have again: reports and ledgers of others may still name them.

/// An ID that was given up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Retired {
    id: &'static str,
    meant: &'static str,
    why: &'static str,
}

impl Retired {
    const fn new(id: &'static str, meant: &'static str, why: &'static str) -> Self {
        Self { id, meant, why }
    }

    /// The ID: of a requirement, a case, a fault or a defect.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What it meant.
    #[must_use]
    pub fn meant(&self) -> &'static str {
        self.meant
    }

    /// Why it was given up, and what is there instead.
    #[must_use]
    pub fn why(&self) -> &'static str {
        self.why
    }
}

const TABLE: &[Retired] = &[Retired::new(
    "HTP-006",
    "Pipelined requests are answered in order (a may).",
    "A may on which nothing depends decides nothing, and no case ever decided it.",
)];

/// Every ID that was given up.
pub fn all_retired() -> impl Iterator<Item = &'static Retired> {
    TABLE.iter()
}

/// The ID if it was given up.
#[must_use]
pub fn retired(id: &str) -> Option<&'static Retired> {
    TABLE.iter().find(|retired| retired.id == id)
}
