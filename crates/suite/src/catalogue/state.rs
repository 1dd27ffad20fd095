//! Isolation of subjects from each other, and what one request may do to the next.

use super::{Requirement, Source::*};

pub(super) const TABLE: &[Requirement] = &[
    Requirement::must(
        "STA-001",
        "Many subjects and clusters at once, on one connection and on many: each gets its own, and up to 50 at once \
         never make the service fail.",
        &[Misuse, Model],
    ),
    Requirement::must(
        "STA-002",
        "After any refusal the next good request is granted at once.",
        &[Misuse, Rfc9112, Agent],
    ),
    Requirement::must(
        "STA-003",
        "A repeated token gives credentials that are not past or nearly past their expiry, and never the session of \
         another pod.",
        &[Misuse, Agent],
    ),
    Requirement::should(
        "STA-004",
        "A defective request is not throttled where the same request without the defect is granted.",
        &[Model],
    ),
    Requirement::must(
        "STA-005",
        "Every granted answer is as good as the first: after refusals, beside other requests, and for unusual requests \
         too.",
        &[Model, Agent, Misuse],
    ),
    Requirement::must(
        "STA-006",
        "A token that was granted is refused again once it expired more than 60 seconds ago: nothing that is remembered of \
         it outlives it.",
        &[Model, Rfc7519, Misuse],
    ),
];
