//! Characters that no token has, and parts that it has not.

use crate::decide::jws::{self, Jws, malformed};
use crate::fault::{Fault, Hook, crash};
use crate::refusal::Refusal;

fn unless(token: &str, crashes: impl Fn(&str) -> bool) -> Result<Jws, Refusal> {
    if crashes(token) { Err(crash()) } else { jws::read(token) }
}

/// Whether it is like the characters of a token.
fn is_of_token(char: char) -> bool {
    char.is_ascii_alphanumeric() || "-_=.".contains(char)
}

fn parts(token: &str) -> usize {
    token.split('.').count()
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "signature.form.foreign-skipped",
        "TOK-028",
        "characters that no token has are skipped",
        jws,
        |token| { jws::read(&token.chars().filter(|char| is_of_token(*char)).collect::<String>()) }
    ),
    stage!(
        "signature.form.invisible-trimmed",
        "TOK-028",
        "what cannot be seen around a token is ignored",
        jws,
        |token| {
            jws::read(token.trim_matches(|char| {
                matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
            }))
        }
    ),
    stage!(
        "signature.form.separator-trimmed",
        "TOK-028",
        "commas and semicolons around a token are ignored",
        jws,
        |token| { jws::read(token.trim_matches([',', ';', '~', '/'])) }
    ),
    stage!(
        "signature.form.query-decoded",
        "TOK-028",
        "a percent-encoded space in a token is dropped",
        jws,
        |token| { jws::read(&token.replace("%20", "")) }
    ),
    stage!(
        "signature.form.header-sign",
        "TOK-021",
        "a plus sign in the header crashes the service",
        jws,
        |token| { unless(token, |token| token.split('.').next().is_some_and(|header| header.contains('+'))) }
    ),
    stage!(
        "signature.form.signature-sign",
        "TOK-021",
        "a slash in the signature crashes the service",
        jws,
        |token| {
            unless(token, |token| token.rsplit('.').next().is_some_and(|signature| signature.contains('/')))
        }
    ),
    stage!(
        "signature.form.backslash",
        "TOK-021",
        "a backslash at the end of a token crashes the service",
        jws,
        |token| { unless(token, |token| token.ends_with('\\') || token.starts_with('\\')) }
    ),
    stage!(
        "request.token-odd.crash",
        "REQ-003",
        "a token with a character outside ASCII in its payload crashes the service",
        jws,
        |token| { unless(token, |token| token.split('.').nth(1).is_some_and(|payload| !payload.is_ascii())) }
    ),
    stage!(
        "request.token-odd.status",
        "REQ-003",
        "a token with a percent sign in its payload is refused with 422",
        jws,
        |token| {
            match token.split('.').nth(1) {
                Some(payload) if payload.contains('%') => {
                    Err(malformed().renamed(422, "InvalidTokenException"))
                }
                _ => jws::read(token),
            }
        }
    ),
    stage!(
        "request.token-short.crash",
        "REQ-003",
        "a token of one character crashes the service",
        jws,
        |token| { unless(token, |token| token.len() == 1) }
    ),
    stage!(
        "request.token-cut.status",
        "REQ-003",
        "a token without a signature is refused with 401",
        jws,
        |token| {
            if parts(token) == 2 {
                Err(malformed().renamed(401, "InvalidTokenException"))
            } else {
                jws::read(token)
            }
        }
    ),
    stage!(
        "signature.form.many-parts-crash",
        "TOK-027",
        "a token of more than 100 parts crashes the service",
        jws,
        |token| { unless(token, |token| parts(token) > 100) }
    ),
    stage!(
        "signature.form.many-parts-ignored",
        "TOK-027",
        "of more than ten parts the first three count",
        jws,
        |token| {
            if parts(token) > 10 {
                jws::read(&token.split('.').take(3).collect::<Vec<_>>().join("."))
            } else {
                jws::read(token)
            }
        }
    ),
    stage!("signature.form.dot-skipped", "TOK-027", "a dot within the header is skipped", jws, |token| {
        match token.split('.').collect::<Vec<_>>().as_slice() {
            [start, end, claims, signature] => {
                jws::read(&format!("{start}{end}.{claims}.{signature}")).or_else(|_| jws::read(token))
            }
            _ => jws::read(token),
        }
    }),
];
