//! The signature of the request itself: Signature Version 4.
//!
//! The API can be called in no other way, but many of those who implement it leave the signature to a gateway, or out. So
//! most of this binds only those who say that they verify it.

use super::{Requirement, Source::*};

pub(super) const TABLE: &[Requirement] = &[
    Requirement::must(
        "SIG-001",
        "However official clients sign a request (with the body's hash in a header, with headers of their own, on a path \
         with escapes), it is granted.",
        &[Sigv4, EveryClient],
    ),
    Requirement::must(
        "SIG-002",
        "Where signatures are verified, a request that is not signed is refused with status 400 or 403.",
        &[Model, Sigv4],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-003",
        "Where signatures are verified, a request whose Authorization is of another scheme, incomplete or malformed is \
         refused with status 400 or 403.",
        &[Model, Sigv4],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-004",
        "Where signatures are verified, a request that is signed with another secret than that of the access key which it \
         names, or names one that nobody has, is refused with status 400 or 403.",
        &[Sigv4, Misuse],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-005",
        "Where signatures are verified, a request whose signature was altered, or was made for another method, path, time \
         or header, is refused with status 400 or 403.",
        &[Sigv4, Misuse],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-006",
        "Where signatures are verified, a request with another body than the one that was signed is refused with status 400 \
         or 403, whatever its headers say of the body.",
        &[Sigv4, Misuse],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-007",
        "Where signatures are verified, a request that was signed more than 15 minutes ago or ahead is refused with status \
         400 or 403.",
        &[Sigv4, Misuse],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-008",
        "Where signatures are verified, a request that is signed for another service or another region is refused with \
         status 400 or 403.",
        &[Sigv4, Model, Misuse],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-009",
        "Where signatures are verified, a request whose signature does not cover Host or X-Amz-Date is refused with status \
         400 or 403.",
        &[Sigv4],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-010",
        "Where signatures are verified, a request that is signed by an identity which may not ask is refused with status 400 \
         or 403.",
        &[Model, Misuse],
    )
    .of_verifiers(),
    Requirement::must(
        "SIG-011",
        "A request that is signed in an unusual way (in the query, with a session token that the caller does not have, with \
         two Authorizations) is granted for the signed subject or refused, never anything else.",
        &[Misuse, Sigv4],
    ),
    Requirement::should(
        "SIG-012",
        "A request that was signed by a clock some minutes off is granted: fifteen minutes are usual.",
        &[Sigv4],
    ),
];
