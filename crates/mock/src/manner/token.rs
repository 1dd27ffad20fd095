//! The token's form: how strictly it is read, and what its header may hold.

use super::{Hook, Manner};
use crate::base64url;
use crate::decide::jws::{self, Jws};
use crate::decide::members;
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// The longest token, in bytes, of a service that bounds it.
const LONGEST: usize = 4 * 1024;

/// Header members that a careful verifier wants nothing to do with.
const UNWANTED: [&str; 9] = ["jwk", "jku", "x5u", "x5c", "x5t", "zip", "b64", "enc", "cty"];

/// A reading of base64url without padding that overlooks padding and spare bits, and nothing else.
fn loose(part: &str) -> Option<Vec<u8>> {
    let url = |byte: u8| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte);
    if part.bytes().all(url) { base64url::decode_leniently(part) } else { None }
}

fn read_loosely(token: &str) -> Result<Jws, Refusal> {
    let (header, claims, signature) = jws::parts(token).ok_or_else(jws::malformed)?;
    let object = |part: &str| -> Option<Object> { Json::read(&loose(part)?).ok()?.into_object() };
    Ok(Jws {
        header: object(header).ok_or_else(jws::malformed)?,
        claims: object(claims).ok_or_else(jws::malformed)?,
        signing_input: format!("{header}.{claims}"),
        signature: loose(signature).ok_or_else(jws::malformed)?,
    })
}

/// The token in what a shell or a header put around it.
fn trimmed(text: &str) -> &str {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    text.strip_prefix("Bearer ").unwrap_or(text)
}

pub(super) static MANNERS: &[Manner] = &[
    stage!("token.base64.loose", &["TOK-022"], "padding and spare bits are overlooked", jws, read_loosely),
    stage!(
        "token.trimmed",
        &["TOK-028"],
        "white space around the token, and Bearer before it, are overlooked",
        jws,
        |token| jws::read(trimmed(token))
    ),
    stage!("token.length.4-kib", &["REQ-015"], "a token over 4 KiB is refused", token, |object| {
        let token = members::token(object)?;
        if token.len() > LONGEST { Err(jws::malformed()) } else { Ok(token) }
    }),
    stage!(
        "token.header.careful",
        &[],
        "a token whose header brings keys, compression or nesting along, or an odd typ, is refused",
        jws,
        |token| {
            let jws = jws::read(token)?;
            let unwanted = UNWANTED.iter().any(|name| jws.header.get(name).is_some());
            let typ = jws.header.get("typ").is_none_or(|typ| typ.as_text() == Some("JWT"));
            if unwanted || !typ { Err(jws::malformed()) } else { Ok(jws) }
        }
    ),
];
