//! The body of a request and how it is sent.

use super::{Requirement, Source::*};

pub(super) const TABLE: &[Requirement] = &[
    Requirement::must(
        "REQ-001",
        "Unknown members and the three newer members of a request are tolerated: it is granted.",
        &[Model, RestJson1, Agent],
    ),
    Requirement::should("REQ-002", "Many unknown members are tolerated as well.", &[RestJson1]),
    Requirement::must(
        "REQ-003",
        "A `token` that is missing, null, empty, of another type, or in no way of the token's pattern is refused with \
         status 400.",
        &[Model, SmithyConstraints, RestJson1],
    ),
    Requirement::should(
        "REQ-004",
        "Such a refusal carries a modelled error, or the protocol's ValidationException or SerializationException.",
        &[Model, RestJson1],
    ),
    Requirement::must(
        "REQ-005",
        "A body that is not JSON, or not a JSON object, is refused with status 400.",
        &[RestJson1, Rfc8259],
    ),
    Requirement::should(
        "REQ-006",
        "Such a refusal carries a modelled error, or the protocol's ValidationException or SerializationException.",
        &[Model, RestJson1],
    ),
    Requirement::must(
        "REQ-007",
        "Bytes after the object that are not white space are refused.",
        &[RestJson1, Rfc8259],
    ),
    Requirement::should(
        "REQ-008",
        "JSON with comments, single quotes or trailing commas is refused.",
        &[RestJson1, Rfc8259],
    ),
    Requirement::must(
        "REQ-009",
        "A body under another Content-Type than JSON never makes the service fail: no 5xx, no hang.",
        &[RestJson1, Rfc9110],
    ),
    Requirement::should(
        "REQ-010",
        "A body under another Content-Type than JSON is refused with status 415 or 400.",
        &[RestJson1],
    ),
    Requirement::must(
        "REQ-011",
        "Parameters of the Content-Type application/json are tolerated: the request is granted.",
        &[RestJson1],
    ),
    Requirement::must(
        "REQ-012",
        "A request without Content-Type, with an Accept that cannot be met, or with an ill-typed optional member is \
         granted for the signed subject or refused, never anything else.",
        &[Misuse, RestJson1],
    ),
    Requirement::must(
        "REQ-013",
        "A request that strains JSON (duplicates of one value, lone surrogates, byte order mark, huge numbers, deep \
         nesting, large bodies and headers) is granted for the signed subject or refused, never anything else.",
        &[Misuse, Rfc8259],
    ),
    Requirement::must(
        "REQ-014",
        "A good token over 4 KiB is granted for the signed subject or refused, never anything else.",
        &[Misuse, Model],
    ),
    Requirement::should("REQ-015", "A good token over 4 KiB is granted: the model has no maximum.", &[Model]),
    Requirement::must(
        "REQ-016",
        "Escaped member names, escapes in strings, white space around the object, a chunked or segmented body and \
         Expect: 100-continue are granted.",
        &[Rfc8259, Rfc9112, Rfc9110],
    ),
    Requirement::must(
        "REQ-017",
        "Duplicate members of different values are refused, or one and the same value decides everything that is \
         checked and granted.",
        &[Misuse, Rfc8259],
    ),
    Requirement::should("REQ-018", "Duplicate members of different values are refused.", &[Rfc8259]),
    Requirement::must(
        "REQ-019",
        "The headers that official clients send are tolerated: Accept, Accept-Encoding and those of the AWS SDKs.",
        &[EveryClient, RestJson1],
    ),
];
