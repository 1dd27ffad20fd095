//! Faults in taking a token apart.

use super::{Fault, Hook, crash};
use crate::base64url;
use crate::decide::jws::{self, Jws, malformed, parts};
use crate::decide::subject;
use crate::decide::{Check, Checked, Evidence, audience, issuer, times};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// The token's parts with duplicates kept, as `choose` then wants them.
fn kept(token: &str, choose: fn(Object) -> Object) -> Result<Jws, Refusal> {
    let (header, claims, signature) = parts(token).ok_or_else(malformed)?;
    let object = |part: &str| {
        let bytes = base64url::decode(part)?;
        Json::read_with_duplicates(&bytes).ok()?.into_object()
    };
    Ok(Jws {
        header: object(header).map(choose).ok_or_else(malformed)?,
        claims: object(claims).map(choose).ok_or_else(malformed)?,
        signing_input: format!("{header}.{claims}"),
        signature: base64url::decode(signature).ok_or_else(malformed)?,
    })
}

/// The parts decoded without care for padding and spare bits. What was signed is still what was sent.
fn decoded_leniently(token: &str, accepted: fn(&str) -> bool) -> Result<Jws, Refusal> {
    let (header, claims, signature) = parts(token).ok_or_else(malformed)?;
    let bytes =
        |part: &str| base64url::decode_leniently(part).filter(|_| accepted(part)).ok_or_else(malformed);
    let object = |part| Json::read(&bytes(part)?).ok().and_then(Json::into_object).ok_or_else(malformed);
    Ok(Jws {
        header: object(header)?,
        claims: object(claims)?,
        signing_input: format!("{header}.{claims}"),
        signature: bytes(signature)?,
    })
}

/// The first three parts of a token that has more.
fn first_three(token: &str) -> String {
    token.split('.').take(3).collect::<Vec<_>>().join(".")
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "signature.form.more-parts-ignored",
        "TOK-027",
        "parts after the third are ignored",
        jws,
        |token| jws::read(&first_three(token))
    ),
    stage!(
        "signature.form.trailing-dot-ignored",
        "TOK-027",
        "a dot after the token is ignored",
        jws,
        |token| jws::read(token.trim_end_matches('.'))
    ),
    stage!(
        "signature.form.leading-dot-ignored",
        "TOK-027",
        "a dot before the token is ignored",
        jws,
        |token| jws::read(token.trim_start_matches('.'))
    ),
    stage!("signature.form.empty-parts-skipped", "TOK-027", "empty parts are skipped", jws, |token| {
        jws::read(&token.split('.').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("."))
    }),
    stage!(
        "signature.form.last-three-parts",
        "TOK-027",
        "of more than three parts the last three count",
        jws,
        |token| {
            let all: Vec<&str> = token.split('.').collect();
            jws::read(&all.get(all.len().saturating_sub(3)..).unwrap_or_default().join("."))
        }
    ),
    stage!("signature.form.trimmed", "TOK-028", "white space around the token is ignored", jws, |token| {
        jws::read(token.trim())
    }),
    stage!(
        "signature.form.trailing-newline-ignored",
        "TOK-028",
        "a line end after the token is ignored",
        jws,
        |token| jws::read(token.strip_suffix('\n').unwrap_or(token))
    ),
    stage!(
        "signature.form.bearer-stripped",
        "TOK-028",
        "the word Bearer before the token is ignored",
        jws,
        |token| jws::read(token.strip_prefix("Bearer ").unwrap_or(token))
    ),
    stage!(
        "signature.form.line-breaks-ignored",
        "TOK-028",
        "line breaks in the token are ignored",
        jws,
        |token| jws::read(&token.replace(['\r', '\n'], ""))
    ),
    stage!(
        "signature.form.quotes-stripped",
        "TOK-028",
        "quotation marks around the token are ignored",
        jws,
        |token| jws::read(token.trim_matches('"'))
    ),
    stage!(
        "signature.form.search",
        "TOK-028",
        "the first thing that looks like a token in the string is taken",
        jws,
        |token| {
            let in_token = |char: char| char.is_ascii_alphanumeric() || "-_=.".contains(char);
            let mut words = token.split(|char| !in_token(char));
            jws::read(words.find(|word| parts(word).is_some()).unwrap_or(token))
        }
    ),
    stage!(
        "signature.form.malformed-request",
        "TOK-028",
        "a token that is none is an InvalidRequestException",
        jws,
        |token| jws::read(token).map_err(|refusal| refusal.renamed(400, "InvalidRequestException"))
    ),
    stage!(
        "signature.form.malformed-crash",
        "TOK-028",
        "a token of three parts that are no JSON crashes the service",
        jws,
        |token| {
            jws::read(token).map_err(|refusal| if parts(token).is_some() { crash() } else { refusal })
        }
    ),
    stage!(
        "signature.form.parts-crash",
        "TOK-027",
        "a token of more than five parts crashes the service",
        jws,
        |token| { if token.split('.').count() > 5 { Err(crash()) } else { jws::read(token) } }
    ),
    stage!(
        "signature.form.padding-accepted",
        "TOK-022",
        "padding in the token's parts is accepted",
        jws,
        |token| { jws::read(token).or_else(|_| decoded_leniently(token, |part| !part.contains(['+', '/']))) }
    ),
    stage!(
        "signature.form.spare-bits-accepted",
        "TOK-022",
        "spare bits in the token's parts are ignored",
        jws,
        |token| {
            jws::read(token).or_else(|_| decoded_leniently(token, |part| !part.contains(['=', '+', '/'])))
        }
    ),
    stage!(
        "signature.form.plain-base64-accepted",
        "TOK-028",
        "the alphabet of plain base64 is accepted",
        jws,
        |token| jws::read(token).or_else(|_| decoded_leniently(token, |part| !part.contains('=')))
    ),
    stage!(
        "signature.form.surrogate-crash",
        "TOK-021",
        "the escape of a lone surrogate in the token crashes the service",
        jws,
        |token| {
            let payload = token.split('.').nth(1).and_then(base64url::decode).unwrap_or_default();
            let text = String::from_utf8_lossy(&payload).to_ascii_lowercase();
            if text.contains("\\ud8") && jws::read(token).is_err() { Err(crash()) } else { jws::read(token) }
        }
    ),
    stage!(
        "signature.form.duplicates.last-wins",
        "TOK-024",
        "of a claim that stands there twice the last counts",
        jws,
        |token| kept(token, |object| object)
    ),
    stage!(
        "signature.form.duplicates.first-wins",
        "TOK-024",
        "of a claim that stands there twice the first counts",
        jws,
        |token| kept(token, |object| object.first_of_duplicates())
    ),
    stage!(
        "signature.form.duplicates.crash",
        "TOK-023",
        "a claim that stands there twice crashes the service",
        jws,
        |token| {
            if jws::read(token).is_err() && kept(token, |object| object).is_ok() {
                Err(crash())
            } else {
                jws::read(token)
            }
        }
    ),
    Fault::new(
        "signature.form.duplicates.sub-checked-and-used",
        "TOK-023",
        "of two subs the first must agree with kubernetes.io, and the last is granted",
        Hook::Stages(|stages| {
            stages.jws = |token| kept(token, |object| object);
            stages.identity = |evidence| {
                let first = first_claims(evidence.jws);
                let whole = subject::identity(evidence);
                let checked = subject::identity(&Evidence { jws: &first, ..*evidence });
                let Ok(checked) = checked else { return whole };
                match subject::in_sub(&evidence.jws.claims) {
                    Some((namespace, account)) => Ok(subject::Identity {
                        namespace: namespace.to_owned(),
                        service_account: account.to_owned(),
                        ..checked
                    }),
                    None => whole,
                }
            };
        }),
    ),
    Fault::new(
        "signature.form.duplicates.exp-either",
        "TOK-023",
        "of two values of exp either may be in the future, and of other claims the last counts",
        Hook::Stages(|stages| {
            stages.jws = |token| kept(token, |object| object);
            stages.expiry = |evidence| either(evidence, times::expiry);
        }),
    ),
    Fault::new(
        "signature.form.duplicates.aud-either",
        "TOK-023",
        "of two values of aud either may be the right one, and of other claims the last counts",
        Hook::Stages(|stages| {
            stages.jws = |token| kept(token, |object| object);
            stages.audience = |evidence| either(evidence, audience::check);
        }),
    ),
    Fault::new(
        "signature.form.duplicates.iss-either",
        "TOK-023",
        "of two values of iss either may be the right one, and of other claims the last counts",
        Hook::Stages(|stages| {
            stages.jws = |token| kept(token, |object| object);
            stages.issuer = |evidence| either(evidence, issuer::check);
        }),
    ),
];

/// The whole check of the last of duplicates, and where that fails, of the first.
fn either(evidence: &Evidence<'_>, check: Check) -> Checked {
    let first = first_claims(evidence.jws);
    check(evidence).or_else(|_| check(&Evidence { jws: &first, ..*evidence }))
}

/// The token with the first of each duplicate.
fn first_claims(jws: &Jws) -> Jws {
    Jws {
        header: jws.header.first_of_duplicates(),
        claims: jws.claims.first_of_duplicates(),
        signing_input: jws.signing_input.clone(),
        signature: jws.signature.clone(),
    }
}
