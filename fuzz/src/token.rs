//! Tokens, beside `jsonwebtoken`.

use std::fmt;

use eks_auth_protocol::EpochSeconds;
use eks_auth_protocol::token::{DecodedToken, Part, TokenError};
use eks_auth_protocol::wire::{Document, Kind, Value as Ours};
use jsonwebtoken::TokenData;
use jsonwebtoken::dangerous::insecure_decode;
use serde_json::{Map, Value};

use crate::differences::{Comparison, Difference};

/// We take a token apart as `jsonwebtoken` does when it verifies nothing, and read the same header and claims in it.
///
/// Where it may read something else is in a table in the source, row by row with its reason.
///
/// # Panics
///
/// Where any other difference shows.
pub fn token_agrees_with_jsonwebtoken(bytes: &[u8]) {
    COMPARISON.hold(bytes);
}

pub(crate) const COMPARISON: Comparison<Disagreement> = Comparison { disagreements, permitted: PERMITTED };

pub(crate) enum Disagreement {
    OnlyOurs,
    /// Only they take it; we have a reason not to, unless it is no text.
    OnlyTheirs(Option<TokenError>),
    Value(&'static str),
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnlyOurs => f.write_str("jsonwebtoken does not take a token"),
            Self::OnlyTheirs(None) => f.write_str("jsonwebtoken takes a token that is no text"),
            Self::OnlyTheirs(Some(error)) => write!(f, "jsonwebtoken takes a token although {error}"),
            Self::Value(name) => write!(f, "jsonwebtoken reads another `{name}`"),
        }
    }
}

const PERMITTED: &[Difference<Disagreement>] = &[
    Difference {
        reason: "it does not look at the signature of a token that it does not verify",
        explains: |disagreement, bytes| match disagreement {
            Disagreement::OnlyTheirs(None) => signing_input(bytes).is_some_and(<[u8]>::is_ascii),
            Disagreement::OnlyTheirs(Some(error)) => matches!(
                error,
                TokenError::Base64 { part: Part::Signature } | TokenError::Empty { part: Part::Signature }
            ),
            _ => false,
        },
        example: b"eyJhbGciOiJSUzI1NiJ9.e30.c",
    },
    Difference {
        reason: "it leaves the types of claims to its caller, and ours are those of a service account token",
        explains: |disagreement, _| {
            matches!(
                disagreement,
                Disagreement::OnlyTheirs(Some(TokenError::WrongType { part: Part::Payload, .. }))
            )
        },
        // {"exp":"1"}
        example: b"eyJhbGciOiJSUzI1NiJ9.eyJleHAiOiIxIn0.c2ln",
    },
    Difference {
        reason: "a header parameter that is null is absent for it; RFC 7515 gives none of them that type",
        explains: |disagreement, _| {
            matches!(
                disagreement,
                Disagreement::OnlyTheirs(Some(TokenError::WrongType {
                    part: Part::Header,
                    found: Kind::Null,
                    ..
                }))
            )
        },
        // {"alg":"RS256","kid":null}
        example: b"eyJhbGciOiJSUzI1NiIsImtpZCI6bnVsbH0.e30.c2ln",
    },
    Difference {
        reason: "it knows a list of algorithms; to judge the name is the verifier's business for us",
        explains: |disagreement, bytes| {
            only_ours(disagreement)
                && in_header(bytes, |root| {
                    root.get("alg").and_then(|alg| alg.as_str()).is_some_and(|alg| !is_known(&alg))
                })
        },
        // {"alg":"none"}
        example: b"eyJhbGciOiJub25lIn0.e30.c2ln",
    },
    Difference {
        reason: "it gives types to header parameters that have no meaning for a service account token",
        explains: |disagreement, bytes| {
            only_ours(disagreement)
                && in_header(bytes, |root| {
                    root.members().any(|member| {
                        let kind = member.value().kind();
                        let name = member.name();
                        let suits =
                            kind == Kind::Null || kind == Kind::String && !STRUCTURED.contains(&&*name);
                        UNUSED.contains(&&*name) && !suits
                    })
                })
        },
        // {"alg":"RS256","jku":1}
        example: b"eyJhbGciOiJSUzI1NiIsImprdSI6MX0.e30.c2ln",
    },
    Difference {
        reason: "it refuses a header that names a parameter twice; we read the last one and leave the rest to the judge",
        explains: |disagreement, bytes| {
            only_ours(disagreement)
                && in_header(bytes, |root| {
                    root.members().any(|member| root.get_all(&member.name()).count() > 1)
                })
        },
        // {"alg":"RS256","alg":"RS256"}
        example: b"eyJhbGciOiJSUzI1NiIsImFsZyI6IlJTMjU2In0.e30.c2ln",
    },
    Difference {
        reason: "serde_json refuses numbers beyond the range of doubles; we keep their digits",
        explains: |disagreement, bytes| only_ours(disagreement) && in_either(bytes, beyond_doubles),
        // {"x":1e999}
        example: b"eyJhbGciOiJSUzI1NiJ9.eyJ4IjoxZTk5OX0.c2ln",
    },
];

/// Header parameters that it reads and we do not.
const UNUSED: [&str; 11] =
    ["cty", "jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "enc", "zip", "url", "nonce"];

/// Those of them that are no text: a key, and a list of certificates.
const STRUCTURED: [&str; 2] = ["jwk", "x5c"];

fn is_known(algorithm: &str) -> bool {
    algorithm.parse::<jsonwebtoken::Algorithm>().is_ok()
}

fn only_ours(disagreement: &Disagreement) -> bool {
    matches!(disagreement, Disagreement::OnlyOurs)
}

/// What stands before the last dot.
fn signing_input(bytes: &[u8]) -> Option<&[u8]> {
    bytes.iter().rposition(|byte| *byte == b'.').and_then(|dot| bytes.get(..dot))
}

fn in_header(bytes: &[u8], holds: fn(Ours<'_, '_>) -> bool) -> bool {
    decoded(bytes).is_ok_and(|token| document_holds(token.header_json(), holds))
}

fn in_either(bytes: &[u8], holds: fn(Ours<'_, '_>) -> bool) -> bool {
    decoded(bytes).is_ok_and(|token| {
        [token.header_json(), token.payload_json()].into_iter().any(|json| document_holds(json, holds))
    })
}

fn document_holds(json: &str, holds: fn(Ours<'_, '_>) -> bool) -> bool {
    Document::parse(json.as_bytes()).is_ok_and(|document| holds(document.root()))
}

fn beyond_doubles(value: Ours<'_, '_>) -> bool {
    value.as_number().is_some_and(|number| number.to_f64().is_infinite())
        || value.elements().any(beyond_doubles)
        || value.members().any(|member| beyond_doubles(member.value()))
}

/// Our reading; without an error where the bytes are no text.
fn decoded(bytes: &[u8]) -> Result<DecodedToken, Option<TokenError>> {
    let text = str::from_utf8(bytes).map_err(|_| None)?;
    DecodedToken::decode(text).map_err(Some)
}

fn disagreements(bytes: &[u8]) -> Vec<Disagreement> {
    match (decoded(bytes), insecure_decode::<Map<String, Value>>(bytes)) {
        (Ok(ours), Ok(theirs)) => values(&ours, &theirs).into_iter().map(Disagreement::Value).collect(),
        (Ok(_), Err(_)) => vec![Disagreement::OnlyOurs],
        (Err(why), Ok(_)) => vec![Disagreement::OnlyTheirs(why)],
        (Err(_), Err(_)) => Vec::new(),
    }
}

/// The names of what is read differently.
fn values(ours: &DecodedToken, theirs: &TokenData<Map<String, Value>>) -> Vec<&'static str> {
    let (header, claims) = (ours.header(), ours.claims());
    let text = |name: &str| theirs.claims.get(name).and_then(Value::as_str);
    let audience: Vec<&str> = match theirs.claims.get("aud") {
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
        Some(value) => value.as_str().into_iter().collect(),
        None => Vec::new(),
    };
    let pod = |member: &str| theirs.claims.get("kubernetes.io")?.get("pod")?.get(member)?.as_str();
    let ours_of_pod = claims.kubernetes().and_then(|kubernetes| kubernetes.pod());
    let time = |name: &str, ours: Option<&EpochSeconds>| {
        let ours = ours.and_then(|time| time.literal().parse::<f64>().ok());
        ours == theirs.claims.get(name).and_then(Value::as_f64)
    };
    let checks = [
        ("alg", format!("{:?}", theirs.header.alg) == header.alg()),
        ("kid", theirs.header.kid.as_deref() == header.kid()),
        ("typ", theirs.header.typ.as_deref() == header.typ()),
        ("crit", theirs.header.crit.as_deref().unwrap_or_default() == header.critical()),
        ("iss", text("iss") == claims.issuer()),
        ("sub", text("sub") == claims.subject()),
        ("jti", text("jti") == claims.id()),
        ("aud", audience == claims.audience()),
        ("exp", time("exp", claims.expires_at())),
        ("iat", time("iat", claims.issued_at())),
        ("nbf", time("nbf", claims.not_before())),
        ("kubernetes.io.pod.name", pod("name") == ours_of_pod.and_then(|pod| pod.name())),
        ("kubernetes.io.pod.uid", pod("uid") == ours_of_pod.and_then(|pod| pod.uid())),
    ];
    checks.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permitted_difference_is_needed() {
        COMPARISON.every_row_is_needed();
    }
}
