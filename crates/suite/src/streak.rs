//! How often in a row something was so.

use std::sync::atomic::{AtomicU32, Ordering};

/// A count that begins anew as soon as it is not so.
#[derive(Default)]
pub(crate) struct Streak(AtomicU32);

impl Streak {
    /// Counts one occasion.
    pub(crate) fn note(&self, is_so: bool) {
        if is_so {
            self.0.fetch_add(1, Ordering::Relaxed);
        } else {
            self.end();
        }
    }

    /// Begins anew.
    pub(crate) fn end(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Whether it was so this often, or more often.
    pub(crate) fn reaches(&self, times: u32) -> bool {
        self.0.load(Ordering::Relaxed) >= times
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_exception_ends_it() {
        let streak = Streak::default();
        streak.note(true);
        streak.note(true);
        assert!(streak.reaches(2) && !streak.reaches(3));
        streak.note(false);
        assert!(!streak.reaches(1));
    }
}
