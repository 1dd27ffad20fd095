//! Time and chance, the only way they come in.

use std::fmt;

/// The moment of one exchange: what the clock says, and a number that no other exchange has.
///
/// The service's answer is a function of the request, the world and this; equal moments give equal answers.
///
/// ```
/// use eks_auth_mock::Moment;
///
/// let moment = Moment::new(1_790_000_000, 1).with_nanoseconds(500_000_000);
/// assert_eq!(moment.seconds(), 1_790_000_000);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    seconds: i64,
    nanoseconds: u32,
    nonce: u128,
}

impl Moment {
    /// A moment in whole seconds since the Unix epoch, with its nonce.
    ///
    /// Session names, credentials and request ids are derived from the nonce, so it must be new for each exchange.
    #[must_use]
    pub const fn new(seconds: i64, nonce: u128) -> Self {
        Moment { seconds, nanoseconds: 0, nonce }
    }

    /// The same moment with this fraction of a second; anything from 10⁹ on counts as 999 999 999.
    #[must_use]
    pub const fn with_nanoseconds(self, nanoseconds: u32) -> Self {
        let nanoseconds = if nanoseconds > 999_999_999 { 999_999_999 } else { nanoseconds };
        Moment { nanoseconds, ..self }
    }

    /// Whole seconds since the Unix epoch.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// The fraction of the second, below 10⁹.
    #[must_use]
    pub const fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    pub(crate) const fn nonce(self) -> u128 {
        self.nonce
    }

    /// The same chance, so many seconds later.
    pub(crate) const fn later(self, seconds: i64) -> Self {
        Moment { seconds: self.seconds.saturating_add(seconds), ..self }
    }
}

/// The nonce is left out: the credentials are derived from it.
impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Moment({}.{:09})", self.seconds, self.nanoseconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_leaves_the_nonce_out() {
        assert_eq!(format!("{:?}", Moment::new(5, 7_777).with_nanoseconds(30)), "Moment(5.000000030)");
    }

    #[test]
    fn fraction_stays_below_a_second() {
        assert_eq!(Moment::new(0, 0).with_nanoseconds(u32::MAX).nanoseconds(), 999_999_999);
    }
}
