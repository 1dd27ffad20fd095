//! HTTP itself.

use super::{Requirement, Source::*};

pub(super) const TABLE: &[Requirement] = &[
    Requirement::must(
        "HTP-001",
        "Other methods and paths never make the service fail, and credentials are never given on a path that is not the \
         operation's.",
        &[Model, Misuse],
    ),
    Requirement::should(
        "HTP-002",
        "Other methods and paths are refused with a client error; nothing is redirected.",
        &[RestJson1, SomeClients],
    ),
    Requirement::must(
        "HTP-003",
        "Every complete request gets one complete answer, and never a server error.",
        &[Rfc9112, Rfc9110, Misuse],
    ),
    Requirement::must(
        "HTP-004",
        "A request whose framing contradicts itself gets at most one answer and never a server error (501 is allowed for \
         an unknown coding), and the next request is not misread.",
        &[Rfc9112, Misuse],
    ),
    Requirement::should(
        "HTP-005",
        "A request whose framing contradicts itself is refused with status 400 and the connection is closed.",
        &[Rfc9112],
    ),
];
