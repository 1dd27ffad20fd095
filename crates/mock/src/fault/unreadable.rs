//! Faults in what becomes of a token that cannot be taken apart.

use super::{Fault, Hook, crash};
use crate::base64url;
use crate::decide::jws::{self, Jws, parts};
use crate::refusal::Refusal;

/// The token taken apart, or a crash where the condition holds of it.
fn read_unless(token: &str, condition: impl FnOnce(&str) -> bool) -> Result<Jws, Refusal> {
    if condition(token) { Err(crash()) } else { jws::read(token) }
}

/// Whether it has three parts that are all base64url, which says nothing of what they encode.
fn decodes(token: &str) -> bool {
    parts(token).is_some_and(|(header, claims, signature)| {
        [header, claims, signature].into_iter().all(|part| base64url::decode(part).is_some())
    })
}

/// The token without the third of its four parts.
fn without_third(token: &str) -> String {
    match token.split('.').collect::<Vec<_>>().as_slice() {
        [header, claims, _, signature] => [*header, claims, signature].join("."),
        _ => token.to_owned(),
    }
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "signature.form.base64-crash",
        "TOK-021",
        "a part of the token that is no base64url crashes the service",
        jws,
        |token| read_unless(token, |token| parts(token).is_some() && !decodes(token))
    ),
    stage!(
        "signature.form.json-crash",
        "TOK-021",
        "a header or claims that cannot be read as JSON crash the service",
        jws,
        |token| read_unless(token, |token| decodes(token) && jws::read(token).is_err())
    ),
    stage!(
        "signature.form.part-missing-crash",
        "TOK-021",
        "a string that is not three parts crashes the service",
        jws,
        |token| read_unless(token, |token| token.split('.').count() != 3)
    ),
    stage!(
        "signature.form.short-part-crash",
        "TOK-004",
        "a header of one character crashes the service",
        jws,
        |token| read_unless(token, |token| parts(token).is_some_and(|(header, ..)| header.len() == 1))
    ),
    stage!(
        "signature.form.encrypted-crash",
        "TOK-027",
        "a token of five parts, as an encrypted one has, crashes the service",
        jws,
        |token| read_unless(token, |token| token.split('.').count() == 5)
    ),
    stage!(
        "signature.form.third-of-four-ignored",
        "TOK-027",
        "of four parts the third is ignored",
        jws,
        |token| jws::read(&without_third(token))
    ),
    stage!(
        "request.token-malformed.unauthorised",
        "REQ-003",
        "a token that is no JWT is refused with 401",
        jws,
        |token| jws::read(token).map_err(|refusal| refusal.renamed(401, "InvalidTokenException"))
    ),
    stage!(
        "request.token-malformed.crash",
        "REQ-003",
        "a token that is no JWT crashes the service",
        jws,
        |token| read_unless(token, |token| jws::read(token).is_err())
    ),
];
