//! Where violations go: nowhere, the first one kept, or all of them.

use std::ops::ControlFlow;

use super::Violation;

/// Takes violations as a reader finds them, and says whether to go on.
///
/// A reader that is told to stop makes no value. `Vec<Violation>` keeps all; [`First`] keeps the first that matters,
/// [`Ignore`] none, and both stop there.
///
/// # Example
///
/// ```
/// use std::ops::ControlFlow;
///
/// use eks_auth_protocol::wire::{Limits, Sink, Violation, read_response_into};
///
/// /// Counts, and gives up after three.
/// struct Three(u32);
///
/// impl Sink for Three {
///     fn report(&mut self, _: Violation) -> ControlFlow<()> {
///         self.0 += 1;
///         if self.0 < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
///     }
/// }
///
/// let mut three = Three(0);
/// assert!(read_response_into(b"{}", Limits::default(), &mut three).is_none());
/// assert_eq!(three.0, 3);
/// ```
pub trait Sink {
    /// Takes one violation; `Break` ends the reading.
    fn report(&mut self, violation: Violation) -> ControlFlow<()>;
}

/// Keeps the first violation because of which no value can be made, and stops there. Others are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct First(Option<Violation>);

impl First {
    /// The violation, if there was one.
    #[must_use]
    pub fn into_violation(self) -> Option<Violation> {
        self.0
    }
}

impl Sink for First {
    fn report(&mut self, violation: Violation) -> ControlFlow<()> {
        if !violation.is_fatal() {
            return ControlFlow::Continue(());
        }
        self.0.get_or_insert(violation);
        ControlFlow::Break(())
    }
}

/// Keeps nothing, and stops where no value can be made any more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ignore;

impl Sink for Ignore {
    fn report(&mut self, violation: Violation) -> ControlFlow<()> {
        if violation.is_fatal() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Sink for Vec<Violation> {
    fn report(&mut self, violation: Violation) -> ControlFlow<()> {
        self.push(violation);
        ControlFlow::Continue(())
    }
}
