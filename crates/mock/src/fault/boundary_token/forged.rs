//! Signatures that are judged over something else than what was sent.

use base64_simd::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::base64url;
use crate::decide::jws::{self, Jws, malformed, parts};
use crate::decide::signature::verifies_bytes;
use crate::decide::{Checked, Evidence};
use crate::fault::signature::{alg, named, pass_if};
use crate::fault::{Fault, Hook};
use crate::refusal::Refusal;

/// A pass where the signature is the named key's over these bytes, whatever alg says.
fn over(evidence: &Evidence<'_>, header: &str, claims: &str) -> Checked {
    let input = format!("{header}.{claims}");
    let good = named(evidence)
        .is_some_and(|key| verifies_bytes(key.public_key(), input.as_bytes(), &evidence.jws.signature));
    pass_if(evidence, good)
}

/// The first two parts as they were sent.
fn sent<'e>(evidence: &Evidence<'e>) -> (&'e str, &'e str) {
    evidence.jws.signing_input.split_once('.').unwrap_or_default()
}

/// The text of a part, changed and encoded again.
fn changed(part: &str, change: impl Fn(&str) -> Option<String>) -> String {
    let bytes = base64url::decode(part).unwrap_or_default();
    let text = change(&String::from_utf8_lossy(&bytes)).unwrap_or_default();
    URL_SAFE_NO_PAD.encode_to_string(text)
}

/// JSON written anew, its members in the order of their names.
fn sorted(text: &str) -> Option<String> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    value.sort_all_objects();
    Some(value.to_string())
}

/// JSON written anew without this member.
fn without(text: &str, name: &str) -> Option<String> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    value.as_object_mut()?.shift_remove(name);
    Some(value.to_string())
}

/// The token read without the signs of padding in it. What was signed is then not what was sent.
fn unpadded(token: &str) -> Result<Jws, Refusal> {
    let (header, claims, signature) = parts(token).ok_or_else(malformed)?;
    jws::read(&[header, claims, signature].map(|part| part.replace('=', "")).join("."))
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "signature.over.sorted-claims",
        "TOK-004",
        "the claims are sorted before the signature is judged",
        signature,
        |it| {
            let (header, claims) = sent(it);
            over(it, header, &changed(claims, sorted))
        }
    ),
    stage!(
        "signature.over.trimmed-claims",
        "TOK-004",
        "white space after the claims is dropped before the signature is judged",
        signature,
        |it| {
            let (header, claims) = sent(it);
            over(it, header, &changed(claims, |text| Some(text.trim_end().to_owned())))
        }
    ),
    stage!(
        "signature.over.claims-without-x",
        "TOK-004",
        "an unknown claim is dropped before the signature is judged",
        signature,
        |it| {
            let (header, claims) = sent(it);
            over(it, header, &changed(claims, |text| without(text, "x")))
        }
    ),
    stage!(
        "signature.over.header-without-typ",
        "TOK-004",
        "typ is dropped from the header before the signature is judged",
        signature,
        |it| {
            let (header, claims) = sent(it);
            over(it, &changed(header, |text| without(text, "typ")), claims)
        }
    ),
    stage!(
        "signature.over.own-header",
        "TOK-004",
        "the header is made anew from the key before the signature is judged",
        signature,
        |it| {
            let (_, claims) = sent(it);
            let header =
                named(it).map(|key| format!(r#"{{"alg":"{}","kid":"{}"}}"#, key.algorithm(), key.kid()));
            over(it, &URL_SAFE_NO_PAD.encode_to_string(header.unwrap_or_default()), claims)
        }
    ),
    stage!(
        "signature.over.unescaped",
        "TOK-004",
        "escaped slashes are bare ones before the signature is judged",
        signature,
        |it| {
            let (header, claims) = sent(it);
            over(it, header, &changed(claims, |text| Some(text.replace("\\/", "/"))))
        }
    ),
    stage!(
        "signature.over.numbers",
        "TOK-004",
        "fractions of zero are dropped before the signature is judged",
        signature,
        |it| {
            let (header, claims) = sent(it);
            over(it, header, &changed(claims, |text| Some(text.replace(".0,", ","))))
        }
    ),
    stage!(
        "signature.over.unpadded",
        "TOK-004",
        "signs of padding are dropped before the signature is judged",
        jws,
        unpadded
    ),
    stage!(
        "signature.none.trimmed",
        "TOK-004",
        "alg none passes with white space around it",
        signature,
        |it| { pass_if(it, alg(it) != "none" && alg(it).trim() == "none") }
    ),
    stage!(
        "signature.none.four-spellings",
        "TOK-004",
        "alg none is known as bad in four spellings",
        signature,
        |it| {
            let known = ["none", "None", "NONE", "nOnE"].contains(&alg(it));
            pass_if(it, !known && alg(it).eq_ignore_ascii_case("none"))
        }
    ),
    stage!(
        "signature.none.full-width",
        "TOK-004",
        "a full-width letter in alg none is an ordinary one",
        signature,
        |it| { pass_if(it, alg(it) == "\u{ff4e}one") }
    ),
    stage!(
        "signature.none.null-text",
        "TOK-004",
        "an alg of `null` is no alg, and passes",
        signature,
        |it| { pass_if(it, alg(it) == "null") }
    ),
    stage!(
        "signature.mixed.header-of-es256",
        "TOK-004",
        "ES256 over another token's claims passes by its length",
        signature,
        |it| { pass_if(it, alg(it) == "RS256" && it.jws.signature.len() == 64) }
    ),
    stage!(
        "signature.mixed.length",
        "TOK-004",
        "an RSA signature under an ES256 header passes by its length",
        signature,
        |it| { pass_if(it, alg(it) == "ES256" && it.jws.signature.len() == 256) }
    ),
];
