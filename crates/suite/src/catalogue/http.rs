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
    Requirement::must(
        "HTP-007",
        "Header names in any letter case, and `Connection: close`, change nothing: the request is granted.",
        &[Rfc9110, Rfc9112, EveryClient],
    ),
    Requirement::must(
        "HTP-008",
        "A request in a form that servers of HTTP/1.1 differ about (another version, the whole URL as target, folded \
         lines, white space around values, chunk extensions, trailers) is granted for the signed subject or \
         refused, never anything else.",
        &[Misuse, Rfc9112],
    ),
    Requirement::should(
        "HTP-009",
        "White space around header values, chunk sizes in any spelling, chunk extensions and trailers that mean nothing \
         are tolerated: the request is granted.",
        &[Rfc9112, Rfc9110],
    ),
    Requirement::should(
        "HTP-010",
        "After the answer to a request with `Connection: close` the connection is closed.",
        &[Rfc9112],
    ),
    Requirement::must(
        "HTP-011",
        "The body of a request is never taken for a request: the whole gets one answer at most, and the next request its \
         own.",
        &[Rfc9112, Misuse],
    ),
    Requirement::should(
        "HTP-012",
        "Requests that are written at once on one connection are answered in order, or the connection is closed before \
         the rest of them.",
        &[Rfc9112],
    ),
];
