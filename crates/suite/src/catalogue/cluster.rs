//! The cluster named in the path, and the association looked up in it.

use super::{Requirement, Source::*};

pub(super) const TABLE: &[Requirement] = &[
    Requirement::must(
        "CLU-001",
        "A cluster name that the model does not allow is refused (400, 403 or 404) and never served as another cluster.",
        &[Model, SmithyConstraints, Misuse],
    ),
    Requirement::should(
        "CLU-002",
        "A cluster name that the model does not allow is refused with status 400; a leading hyphen with 400 or 404.",
        &[Model, SmithyConstraints],
    ),
    Requirement::must(
        "CLU-003",
        "A cluster name that differs from a known one only in the case of letters is refused.",
        &[Misuse, Model],
    ),
    Requirement::must(
        "CLU-004",
        "Every cluster name that the model allows works: one and 100 characters, a digit first, capitals, `_`, `-`, `--`, \
         percent-encoded letters.",
        &[Model, Rfc3986],
    ),
    Requirement::must("CLU-005", "An unknown cluster is refused.", &[Misuse, Model]),
    Requirement::should("CLU-006", "An unknown cluster is refused with ResourceNotFoundException.", &[Model]),
    Requirement::must(
        "ASC-001",
        "A service account without an association is refused, with a name on which the agent drops cached credentials \
         and at that name's modelled status.",
        &[Model, Agent, Misuse],
    ),
    Requirement::should(
        "ASC-002",
        "A service account without an association is refused with ResourceNotFoundException.",
        &[Model, Observed],
    ),
    Requirement::must(
        "ASC-003",
        "An association whose role cannot be assumed is refused, with a name on which the agent drops cached \
         credentials and at that name's modelled status.",
        &[Model, Agent, Misuse],
    ),
    Requirement::should(
        "ASC-004",
        "An association whose role cannot be assumed is refused with AccessDeniedException.",
        &[Observed],
    ),
];
