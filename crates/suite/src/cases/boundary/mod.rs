//! Boundaries: one dimension at a time, walked from value to value. What breaks at one length, one count, one number or
//! one spelling only is found nowhere else.

mod token;

use crate::situation::Situation;

pub(super) fn situations() -> Vec<Situation> {
    [token::situations()].into_iter().flatten().collect()
}
