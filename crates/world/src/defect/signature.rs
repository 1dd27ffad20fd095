//! The valid token under a signature that is not one.

use ring::digest::{SHA256, digest};

use super::Group::{Forged, Unmatched};
use super::{Defect, text};
use crate::minted::MintedToken;
use crate::public_key::PublicKey;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text("signature-absent", Unmatched, "header and payload stand alone, without a last dot", |s| {
        valid(s).signing_input()
    }),
    text("signature-empty", Unmatched, "the signature is empty", |s| valid(s).signing_input() + "."),
    text("signature-padding", Forged, "the signature is padding around nothing", |s| {
        valid(s).signing_input() + ".===="
    }),
    text("signature-one-byte", Forged, "the signature is a single zero byte", |s| replaced(s, |_| vec![0])),
    text("signature-cut-start", Forged, "the signature lacks its first byte", |s| {
        replaced(s, |bytes| bytes.iter().skip(1).copied().collect())
    }),
    text("signature-cut-end", Forged, "the signature lacks its last byte", |s| {
        replaced(s, |bytes| bytes.split_last().map_or_else(Vec::new, |(_, rest)| rest.to_vec()))
    }),
    text("signature-cut-half", Forged, "the signature lacks its second half", |s| {
        replaced(s, |bytes| bytes.iter().take(bytes.len() / 2).copied().collect())
    }),
    text("signature-extended-start", Forged, "the signature has a zero byte before it", |s| {
        replaced(s, |bytes| [&[0], bytes].concat())
    }),
    text("signature-extended-end", Forged, "the signature has a zero byte after it", |s| {
        replaced(s, |bytes| [bytes, &[0]].concat())
    }),
    text("signature-doubled", Forged, "the signature's bytes stand twice in it", |s| {
        replaced(s, |bytes| bytes.repeat(2))
    }),
    text("signature-zeros", Forged, "every byte of the signature is 0", |s| {
        replaced(s, |bytes| vec![0; bytes.len()])
    }),
    text("signature-ones", Forged, "every byte of the signature is 255", |s| {
        replaced(s, |bytes| vec![255; bytes.len()])
    }),
    text("signature-number-one", Forged, "the signature is the number 1", |s| {
        replaced(s, |bytes| (1..bytes.len()).map(|_| 0).chain([1]).collect())
    }),
    text("signature-modulus", Forged, "the signature is the key's modulus", |s| replaced(s, |_| modulus(s))),
    text("signature-plus-modulus", Forged, "the signature has the key's modulus added to it", |s| {
        replaced(s, |bytes| sum(bytes, &modulus(s)))
    }),
    text("signature-reversed", Forged, "the bytes of the signature stand in reverse order", |s| {
        replaced(s, |bytes| bytes.iter().rev().copied().collect())
    }),
    text("signature-flipped-first", Forged, "a bit of the signature's first byte is flipped", |s| {
        replaced(s, |bytes| flipped(bytes, 0))
    }),
    text("signature-flipped-middle", Forged, "a bit of the signature's middle byte is flipped", |s| {
        replaced(s, |bytes| flipped(bytes, bytes.len() / 2))
    }),
    text("signature-flipped-last", Forged, "a bit of the signature's last byte is flipped", |s| {
        replaced(s, |bytes| flipped(bytes, bytes.len().saturating_sub(1)))
    }),
    text(
        "signature-of-another-token",
        Forged,
        "the signature is that of another valid token of the pod",
        |s| {
            let mut other = s.draft();
            other.claims_mut().set("jti", format!("{}-other", s.id()));
            replaced(s, |_| other.sign().signature().to_vec())
        },
    ),
    text(
        "signature-of-another-pod",
        Forged,
        "the signature is that of a valid token of another service account",
        |s| {
            let other = Scene::new(s.world(), s.cluster(), s.other_pod(), s.now(), s.id());
            replaced(s, |_| valid(&other).signature().to_vec())
        },
    ),
    text("signature-of-payload", Forged, "the signature is over the payload alone", |s| {
        signed_over(s, |token| token.payload_b64().as_bytes().to_vec())
    }),
    text("signature-of-header", Forged, "the signature is over the header alone", |s| {
        signed_over(s, |token| token.header_b64().as_bytes().to_vec())
    }),
    text("signature-of-decoded", Forged, "the signature is over the JSON before its encoding", |s| {
        let draft = s.draft();
        signed_over(s, |_| [draft.header_bytes(), b".".to_vec(), draft.payload_bytes()].concat())
    }),
    text("signature-of-newline", Forged, "the signature is over the right bytes and a newline", |s| {
        signed_over(s, |token| (token.signing_input() + "\n").into_bytes())
    }),
    text("signature-of-nothing", Forged, "the signature is over no bytes at all", |s| {
        signed_over(s, |_| Vec::new())
    }),
    text("signature-hash", Forged, "the signature is the bare SHA-256 of what should be signed", |s| {
        let token = valid(s);
        let hash = digest(&SHA256, token.signing_input().as_bytes());
        token.with_signature(hash).into_string()
    }),
    text("signature-word", Forged, "the third part is the word `signature`", |s| {
        valid(s).signing_input() + ".signature"
    }),
];

/// The plain valid token.
pub(super) fn valid(scene: &Scene<'_>) -> MintedToken {
    scene.draft().sign()
}

/// The bytes with the lowest bit of one of them flipped.
pub(super) fn flipped(bytes: &[u8], place: usize) -> Vec<u8> {
    bytes.iter().enumerate().map(|(at, byte)| if at == place { byte ^ 1 } else { *byte }).collect()
}

/// Two big-endian numbers of any lengths added up.
pub(super) fn sum(left: &[u8], right: &[u8]) -> Vec<u8> {
    let length = left.len().max(right.len());
    let digit = |number: &[u8], place: usize| number.iter().rev().nth(place).copied().map_or(0, u16::from);
    let mut carry = 0;
    let mut digits: Vec<u8> = (0..length)
        .map(|place| {
            let total = digit(left, place) + digit(right, place) + carry;
            carry = total >> 8;
            (total & 0xff) as u8
        })
        .collect();
    if carry > 0 {
        digits.push(1);
    }
    digits.reverse();
    digits
}

fn replaced(scene: &Scene<'_>, with: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let token = valid(scene);
    token.with_signature(with(token.signature())).into_string()
}

/// The valid token with the right key's signature over other bytes.
fn signed_over(scene: &Scene<'_>, bytes: impl FnOnce(&MintedToken) -> Vec<u8>) -> String {
    let token = valid(scene);
    token.with_signature(scene.draft().key().sign(&bytes(&token))).into_string()
}

fn modulus(scene: &Scene<'_>) -> Vec<u8> {
    match scene.draft().key().public_key() {
        PublicKey::Rsa { modulus, .. } => modulus.clone(),
        PublicKey::P256 { .. } => unreachable!("drafts begin with an RSA key"),
    }
}

#[cfg(test)]
mod unit {
    use super::sum;

    #[test]
    fn sums_carry() {
        assert_eq!(sum(&[0xff, 0xff], &[1]), [1, 0, 0]);
        assert_eq!(sum(&[1, 2], &[3, 4]), [4, 6]);
        assert_eq!(sum(&[], &[]), Vec::<u8>::new());
    }
}
