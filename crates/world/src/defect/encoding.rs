//! Base64url written in another way than RFC 7515, section 2, asks for. The signature covers the text as it stands.

use base64_simd::{STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

use super::Group::{LooseForm, Surrounded, Unmatched};
use super::signature::valid;
use super::{Defect, claim, text};
use crate::draft::TokenDraft;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text("base64-padded", LooseForm, "all three parts are padded", |s| {
        let draft = uneven(s);
        let (header, payload) = (padded(&draft.header_bytes()), padded(&draft.payload_bytes()));
        signed(&draft, header, payload, padded)
    }),
    text("base64-padded-signature", LooseForm, "the signature is padded", |s| {
        let token = valid(s);
        format!("{}.{}", token.signing_input(), padded(token.signature()))
    }),
    text("base64-padded-header", LooseForm, "the header is padded", |s| {
        let draft = uneven(s);
        signed(&draft, padded(&draft.header_bytes()), plain(&draft.payload_bytes()), plain)
    }),
    text("base64-padded-payload", LooseForm, "the payload is padded", |s| {
        let draft = uneven(s);
        signed(&draft, plain(&draft.header_bytes()), padded(&draft.payload_bytes()), plain)
    }),
    text("base64-too-much-padding", LooseForm, "the signature has four signs of padding", |s| {
        valid(s).into_string() + "===="
    }),
    text(
        "base64-loose-bits-signature",
        LooseForm,
        "the bits that the signature leaves unused are set",
        |s| {
            let token = valid(s);
            format!("{}.{}", token.signing_input(), with_loose_bits(token.signature()))
        },
    ),
    text("base64-loose-bits-header", LooseForm, "the bits that the header leaves unused are set", |s| {
        let draft = uneven(s);
        signed(&draft, with_loose_bits(&draft.header_bytes()), plain(&draft.payload_bytes()), plain)
    }),
    text("base64-loose-bits-payload", LooseForm, "the bits that the payload leaves unused are set", |s| {
        let draft = uneven(s);
        signed(&draft, plain(&draft.header_bytes()), with_loose_bits(&draft.payload_bytes()), plain)
    }),
    text(
        "base64-one-character-more",
        LooseForm,
        "the payload has a character that encodes no whole byte",
        |s| {
            let draft = even(s);
            signed(&draft, plain(&draft.header_bytes()), plain(&draft.payload_bytes()) + "A", plain)
        },
    ),
    text(
        "base64-standard-signature",
        Surrounded,
        "the signature has + and / instead of - and _",
        with_standard_signature,
    ),
    text("base64-standard-payload", Unmatched, "the payload has + and / instead of - and _", |s| {
        let draft = with_slash(s);
        signed(&draft, plain(&draft.header_bytes()), standard(&draft.payload_bytes()), plain)
    }),
    text("base64-newline", Surrounded, "the signature has a line break in it", |s| inserted(s, "\n")),
    text("base64-crlf", Surrounded, "the signature has a line break of two characters in it", |s| {
        inserted(s, "\r\n")
    }),
    text("base64-space", Surrounded, "the signature has a space in it", |s| inserted(s, " ")),
    text("base64-tab", Surrounded, "the signature has a tab in it", |s| inserted(s, "\t")),
    text("base64-nul", Surrounded, "the signature has a NUL in it", |s| inserted(s, "\0")),
    text("base64-full-width", Surrounded, "the signature has a full-width letter in it", |s| {
        inserted(s, "\u{ff21}")
    }),
    text("base64-percent", Surrounded, "the signature has a percent-encoded letter in it", |s| {
        inserted(s, "%41")
    }),
    text("base64-newline-in-payload", Unmatched, "the payload has a line break in it", |s| {
        let token = valid(s);
        let (start, end) = halves(token.payload_b64());
        format!("{}.{start}\n{end}.{}", token.header_b64(), token.signature_b64())
    }),
    text("base64-space-in-payload", Unmatched, "the payload has a space in it", |s| {
        let token = valid(s);
        let (start, end) = halves(token.payload_b64());
        format!("{}.{start} {end}.{}", token.header_b64(), token.signature_b64())
    }),
];

fn plain(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode_to_string(bytes)
}

fn padded(bytes: &[u8]) -> String {
    URL_SAFE.encode_to_string(bytes)
}

fn standard(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode_to_string(bytes)
}

/// The bytes with every bit set that their last character has to spare.
fn with_loose_bits(bytes: &[u8]) -> String {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let spare = match bytes.len() % 3 {
        1 => 0b1111,
        2 => 0b11,
        _ => 0,
    };
    let mut text = plain(bytes);
    let last = text.pop().and_then(|last| ALPHABET.find(last)).unwrap_or_default();
    text.extend(ALPHABET.chars().nth(last | spare));
    text
}

fn signed(draft: &TokenDraft<'_>, header: String, payload: String, encode: fn(&[u8]) -> String) -> String {
    let token = draft.sign_encoded(header, payload, |input| draft.key().sign(input));
    format!("{}.{}", token.signing_input(), encode(token.signature()))
}

/// The valid draft with white space after header and payload, so that neither fills its last base64 group.
fn uneven<'w>(scene: &Scene<'w>) -> TokenDraft<'w> {
    filled(scene, 1)
}

/// The valid draft with white space after header and payload, so that both fill their last base64 group.
fn even<'w>(scene: &Scene<'w>) -> TokenDraft<'w> {
    filled(scene, 0)
}

fn filled<'w>(scene: &Scene<'w>, rest: usize) -> TokenDraft<'w> {
    let mut draft = scene.draft();
    let fill = |mut text: Vec<u8>| {
        while text.len() % 3 != rest {
            text.push(b' ');
        }
        text
    };
    draft.header_raw(fill(draft.header_bytes()));
    draft.payload_raw(fill(draft.payload_bytes()));
    draft
}

/// The valid draft with an unknown claim that takes the character 63 of the alphabet, wherever it begins.
fn with_slash<'w>(scene: &Scene<'w>) -> TokenDraft<'w> {
    let mut draft = scene.draft();
    claim(&mut draft, "x", r#""???????""#);
    draft
}

/// One signature in 50 000 has neither character, and one in 32 begins with one, which leaves nothing before it that the
/// pattern could match. White space after the claims gives another signature.
fn with_standard_signature(scene: &Scene<'_>) -> String {
    let mut draft = scene.draft();
    let mut token = draft.sign();
    for _ in 0..16 {
        if token.signature_b64().find(['-', '_']).is_some_and(|place| place > 0) {
            break;
        }
        draft.payload_raw([draft.payload_bytes(), b" ".to_vec()].concat());
        token = draft.sign();
    }
    format!("{}.{}", token.signing_input(), standard(token.signature()))
}

/// The valid token with something put into the middle of its signature.
fn inserted(scene: &Scene<'_>, what: &str) -> String {
    let token = valid(scene);
    let signature = token.signature_b64();
    let (start, end) = halves(&signature);
    format!("{}.{start}{what}{end}", token.signing_input())
}

fn halves(text: &str) -> (&str, &str) {
    text.split_at_checked(text.len() / 2).unwrap_or((text, ""))
}
