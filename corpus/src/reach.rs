//! How far one must see to judge an example.

use std::fmt;

/// How far one must see to come to an example's verdict. Each reach sees what the one before it sees, and more.
///
/// A verdict binds whoever sees as far as its reach. Whoever sees less has nothing against the example if the verdict
/// is [`Accept`](crate::Verdict::Accept), and nothing yet if it is [`Reject`](crate::Verdict::Reject): such an example
/// is well formed. Whoever sees further may know more: a token whose form is good may still have no genuine signature.
///
/// # Example
///
/// ```
/// use eks_auth_corpus::Reach;
///
/// assert!(Reach::Form < Reach::Time && Reach::Time < Reach::Key);
/// assert_eq!(Reach::ALL.map(Reach::name), ["form", "time", "key"]);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Reach {
    /// The bytes alone: grammar, types, required members.
    Form,
    /// The moment as well: what has ended, has not begun, or ends too late.
    Time,
    /// The cluster as well, with its issuer and keys: whether a token is genuine and its claims entitle anybody there.
    Key,
}

impl Reach {
    /// Every reach, the nearest first.
    pub const ALL: [Self; 3] = [Self::Form, Self::Time, Self::Key];

    /// The name that the index calls it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Time => "time",
            Self::Key => "key",
        }
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
