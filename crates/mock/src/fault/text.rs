//! Faults in reading the JSON of a token, where it is well-formed and unusual.

use super::{Fault, Hook, crash};
use crate::base64url;
use crate::decide::jws::{self, Jws, parts};
use crate::decide::subject::{self, Identity};
use crate::json::Object;
use crate::refusal::Refusal;

/// Names that mean something in JavaScript.
const OF_JAVASCRIPT: [&str; 3] = ["__proto__", "constructor", "prototype"];

/// The token taken apart, or a crash where the condition holds of its header's or its claims' text.
fn text(token: &str, condition: fn(&[u8]) -> bool) -> Result<Jws, Refusal> {
    let read = jws::read(token)?;
    let texts = parts(token).into_iter().flat_map(|(header, claims, _)| [header, claims]);
    let crashes = texts.filter_map(base64url::decode).any(|text| condition(&text));
    if crashes { Err(crash()) } else { Ok(read) }
}

/// The token taken apart, or a crash where the condition holds of the name of a claim.
fn names(token: &str, condition: fn(&str) -> bool) -> Result<Jws, Refusal> {
    let read = jws::read(token)?;
    let crashes = read.claims.members().any(|(name, _)| condition(name));
    if crashes { Err(crash()) } else { Ok(read) }
}

/// The bytes of a JSON text that are not within a string.
fn outside_strings(text: &[u8]) -> impl Iterator<Item = u8> {
    let (mut inside, mut escaped) = (false, false);
    text.iter().copied().filter(move |byte| {
        let was_inside = inside;
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => inside = !inside,
            _ => {}
        }
        !was_inside
    })
}

/// How deep arrays and objects lie in one another.
fn depth(text: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in outside_strings(text) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The claim of that name in any letter case; the last one counts.
fn in_any_case<'c>(claims: &'c Object, name: &str) -> Option<&'c str> {
    let all = claims.members().filter(|(have, _)| have.eq_ignore_ascii_case(name));
    all.last().and_then(|(_, value)| value.as_text())
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "signature.text.white-space-crash",
        "TOK-021",
        "white space between the members of header or claims crashes the service",
        jws,
        |token| text(token, |text| outside_strings(text).any(|byte| byte.is_ascii_whitespace()))
    ),
    stage!(
        "signature.text.escape-crash",
        "TOK-021",
        "an escape in header or claims crashes the service",
        jws,
        |token| text(token, |text| text.contains(&b'\\'))
    ),
    stage!(
        "signature.text.deep-crash",
        "TOK-021",
        "a header or claims more than 64 deep crash the service",
        jws,
        |token| text(token, |text| depth(text) > 64)
    ),
    stage!(
        "claims.name.long-crash",
        "TOK-021",
        "a claim with a name of more than 255 characters crashes the service",
        jws,
        |token| names(token, |name| name.len() > 255)
    ),
    stage!(
        "claims.name.foreign-crash",
        "TOK-021",
        "a claim with a name that is not ASCII crashes the service",
        jws,
        |token| names(token, |name| !name.is_ascii())
    ),
    stage!(
        "claims.name.javascript-crash",
        "TOK-021",
        "a claim named like a part of JavaScript's objects crashes the service",
        jws,
        |token| names(token, |name| OF_JAVASCRIPT.contains(&name))
    ),
    stage!(
        "claims.name.capital-crash",
        "TOK-021",
        "a claim that begins with a capital crashes the service",
        jws,
        |token| names(token, |name| name.starts_with(|letter: char| letter.is_ascii_uppercase()))
    ),
    stage!(
        "claims.name.any-case",
        "TOK-021",
        "sub counts in any letter case, and kubernetes.io is not held against it",
        identity,
        |evidence| {
            let whole = subject::identity(evidence)?;
            let sub = in_any_case(&evidence.jws.claims, "sub");
            let names = sub.and_then(|sub| sub.strip_prefix("system:serviceaccount:")?.split_once(':'));
            Ok(match names {
                Some((namespace, account)) => {
                    Identity { namespace: namespace.to_owned(), service_account: account.to_owned(), ..whole }
                }
                None => whole,
            })
        }
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_count_for_nothing_but_themselves() {
        assert_eq!(depth(br#"{"a":["[[\"[",{}]}"#), 3);
        assert!(outside_strings(br#"{"a b":1 }"#).any(|byte| byte == b' '));
        assert!(!outside_strings(br#"{"a b\" ":1}"#).any(|byte| byte == b' '));
    }
}
