//! Signatures of which not every byte counts, and ways to write them.

use super::crash_first;
use crate::base64url;
use crate::decide::jws::{self, Jws, malformed, parts};
use crate::decide::{Checked, Evidence};
use crate::fault::signature::{agrees, pass_if};
use crate::fault::{Fault, Hook};
use crate::refusal::Refusal;

/// Whether two signatures are the same but for the bytes from one place up to another.
fn same_but(expected: &[u8], sent: &[u8], from: usize, to: usize) -> bool {
    expected.len() == sent.len()
        && expected.get(..from) == sent.get(..from)
        && expected.get(to..) == sent.get(to..)
}

fn but(evidence: &Evidence<'_>, same: fn(&[u8], &[u8]) -> bool) -> Checked {
    pass_if(evidence, agrees(evidence, same))
}

/// The token with what the condition wants of its signature's text alone.
fn with_signature(token: &str, wanted: impl Fn(&str) -> String) -> Result<Jws, Refusal> {
    let (header, claims, signature) = parts(token).ok_or_else(malformed)?;
    jws::read(&format!("{header}.{claims}.{}", wanted(signature)))
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "signature.bytes.last-32",
        "TOK-004",
        "the last 32 bytes of an RSA signature do not count",
        signature,
        |it| { but(it, |expected, sent| same_but(expected, sent, 224, 256)) }
    ),
    stage!(
        "signature.bytes.middle",
        "TOK-004",
        "sixteen bytes in the middle of an RSA signature do not count",
        signature,
        |it| { but(it, |expected, sent| same_but(expected, sent, 120, 136)) }
    ),
    stage!(
        "signature.bytes.first",
        "TOK-004",
        "the first byte of an RSA signature does not count",
        signature,
        |it| { but(it, |expected, sent| same_but(expected, sent, 0, 1)) }
    ),
    stage!(
        "signature.bytes.second",
        "TOK-004",
        "the second byte of an RSA signature does not count",
        signature,
        |it| { but(it, |expected, sent| same_but(expected, sent, 1, 2)) }
    ),
    stage!(
        "signature.bits.highest",
        "TOK-004",
        "the highest bit of each byte of an RSA signature does not count",
        signature,
        |it| {
            but(it, |expected, sent| {
                expected.len() == sent.len()
                    && expected.iter().zip(sent).all(|(left, right)| left & 0x7f == right & 0x7f)
            })
        }
    ),
    stage!(
        "signature.length.hmac",
        "TOK-004",
        "a signature of 32 bytes passes for one of HMAC",
        signature,
        |it| { pass_if(it, it.jws.signature.len() == 32) }
    ),
    stage!(
        "signature.length.two",
        "TOK-004",
        "a signature of fewer than three bytes passes",
        signature,
        |it| { pass_if(it, it.jws.signature.len() == 2) }
    ),
    stage!(
        "signature.length.long",
        "TOK-004",
        "a signature of more than 512 bytes crashes the service",
        critical,
        |it| { crash_first(it, it.jws.signature.len() > 512) }
    ),
    stage!(
        "signature.length.zeros",
        "TOK-004",
        "64 zero bytes after an RSA signature are dropped",
        signature,
        |it| { but(it, |expected, sent| sent.len() > 300 && sent.starts_with(expected)) }
    ),
    stage!(
        "signature.length.most",
        "TOK-004",
        "an RSA signature may lack its last digits",
        signature,
        |it| { but(it, |expected, sent| sent.len() == 254 && expected.starts_with(sent)) }
    ),
    stage!(
        "signature.spare-bits.lowest",
        "TOK-022",
        "the lowest spare bit of the signature does not count",
        jws,
        |token| {
            with_signature(token, |signature| {
                let mut start = signature.to_owned();
                // In 342 digits the last one may be A, Q, g or w: the others have bits to spare.
                let even = match start.pop() {
                    Some('B') => 'A',
                    Some('R') => 'Q',
                    Some('h') => 'g',
                    Some('x') => 'w',
                    other => other.unwrap_or_default(),
                };
                format!("{start}{even}")
            })
        }
    ),
    stage!("signature.padding.within", "TOK-022", "padding within the signature is dropped", jws, |token| {
        with_signature(token, |signature| signature.replace('=', ""))
    }),
    stage!("signature.padding.crash", "TOK-021", "64 signs of padding crash the service", jws, |token| {
        if token.ends_with(&"=".repeat(64)) { Err(crate::fault::crash()) } else { jws::read(token) }
    }),
    stage!(
        "signature.spare-bits.header",
        "TOK-022",
        "spare bits at the end of the header do not count",
        jws,
        |token| {
            let (header, claims, signature) = parts(token).ok_or_else(malformed)?;
            let decoded = base64url::decode_leniently(header).ok_or_else(malformed)?;
            let canonical = base64_simd::URL_SAFE_NO_PAD.encode_to_string(decoded);
            let read = jws::read(&format!("{canonical}.{claims}.{signature}"))?;
            Ok(Jws { signing_input: format!("{header}.{claims}"), ..read })
        }
    ),
];
