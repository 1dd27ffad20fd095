//! The token as a signed JWT in compact form (RFC 7515, section 7.1).

use crate::base64url;
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// A token taken apart. Nothing in it is believed yet.
pub(crate) struct Jws {
    pub(crate) header: Object,
    pub(crate) claims: Object,
    pub(crate) signing_input: String,
    pub(crate) signature: Vec<u8>,
}

/// Three parts, each of them canonical base64url and not empty; the first two JSON objects with each member once.
///
/// That implies the pattern of the model, read as the whole token.
pub(crate) fn read(token: &str) -> Result<Jws, Refusal> {
    let (header, claims, signature) = parts(token).ok_or_else(malformed)?;
    Ok(Jws {
        header: object(header)?,
        claims: object(claims)?,
        signing_input: format!("{header}.{claims}"),
        signature: base64url::decode(signature).ok_or_else(malformed)?,
    })
}

/// Exactly three parts, none of them empty.
pub(crate) fn parts(token: &str) -> Option<(&str, &str, &str)> {
    let mut parts = token.split('.');
    let (header, claims, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && ![header, claims, signature].contains(&"");
    whole.then_some((header, claims, signature))
}

pub(crate) fn malformed() -> Refusal {
    Refusal::invalid_token("the token is not a signed JWT in compact form")
}

fn object(part: &str) -> Result<Object, Refusal> {
    let bytes = base64url::decode(part).ok_or_else(malformed)?;
    Json::read(&bytes).ok().and_then(Json::into_object).ok_or_else(malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_parts_are_taken_apart() {
        let jws = read("e30.eyJhIjoxfQ.AAAA").map_err(|refusal| refusal.message).unwrap();
        assert_eq!(jws.signing_input, "e30.eyJhIjoxfQ");
        assert_eq!(jws.signature, [0, 0, 0]);
        assert!(jws.claims.get("a").is_some());
    }

    #[test]
    fn anything_else_is_an_invalid_token() {
        for token in [
            "a",
            ".",
            "..",
            "e30.e30",
            "e30.e30.",
            ".e30.AAAA",
            "e30..AAAA",
            "e30.e30.AAAA.AAAA",
            " e30.e30.AAAA",
            "e30.e30.AAAA\n",
            "Bearer e30.e30.AAAA",
            "e30=.e30.AAAA",
            "e31.e30.AAAA",
            "W10.e30.AAAA",
            "e30.W10.AAAA",
            "e30.e30.A+/A",
            "e30.e30.A",
            "e30.e30.AAA=",
            "é.é.é",
            "e30.eyJhIjoxLCJhIjoxfQ.AAAA",
        ] {
            let refusal = read(token).err().map(|refusal| (refusal.status, refusal.name));
            assert_eq!(refusal, Some((400, "InvalidTokenException".into())), "{token}");
        }
    }
}
