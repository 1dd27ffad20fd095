//! What a service may do with a request, as far as one edit of it decides that.

use crate::expect::Expect;
use crate::situation::Kind;

/// Whether credentials are due.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Due {
    /// They are: the edit means nothing.
    Always,
    /// The sources leave it open.
    Perhaps,
    /// They are not.
    Never,
}

/// What one edit, or a whole request, means for the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Meaning {
    due: Due,
    /// The requirement that says so.
    requirement: &'static str,
    /// Whether anything below 500 will do where nothing is granted: a redirect, or a page for another path.
    loose: bool,
    /// Whether an error is the operation's own, whose form the API promises, and no router's or framework's.
    reaches: bool,
    /// What a refusal is about, where its name is a matter of the requirement.
    kind: Option<Kind>,
}

impl Meaning {
    const fn new(due: Due, requirement: &'static str) -> Self {
        Self { due, requirement, loose: false, reaches: true, kind: None }
    }

    /// The request is as good as without the edit.
    pub(crate) const fn nothing(requirement: &'static str) -> Self {
        Self::new(Due::Always, requirement)
    }

    /// Granted for the signed subject, or refused.
    pub(crate) const fn open(requirement: &'static str) -> Self {
        Self::new(Due::Perhaps, requirement)
    }

    /// Never granted.
    pub(crate) const fn refused(requirement: &'static str) -> Self {
        Self::new(Due::Never, requirement)
    }

    /// The same where also an answer that is neither a grant nor a refusal will do.
    pub(crate) const fn loose(self) -> Self {
        Self { loose: true, reaches: false, ..self }
    }

    /// The same where the request may be refused before it reaches the operation.
    pub(crate) const fn before_operation(self) -> Self {
        Self { reaches: false, ..self }
    }

    /// The same where the name of the refusal is a matter of the requirement too.
    pub(crate) const fn about(self, kind: Kind) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// What two edits of one request mean together. The names of refusals are kept apart only where one edit decides.
    pub(crate) fn and(self, other: Self) -> Self {
        let (stronger, weaker) = if other.due >= self.due { (other, self) } else { (self, other) };
        Self {
            due: stronger.due,
            requirement: stronger.requirement,
            loose: self.loose || other.loose,
            reaches: self.reaches && other.reaches,
            kind: stronger.kind.filter(|_| weaker.due == Due::Always),
        }
    }

    pub(crate) fn due(self) -> Due {
        self.due
    }

    pub(crate) fn requirement(self) -> &'static str {
        self.requirement
    }

    pub(crate) fn reaches_operation(self) -> bool {
        self.reaches
    }

    pub(crate) fn kind(self) -> Option<Kind> {
        self.kind
    }

    /// The same as an expectation of the cases.
    pub(crate) fn expect(self) -> Expect {
        match (self.due, self.loose) {
            (Due::Always, _) => Expect::Granted,
            (Due::Perhaps, false) => Expect::Either,
            (Due::Perhaps, true) => Expect::NoFailure,
            (Due::Never, false) => Expect::Refused,
            (Due::Never, true) => Expect::NeverGranted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_is_stronger_than_doubt_and_doubt_than_nothing() {
        let (nothing, open, refused) = (Meaning::nothing("A"), Meaning::open("B"), Meaning::refused("C"));
        assert_eq!(nothing.and(open).expect(), Expect::Either);
        assert_eq!(open.and(refused).and(nothing).expect(), Expect::Refused);
        assert_eq!(open.and(refused).requirement(), "C");
    }

    #[test]
    fn looseness_stays() {
        let path = Meaning::open("A").loose();
        assert_eq!(path.and(Meaning::nothing("B")).expect(), Expect::NoFailure);
        assert_eq!(Meaning::refused("B").and(path).expect(), Expect::NeverGranted);
        assert!(!path.and(Meaning::nothing("B")).reaches_operation());
    }

    #[test]
    fn names_are_asked_for_only_where_one_edit_decides() {
        let expired = Meaning::refused("A").about(Kind::Expired);
        assert_eq!(expired.and(Meaning::nothing("B")).kind(), Some(Kind::Expired));
        assert_eq!(expired.and(Meaning::open("B")).kind(), None);
        assert_eq!(expired.and(Meaning::refused("B")).kind(), None);
    }
}
