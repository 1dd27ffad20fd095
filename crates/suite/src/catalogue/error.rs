//! Errors, and what no answer may give away.

use super::{Requirement, Source::*};

pub(super) const TABLE: &[Requirement] = &[
    Requirement::must(
        "ERR-001",
        "Where the error's name stands in several of X-Amzn-Errortype, `__type` and `code`, they agree.",
        &[RestJson1, EveryClient],
    ),
    Requirement::must("ERR-002", "A modelled error name comes at its modelled status.", &[Model]),
    Requirement::must(
        "ERR-003",
        "An error body, if there is one, is a single JSON object, and its Content-Type says JSON.",
        &[RestJson1, EveryClient],
    ),
    Requirement::must(
        "ERR-004",
        "`message` or `Message` of an error body, if present, is a string.",
        &[Model, Agent],
    ),
    Requirement::should("ERR-005", "Every error has a name.", &[RestJson1]),
    Requirement::should("ERR-006", "Every error has its name in the header X-Amzn-Errortype.", &[RestJson1]),
    Requirement::should("ERR-007", "An error has a body with a message.", &[Model]),
    Requirement::should(
        "ERR-008",
        "Every error names its request ID in X-Amzn-RequestId.",
        &[Observed, Agent],
    ),
    Requirement::must(
        "LEK-001",
        "No answer carries a token, its signature, the caller's secret or the request's body, and none carries \
         credentials outside their members.",
        &[Model, Misuse],
    ),
    Requirement::should(
        "LEK-002",
        "No answer carries a stack trace, class names or internal paths.",
        &[Rfc9110, RestJson1],
    ),
];
