//! Faults in judging whether the token is genuine.

use eks_auth_world::{PublicKey, SigningKey};

use super::{Fault, Hook, crash};
use crate::base64url;
use crate::decide::jws::{self, Jws};
use crate::decide::signature::{check, key, verifies_bytes, wrong};
use crate::decide::{Checked, Evidence};
use crate::refusal::Refusal;

/// The whole check, or a pass where the condition holds.
pub(super) fn pass_if(evidence: &Evidence<'_>, condition: bool) -> Checked {
    if condition { Ok(()) } else { check(evidence) }
}

/// The algorithm that the token names.
pub(super) fn alg<'a>(evidence: &Evidence<'a>) -> &'a str {
    evidence.jws.header.text("alg").unwrap_or("")
}

/// The key that kid names, or the cluster's first.
pub(super) fn named<'a>(evidence: &Evidence<'a>) -> Option<&'a SigningKey> {
    let kid = evidence.jws.header.text("kid");
    kid.and_then(|kid| key(evidence.cluster, kid)).or_else(|| evidence.cluster.keys().first())
}

/// Whether the signature is as it should be where `same` looks at it: expected first, then what was sent.
pub(super) fn agrees(evidence: &Evidence<'_>, same: fn(&[u8], &[u8]) -> bool) -> bool {
    let rsa = named(evidence).filter(|key| matches!(key.public_key(), PublicKey::Rsa { .. }));
    // RSA signatures of PKCS #1 are a function of the key and the bytes, so they can be compared.
    rsa.is_some_and(|key| same(&key.sign(evidence.jws.signing_input.as_bytes()), &evidence.jws.signature))
}

/// The token's parts, with a third one that may be empty.
fn with_empty_signature(token: &str) -> Result<Jws, Refusal> {
    match token.strip_suffix('.').filter(|rest| rest.matches('.').count() == 1) {
        Some(rest) => jws::read(&format!("{rest}.AA")).map(|jws| Jws { signature: Vec::new(), ..jws }),
        None => jws::read(token),
    }
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("signature.unchecked", "TOK-004", "the signature is not looked at", signature, |_| Ok(())),
    stage!(
        "signature.present-suffices",
        "TOK-004",
        "any signature of the right length does",
        signature,
        |evidence| pass_if(evidence, matches!(evidence.jws.signature.len(), 64 | 256))
    ),
    stage!(
        "signature.rs256-only",
        "TOK-004",
        "only RS256 is verified, and any other alg passes",
        signature,
        |evidence| pass_if(evidence, alg(evidence) != "RS256")
    ),
    stage!("signature.es256-unchecked", "TOK-004", "ES256 is not verified", signature, |evidence| pass_if(
        evidence,
        alg(evidence) == "ES256"
    )),
    stage!(
        "signature.unknown-alg-passes",
        "TOK-004",
        "an alg that the service does not know passes",
        signature,
        |evidence| pass_if(evidence, !["RS256", "ES256", "none"].contains(&alg(evidence)))
    ),
    stage!("signature.alg-absent-passes", "TOK-004", "a token without alg passes", signature, |evidence| {
        pass_if(evidence, evidence.jws.header.get("alg").is_none())
    }),
    Fault::new(
        "signature.none-accepted",
        "TOK-004",
        "alg none is accepted",
        Hook::Stages(|stages| {
            stages.jws = with_empty_signature;
            stages.signature = |evidence| pass_if(evidence, alg(evidence) == "none");
        }),
    ),
    Fault::new(
        "signature.none-other-case",
        "TOK-004",
        "alg none is known as bad in small letters only",
        Hook::Stages(|stages| {
            stages.jws = with_empty_signature;
            stages.signature = |evidence| {
                pass_if(evidence, alg(evidence).eq_ignore_ascii_case("none") && alg(evidence) != "none")
            };
        }),
    ),
    Fault::new(
        "signature.empty-passes",
        "REQ-003",
        "an empty signature passes",
        Hook::Stages(|stages| {
            stages.jws = with_empty_signature;
            stages.signature = |evidence| pass_if(evidence, evidence.jws.signature.is_empty());
        }),
    ),
    stage!(
        "signature.beginning-only",
        "TOK-004",
        "only the first half of an RSA signature counts",
        signature,
        |evidence| {
            pass_if(evidence, agrees(evidence, |expected, sent| expected.get(..128) == sent.get(..128)))
        }
    ),
    stage!(
        "signature.end-unchecked",
        "TOK-004",
        "the last byte of an RSA signature does not count",
        signature,
        |evidence| {
            pass_if(
                evidence,
                agrees(evidence, |expected, sent| {
                    sent.len() == 256 && expected.get(..255) == sent.get(..255)
                }),
            )
        }
    ),
    stage!(
        "signature.extended-passes",
        "TOK-004",
        "what follows a good signature is ignored",
        signature,
        |evidence| {
            let length = if alg(evidence) == "ES256" { 64 } else { 256 };
            let sent = evidence.jws.signature.get(..length);
            let input = evidence.jws.signing_input.as_bytes();
            let good = named(evidence)
                .zip(sent)
                .is_some_and(|(key, sent)| verifies_bytes(key.public_key(), input, sent));
            pass_if(evidence, good)
        }
    ),
    stage!(
        "signature.zeros-dropped",
        "TOK-004",
        "a short RSA signature is padded with zeros",
        signature,
        |evidence| {
            pass_if(
                evidence,
                agrees(evidence, |expected, sent| {
                    sent.len() < expected.len() && expected.starts_with(sent) && sent.len() >= 255
                }),
            )
        }
    ),
    stage!("signature.ecdsa-zero-passes", "TOK-004", "r = s = 0 passes for ES256", signature, |evidence| {
        let zero = !evidence.jws.signature.is_empty() && evidence.jws.signature.iter().all(|byte| *byte == 0);
        pass_if(evidence, alg(evidence) == "ES256" && zero)
    }),
    stage!("signature.bad-crash", "TOK-004", "a bad signature crashes the service", signature, |evidence| {
        check(evidence).map_err(|_| crash())
    }),
    stage!(
        "signature.length-crash",
        "TOK-004",
        "a signature of the wrong length crashes the service",
        signature,
        |evidence| {
            let usual = matches!(evidence.jws.signature.len(), 64 | 256);
            if usual { check(evidence) } else { Err(crash()) }
        }
    ),
    stage!(
        "signature.bad.denied",
        "TOK-005",
        "a bad signature is an AccessDeniedException",
        signature,
        |evidence| check(evidence).map_err(|refusal| refusal.renamed(400, "AccessDeniedException"))
    ),
    stage!(
        "signature.bad.parameter",
        "TOK-005",
        "a bad signature is an InvalidParameterException",
        signature,
        |evidence| { check(evidence).map_err(|refusal| refusal.renamed(400, "InvalidParameterException")) }
    ),
    stage!(
        "signature.bad.own-name",
        "TOK-005",
        "a bad signature is an InvalidSignatureException",
        signature,
        |evidence| { check(evidence).map_err(|refusal| refusal.renamed(400, "InvalidSignatureException")) }
    ),
    stage!(
        "signature.es256.crash",
        "TOK-002",
        "a token signed ES256 crashes the service",
        signature,
        |evidence| { if alg(evidence) == "ES256" { Err(crash()) } else { check(evidence) } }
    ),
    stage!("signature.es256.refused", "TOK-003", "a token signed ES256 is refused", signature, |evidence| {
        if alg(evidence) == "ES256" { Err(wrong()) } else { check(evidence) }
    }),
    Fault::new(
        "signature.padding-accepted",
        "TOK-022",
        "padding after the signature is accepted",
        Hook::Stages(|stages| {
            stages.jws = |token| jws::read(token.trim_end_matches('='));
        }),
    ),
    Fault::new(
        "signature.spare-bits-accepted",
        "TOK-022",
        "spare bits at the end of the signature are ignored",
        Hook::Stages(|stages| {
            stages.jws = |token| {
                let (header, payload, signature) = jws::parts(token).ok_or_else(jws::malformed)?;
                let decoded =
                    base64url::decode_leniently(signature).filter(|_| !signature.contains(['=', '+', '/']));
                let bytes = decoded.ok_or_else(jws::malformed)?;
                jws::read(&format!("{header}.{payload}.AA")).map(|jws| Jws { signature: bytes, ..jws })
            };
        }),
    ),
];
